/**
 * When an owner works: local hours of local days, turned into instants day by day, so that nine o'clock stays nine
 * o'clock when the clocks change. Hours past midnight belong to the day they begin on; hours that a date has of its own
 * replace those of its weekday, and cut what runs over from the day before.
 */
import type { DateHours, Hours, Owner } from './owner.ts';
import { type Interval, intersect, merge } from './time/intervals.ts';
import { DAY_MINUTES, DAY_MS, type Day, dayOfDate, MINUTE_MS, weekdayOf } from './time/local-date.ts';
import { dayAt, instantOf } from './time/zone.ts';

/**
 * The stretches that the owner works and that reach into a window: normal, whole (not cut to the window), those that
 * touch joined.
 */
export function workingTime(owner: Owner, [from, to]: Interval): readonly Interval[] {
  const { zone } = owner;
  const hoursOf = hoursByDay(owner);
  const last = dayAt(zone, to);
  const stretches: Interval[] = [];
  // Hours may run over from the day before.
  for (let day = dayAt(zone, from) - 1; day <= last; day++) {
    const midnight = day * DAY_MS;
    for (const [start, end] of hoursOf(day)) {
      const begins = instantOf(zone, midnight + start * MINUTE_MS);
      const ends = instantOf(zone, midnight + end * MINUTE_MS);
      if (begins < ends) stretches.push([begins, ends]);
    }
  }
  return merge(stretches);
}

/** The hours that begin on a local day, in minutes from its midnight, sorted; an end beyond 1440 is on the next day. */
export function hoursOn(owner: Owner, day: Day): readonly Interval[] {
  return hoursByDay(owner)(day);
}

/** The hours that begin on a day, in minutes from its midnight, in normal form. */
function hoursByDay(owner: Owner): (day: Day) => readonly Interval[] {
  const special = specialDays(owner.dateHours);
  const usual = weekdays.map((weekday) => joined(owner.hours.filter(({ days }) => days.includes(weekday))));
  return (day) => {
    const begun = special.get(day) ?? usual[weekdayOf(day)] ?? [];
    return special.has(day + 1) ? intersect(begun, wholeDay) : begun;
  };
}

const weekdays = [0, 1, 2, 3, 4, 5, 6];
const wholeDay: readonly Interval[] = [[0, DAY_MINUTES]];

function specialDays(dateHours: readonly DateHours[]): ReadonlyMap<Day, readonly Interval[]> {
  const special = new Map<Day, readonly Interval[]>();
  for (const { date, start, end } of dateHours) {
    const day = dayOfDate(date);
    if (day === null) throw new RangeError(`"${date}" is not a date`);
    const own = special.get(day) ?? [];
    special.set(day, start === end ? own : merge([...own, ...joined([{ start, end }])]));
  }
  return special;
}

function joined(hours: readonly Pick<Hours, 'start' | 'end'>[]): readonly Interval[] {
  return merge(hours.map(({ start, end }): Interval => [start, end > start ? end : end + DAY_MINUTES]));
}
