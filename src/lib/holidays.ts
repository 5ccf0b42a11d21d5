/**
 * Public holidays by place and date. The tables of 207 countries take about 22 MB of memory and 0.1 to 0.3 s, so they are loaded
 * when the first holiday is asked for and not before; answers are kept by place and year.
 */
import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

/** A country as two letters (`US`), and a state or province as the tables name it (`CA`), for those that have their own days. */
export interface HolidayPlace {
  country: string;
  state?: string | undefined;
}

/** The place is not in the tables. Its message says what to write instead. */
export class UnknownHolidayPlace extends Error {
  override name = 'UnknownHolidayPlace';
}

const day = 86_400_000;
let loaded: typeof Holidays | undefined;

function tables(): typeof Holidays {
  loaded ??= createRequire(import.meta.url)('date-holidays') as typeof Holidays;
  return loaded;
}

/** Whether the tables know the country (`US`), spelled in capitals. */
export function isHolidayCountry(country: string): boolean {
  const countries: object = new (tables())().getCountries('en');
  return Object.hasOwn(countries, country);
}

// The tables answer an unknown country with no holidays at all, which would quietly open every desk on Christmas.
function tableOf(place: HolidayPlace): Holidays {
  if (!isHolidayCountry(place.country)) {
    throw new UnknownHolidayPlace(
      `No holidays are known for the country "${place.country}". Use its two capital letters, such as US or CA.`,
    );
  }
  if (!place.state) return new (tables())(place.country, { languages: 'en' });
  const states: object = new (tables())().getStates(place.country, 'en') ?? {};
  if (!Object.hasOwn(states, place.state)) {
    throw new UnknownHolidayPlace(
      `No holidays are known for "${place.state}" in ${place.country}. Leave the state out, or use one of: ${Object.keys(states).join(', ') || 'none'}.`,
    );
  }
  return new (tables())(place.country, place.state, { languages: 'en' });
}

/** Why there are no holidays of a place, in a sentence that says what to write; null when there are. */
export function whyNoHolidays(place: HolidayPlace): string | null {
  try {
    tableOf(place);
    return null;
  } catch (error) {
    if (error instanceof UnknownHolidayPlace) return error.message;
    throw error;
  }
}

function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

// Half days ("12-31 12:00") stay working days: an owner who wants them off sets the hours of that date.
function closedDays(table: Holidays, year: number): [date: string, name: string][] {
  return table
    .getHolidays(year, 'en')
    .filter((holiday) => holiday.type === 'public' && holiday.date.slice(11, 19) === '00:00:00')
    .flatMap((holiday) => {
      const first = Date.parse(holiday.date.slice(0, 10));
      const days = Math.max(1, Math.round((holiday.end.getTime() - holiday.start.getTime()) / day));
      return Array.from({ length: days }, (_, n): [string, string] => [isoDate(first + n * day), holiday.name]);
    });
}

const known = new Map<string, [date: string, name: string][]>();

function closedDaysOf(place: HolidayPlace, year: number): [date: string, name: string][] {
  const key = `${place.country} ${place.state ?? ''} ${year}`;
  const days = known.get(key) ?? closedDays(tableOf(place), year);
  known.set(key, days);
  return days;
}

/**
 * The public holidays of a place, by local date (`YYYY-MM-DD`) with the holiday's English name. A holiday on a weekend
 * stands beside the weekday that is given off instead.
 * @param from first local date, `YYYY-MM-DD`
 * @param until last local date, included
 * @throws UnknownHolidayPlace
 */
export function holidaysBetween(place: HolidayPlace, from: string, until: string): Map<string, string> {
  const found = new Map<string, string>();
  // A holiday of several days may have begun in the year before.
  for (let year = Number(from.slice(0, 4)) - 1; year <= Number(until.slice(0, 4)); year += 1) {
    for (const [date, name] of closedDaysOf(place, year)) {
      if (date >= from && date <= until && !found.has(date)) found.set(date, name);
    }
  }
  return found;
}
