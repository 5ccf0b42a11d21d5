/**
 * Adapters for working hours. A travel schedule, which the core does not have, becomes one owner for each local date, in
 * the zone of that date. cal.com writes the end of a day as 23:59, and hours that end before they start are none to it;
 * nettu means 23:59 by 23:59.
 */
import { z } from 'zod';
import type { Owner } from '../../../src/scheduling/owner.ts';
import { type Interval, intersect, merge } from '../../../src/scheduling/time/intervals.ts';
import { type Day, dateOfDay, weekdayOf } from '../../../src/scheduling/time/local-date.ts';
import { dayAt, dayStart } from '../../../src/scheduling/time/zone.ts';
import { workingTime } from '../../../src/scheduling/working-time.ts';
import { anOwner } from '../worlds.ts';
import { type Adapter, type Case, minutesOf, range, ranges, value } from './case.ts';

const hours = z.object({ start: z.string(), end: z.string() });
export const hoursSchema = z.object({
  zone: z.string(),
  weekly: z.array(hours.extend({ days: z.array(z.number()) })),
  overrides: z.array(hours.extend({ date: z.string() })),
});
const travel = z.array(z.object({ from: value, to: value.nullable(), zone: z.string() })).default([]);

type Travel = z.infer<typeof travel>;

export const workingHoursToRanges: Adapter = (one) => {
  const input = hoursSchema.extend({ travel, from: value, to: value }).parse(one.input);
  const window: Interval = [input.from, input.to];
  const found = input.travel.length === 0 ? workingTime(ownerOf(one, input), window) : travelling(one, input, window);
  const expected = z.object({ ranges }).parse(one.expect).ranges;
  return { found: intersect(found, merge([window])), expected: merge(expected) };
};

export const overrideToRange: Adapter = (one) => {
  const input = z.object({ zone: z.string(), override: hours.extend({ date: z.string() }), travel }).parse(one.input);
  const { date } = input.override;
  const zone = zoneOn(date, input);
  const owner = ownerOf(one, { zone, weekly: [], overrides: [input.override] });
  const noon = Date.parse(`${date}T12:00:00Z`);
  return { found: workingTime(owner, [noon, noon + 1])[0], expected: z.object({ range }).parse(one.expect).range };
};

/** The owner of a case's hours. */
export function ownerOf(one: Case, { zone, weekly, overrides }: z.infer<typeof hoursSchema>): Owner {
  const ofNettu = one.origin.repo?.includes('nettu') === true;
  const read = <Hours extends z.infer<typeof hours>>({ start, end, ...rest }: Hours) => ({
    ...rest,
    start: minutesOf(start),
    end: end === '23:59' && !ofNettu ? 1440 : minutesOf(end),
  });
  return anOwner(1, {
    zone,
    hours: weekly.map(read).filter(({ start, end }) => start < end),
    dateHours: overrides.map(read).filter(({ start, end }) => start <= end),
  });
}

function travelling(
  one: Case,
  input: z.infer<typeof hoursSchema> & { travel: Travel },
  [from, to]: Interval,
): readonly Interval[] {
  const found: Interval[] = [];
  for (let day = dayAt(input.zone, from) - 1; day <= dayAt(input.zone, to) + 1; day++) {
    const zone = zoneOn(dateOfDay(day), input);
    const owner = onlyOn(day, ownerOf(one, { ...input, zone }));
    found.push(...workingTime(owner, [dayStart(zone, day), dayStart(zone, day + 1)]));
  }
  return merge(found);
}

/** The same owner with the hours of one local date alone. */
function onlyOn(day: Day, owner: Owner): Owner {
  const date = dateOfDay(day);
  const own = owner.dateHours.filter((one) => one.date === date);
  const usual = owner.hours.filter(({ days }) => days.includes(weekdayOf(day)));
  return {
    ...owner,
    hours: [],
    dateHours: own.length > 0 ? own : usual.map(({ start, end }) => ({ date, start, end })),
  };
}

/** The zone of a local date: travel is by dates, its last one included. */
function zoneOn(date: string, { zone, travel }: { zone: string; travel: Travel }): string {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return travel.find(({ from, to }) => day(from) <= date && (to === null || date <= day(to)))?.zone ?? zone;
}
