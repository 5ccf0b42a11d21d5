/** What a recorded case is, and how the values in it read: instants, times of a day and bare numbers are all numbers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Interval } from '../../../src/scheduling/time/intervals.ts';

const caseSchema = z.object({
  id: z.string(),
  kind: z.string(),
  origin: z.looseObject({ repo: z.string().nullish() }),
  input: z.unknown(),
  expect: z.unknown(),
});

export type Case = z.infer<typeof caseSchema>;

/** An answer of the core beside the one that the case expects, in the same form. */
export interface Answer {
  found: unknown;
  expected: unknown;
}

/** Turns the input of a case into the core's types, asks the core, and puts the answer in the form of the case. */
export type Adapter = (one: Case) => Answer;

export const casesFolder = process.env.CASES_DIR ?? fileURLToPath(new URL('../../../../shared/cases', import.meta.url));

/** Every case of the folder, file by file; none when there is no such folder. */
export function readCases(): { file: string; cases: Case[] }[] {
  if (!existsSync(casesFolder)) return [];
  return readdirSync(casesFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      file,
      cases: z.array(caseSchema).parse(JSON.parse(readFileSync(`${casesFolder}/${file}`, 'utf8'))),
    }));
}

/** Minutes of a clock time. */
export function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Epoch ms of an instant, minutes of a clock time, or a bare number. */
export const value = z.union([
  z.number(),
  z
    .string()
    .regex(/^\d\d:\d\d$/)
    .transform(minutesOf),
  z.iso.datetime().transform((text) => Date.parse(text)),
]);

export const range = z.tuple([value, value]);
export const ranges = z.array(range);

/** Ranges in an order that a comparison can rely on. */
export function sorted(list: readonly Interval[]): Interval[] {
  return [...list].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** The ranges that are ranges: the end after the start. */
export function real(list: readonly Interval[]): Interval[] {
  return list.filter(([start, end]) => start < end);
}
