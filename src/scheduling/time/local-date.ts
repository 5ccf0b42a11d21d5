/**
 * Local dates without a zone, as whole days since 1970-01-01: to add days, to compare and to know the weekday. Which
 * instants a local day covers is the business of `zone.ts`.
 */

/** A local date as the number of days since 1970-01-01. */
export type Day = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** Of a day without a change of the clocks. */
export const DAY_MINUTES = 1440;

/** Minutes since midnight of a time of day written 15:00, which was checked before. */
export function minutesOfClock(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The day of a date written YYYY-MM-DD; null for anything else, and for dates that no calendar has (2026-02-30). */
export function dayOfDate(date: string): Day | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (parts === null) return null;
  const at = new Date(0);
  at.setUTCFullYear(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  // A day or month beyond the calendar would have moved on to the next one.
  return at.getUTCDate() === Number(parts[3]) && at.getUTCMonth() === Number(parts[2]) - 1
    ? at.getTime() / DAY_MS
    : null;
}

/** The date of a day, YYYY-MM-DD. */
export function dateOfDay(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: Day): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** A date some days later, or earlier for a negative number. Throws RangeError for what is no date. */
export function addDays(date: string, days: number): string {
  const day = dayOfDate(date);
  if (day === null) throw new RangeError(`"${date}" is not a date`);
  return dateOfDay(day + days);
}
