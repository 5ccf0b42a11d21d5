/** Days, weeks and months as stretches of local days: what limits count by. */
import { type Day, dateOfDay, dayOfDate, weekdayOf } from '../time/local-date.ts';
import type { Limit } from './limits-schema.ts';

/** From its first local day to the first of the next period. */
export interface Period {
  first: Day;
  next: Day;
}

/** The period of a limit that a local day belongs to. */
export function periodOf(day: Day, { per, weekStart }: Pick<Limit, 'per' | 'weekStart'>): Period {
  if (per === 'day') return { first: day, next: day + 1 };
  if (per === 'week') {
    const first = day - ((weekdayOf(day) - (weekStart === 'monday' ? 1 : 0) + 7) % 7);
    return { first, next: first + 7 };
  }
  const first = firstOfMonth(day);
  return { first, next: firstOfMonth(first + 31) };
}

function firstOfMonth(day: Day): Day {
  return dayOfDate(`${dateOfDay(day).slice(0, 7)}-01`) ?? day;
}

/** The periods that hold as many of these days as the limit allows, or more, by their first day. */
export function fullPeriods(days: Iterable<Day>, limit: Limit): Period[] {
  const counts = new Map<Day, number>();
  for (const day of days) {
    const { first } = periodOf(day, limit);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= limit.max).map(([first]) => periodOf(first, limit));
}
