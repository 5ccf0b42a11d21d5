/** A blackout as data: a named stretch of time when nothing takes place, by dates or by wall clock. */
import { z } from 'zod';
import { DAY_MS, dayOfDate, MINUTE_MS } from '../time/local-date.ts';
import { isZone } from '../time/zone.ts';
import { broken } from './broken.ts';

const edge = z
  .string()
  .refine((text) => wallOf(text) !== null, 'write a date such as 2026-12-24, or with a time such as 2026-12-24T12:00');

export const blackoutSchema = z
  .object({
    /** What is on: "year-end inventory". */
    name: z.string().min(1).max(80),
    from: edge,
    /** A date counts whole; a time is the first moment that is open again. */
    until: edge,
    /** IANA zone of the dates and times. Absent: each owner's own. */
    zone: z.string().refine(isZone, 'use the name of a time zone, such as America/Chicago').optional(),
    broken,
  })
  .refine(({ from, until }) => (wallOf(from)?.start ?? 0) < (wallOf(until)?.end ?? 0), {
    path: ['until'],
    message: 'end after the start',
  });

export type Blackout = z.infer<typeof blackoutSchema>;

/** The wall time that a written date or date-time begins and ends: the whole day, or one instant. Null: it is neither. */
export function wallOf(text: string): { start: number; end: number } | null {
  const [date = '', time] = text.split('T');
  const day = dayOfDate(date);
  if (day === null) return null;
  if (time === undefined) return { start: day * DAY_MS, end: (day + 1) * DAY_MS };
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (clock === null) return null;
  const at = day * DAY_MS + (Number(clock[1]) * 60 + Number(clock[2])) * MINUTE_MS;
  return { start: at, end: at };
}
