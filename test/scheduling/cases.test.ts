/**
 * Recorded cases: inputs and answers that were computed with an independent library. They are read from the folder
 * CASES_DIR, by default the one beside the project; where there is none, this says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { intersect } from '../../src/scheduling/time/intervals.ts';
import { workingTime } from '../../src/scheduling/working-time.ts';
import { anOwner, at } from './worlds.ts';

const folder = process.env.CASES_DIR ?? fileURLToPath(new URL('../../../shared/cases', import.meta.url));
const file = `${folder}/dst-zones.json`;
const hours = z.object({ start: z.string(), end: z.string() });
const caseSchema = z.object({
  id: z.string(),
  kind: z.literal('workingHoursToRanges'),
  input: z.object({
    zone: z.string(),
    weekly: z.array(hours.extend({ days: z.array(z.number()) })),
    overrides: z.array(hours.extend({ date: z.string() })),
    from: z.string(),
    to: z.string(),
  }),
  expect: z.object({ ranges: z.array(z.tuple([z.string(), z.string()])) }),
});

/** Minutes of a wall time; the cases write the end of the day as 23:59. */
function minutes(text: string): number {
  const [h = 0, m = 0] = text.split(':').map(Number);
  return text === '23:59' ? 1440 : h * 60 + m;
}

/** Instants where something begins or ends, ranges that touch counted as one. */
function joined(ranges: readonly (readonly [number, number])[]): string[] {
  const edges = ranges.flat();
  return edges
    .filter((edge) => edges.indexOf(edge) === edges.lastIndexOf(edge))
    .map((edge) => new Date(edge).toISOString());
}

describe.runIf(existsSync(file))('recorded cases of days when the clocks change', () => {
  const cases = existsSync(file) ? z.array(caseSchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  test.each(cases.map((one) => [one.id, one] as const))('%s', (_id, { input, expect: { ranges } }) => {
    const owner = anOwner(1, {
      zone: input.zone,
      hours: input.weekly.map((w) => ({ days: w.days, start: minutes(w.start), end: minutes(w.end) })),
      dateHours: input.overrides.map((o) => ({ date: o.date, start: minutes(o.start), end: minutes(o.end) })),
    });
    const window = [at(input.from), at(input.to)] as const;
    const found = intersect(workingTime(owner, window), [window]);
    expect(joined(found)).toEqual(joined(ranges.map(([from, to]) => [at(from), at(to)] as const)));
  });
});

test.runIf(!existsSync(file))('the recorded cases are absent', () => {
  console.log(`Skipped the recorded cases: there is no ${file}. Set CASES_DIR to the folder that has them.`);
});
