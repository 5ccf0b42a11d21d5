/**
 * When an owner works: local hours of local days, turned into instants day by day, so that nine o'clock stays nine
 * o'clock when the clocks change. Hours past midnight belong to the day they begin on; hours that a date has of its own
 * replace those of its weekday, and cut what runs over from the day before.
 */
import type { DateHours, Hours, Owner } from './owner.ts';
import { type Interval, merge } from './time/intervals.ts';
import { DAY_MS, type Day, dayOfDate, MINUTE_MS, weekdayOf } from './time/local-date.ts';
import { dayAt, instantOf } from './time/zone.ts';

/**
 * The stretches that the owner works and that reach into a window: normal, whole (not cut to the window), those that
 * touch joined.
 */
export function workingTime(owner: Owner, [from, to]: Interval): Interval[] {
  const special = specialDays(owner.dateHours);
  const last = dayAt(owner.zone, to);
  const stretches: Interval[] = [];
  // Hours may run over from the day before.
  for (let day = dayAt(owner.zone, from) - 1; day <= last; day++) {
    for (const [start, end] of wallHours(owner.hours, special, day)) {
      const stretch: Interval = [instantOf(owner.zone, start), instantOf(owner.zone, end)];
      if (stretch[0] < stretch[1]) stretches.push(stretch);
    }
  }
  return merge(stretches);
}

/** The hours that begin on a local day, in minutes from its midnight, sorted; an end beyond 1440 is on the next day. */
export function hoursOn(owner: Owner, day: Day): readonly (readonly [start: number, end: number])[] {
  return wallHours(owner.hours, specialDays(owner.dateHours), day).map(([start, end]) => [
    (start - day * DAY_MS) / MINUTE_MS,
    (end - day * DAY_MS) / MINUTE_MS,
  ]);
}

/** The hours that begin on a day, as wall times. */
function wallHours(hours: readonly Hours[], special: ReadonlyMap<Day, readonly DateHours[]>, day: Day): Interval[] {
  const midnight = (day + 1) * DAY_MS;
  const own = special.get(day)?.filter((h) => h.start !== h.end);
  const begun = own ?? hours.filter((h) => h.days.includes(weekdayOf(day)));
  return merge(
    begun.map(({ start, end }) => {
      const until = day * DAY_MS + end * MINUTE_MS + (end <= start ? DAY_MS : 0);
      return [day * DAY_MS + start * MINUTE_MS, special.has(day + 1) ? Math.min(until, midnight) : until];
    }),
  );
}

function specialDays(dateHours: readonly DateHours[]): Map<Day, DateHours[]> {
  const special = new Map<Day, DateHours[]>();
  for (const hours of dateHours) {
    const day = dayOfDate(hours.date);
    if (day === null) throw new RangeError(`"${hours.date}" is not a date`);
    special.set(day, [...(special.get(day) ?? []), hours]);
  }
  return special;
}
