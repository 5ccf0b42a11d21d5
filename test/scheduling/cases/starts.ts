/**
 * Adapters for starts in free ranges. The core looks at every start of a grid that begins anew at midnight; cal.com
 * follows each free range from its first start on a divisor of the interval. So the core gives the starts of that
 * divisor, and the adapter takes from them what cal.com would.
 */
import { z } from 'zod';
import { gridOf, searchFor } from '../../../src/scheduling/search.ts';
import type { Interval } from '../../../src/scheduling/time/intervals.ts';
import { MINUTE_MS } from '../../../src/scheduling/time/local-date.ts';
import { localDate, minuteOfDay } from '../../../src/scheduling/time/zone.ts';
import { anIntake, aUseCase, someFacts } from '../worlds.ts';
import { type Adapter, ranges, value } from './case.ts';

const gridSchema = z.object({
  now: value,
  inviteeZone: z.string(),
  intervalMin: z.number(),
  durationMin: z.number(),
  minNoticeMin: z.number().default(0),
  offsetStartMin: z.number().default(0),
  packTightly: z.boolean().default(false),
  gridOverrideMin: z.number().optional(),
});
export type Following = z.infer<typeof gridSchema>;

/** cal.com lets a meeting end this much after its range, since its days end at 23:59:59.999. */
export const tolerance = 1000;

export const slotsFromFreeRanges: Adapter = ({ input, expect }) => {
  const asked = gridSchema
    .extend({ free: ranges, away: z.object({ dates: z.array(z.string()), zone: z.string() }).optional() })
    .parse(input);
  const expected = z.object({ slots: z.array(value), away: z.array(value).optional() }).parse(expect);
  const slots = startsIn(asked.free, asked, tolerance);
  const { away } = asked;
  if (away === undefined || expected.away === undefined)
    return { found: { slots }, expected: { slots: expected.slots } };
  return { found: { slots, away: slots.filter((at) => away.dates.includes(localDate(away.zone, at))) }, expected };
};

/**
 * The starts (epoch ms, ascending) that follow one another in the ranges.
 * @param beyond how much longer than its range a meeting may last, in ms
 */
export function startsIn(free: readonly Interval[], asked: Following, beyond = 0): number[] {
  const starts = new Set<number>();
  const step = (asked.intervalMin + asked.offsetStartMin) * MINUTE_MS;
  for (const range of [...free].sort((a, b) => a[0] - b[0])) {
    const last = range[1] + beyond - asked.durationMin * MINUTE_MS;
    const first = firstIn(range, last, asked);
    if (first === undefined) continue;
    for (let at = behind(first + asked.offsetStartMin * MINUTE_MS, step, starts, range); at <= last; at += step)
      starts.add(at);
  }
  return [...starts].sort((a, b) => a - b);
}

/** The first start of the core's grid in a range, not before the notice is over. */
function firstIn([start, end]: Interval, last: number, asked: Following): number | undefined {
  const from = Math.max(start, asked.now + asked.minNoticeMin * MINUTE_MS);
  const step = asked.packTightly ? tightly(from, end, asked) : divisorOf(asked);
  const search = searchFor(someFacts([]), anIntake({ attendee: { name: 'Ada', zone: asked.inviteeZone } }), asked.now);
  return gridOf({ ...search, useCase: { ...aUseCase(), grid: step }, from, to: last + 1 }).starts[0];
}

/** The largest step of a clock that divides the interval. */
function divisorOf({ intervalMin, gridOverrideMin = 1 }: Following): number {
  return [60, 30, 20, 15, 10, 5].find((step) => intervalMin % step === 0) ?? gridOverrideMin;
}

/** The coarsest step of a clock that costs no meeting in the range. */
function tightly(from: number, end: number, asked: Following): number {
  const spare = Math.floor((end - from) / MINUTE_MS) % asked.intervalMin;
  const minute = minuteOfDay(asked.inviteeZone, from) % 60;
  return [divisorOf(asked), 15, 5].find((step) => step - (minute % step) <= spare) ?? 1;
}

/** Starts of overlapping ranges follow one another too: a start among those of an earlier range waits for its next one. */
function behind(first: number, step: number, starts: ReadonlySet<number>, [from]: Interval): number {
  const before = Math.max(...[...starts].filter((at) => at < first));
  if (before + step <= first) return first;
  return before >= from ? before : before + step;
}
