/**
 * Where this project decides otherwise than a recorded case, on purpose. Each entry says why, and what is right here: a
 * case counts as skipped only when the core gives exactly that.
 */
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { intersect, merge } from '../../../src/scheduling/time/intervals.ts';
import { type Case, ranges, real, value } from './case.ts';

export interface Disagreement {
  /** The cases that were found to differ in this way. */
  ids: readonly string[];
  reason: string;
  /** What is right here, in the form of the adapter's answer; null when the case has nothing to do with it. */
  instead(one: Case, expected: unknown): unknown;
}

export const disagreements: readonly Disagreement[] = [
  {
    ids: [
      'dropcontained-filterredundantdateranges-should-preserve-invalid-ranges',
      'teamfreeranges-getaggregatedavailability-it-returns-the-right-amount-of-date-ranges-even-if-the-end-time-is-be',
    ],
    reason: 'A range that ends before it starts holds no time. The peer hands it on; the core has no such range.',
    instead: ({ kind }, expected) => {
      const read = ranges.safeParse(expected);
      if (!read.success || !['dropContained', 'teamFreeRanges', 'union'].includes(kind)) return null;
      return real(read.data).length < read.data.length ? real(read.data) : null;
    },
  },
  {
    ids: [
      'workinghourstoranges-builddateranges-should-return-correct-date-ranges-for-specific-time-slot-in-date-override',
    ],
    reason: 'Hours of a date are cut to the window that was asked for, like all others. The peer leaves them whole.',
    instead: ({ kind, input }, expected) => {
      const asked = z.object({ from: value, to: value, overrides: z.array(z.unknown()).min(1) }).safeParse(input);
      const read = ranges.safeParse(expected);
      if (kind !== 'workingHoursToRanges' || !asked.success || !read.success) return null;
      return intersect(merge(read.data), merge([[asked.data.from, asked.data.to]]));
    },
  },
  {
    ids: ['offsetchangedflags-gettimeshiftflags-marks-only-shifting-occurrences-as-true-for-a-dst-backward-change'],
    reason: 'A change of the clocks counts from its very second. The peer takes the second 2 AM for the first one.',
    instead: ({ kind, input }) => {
      const asked = z.object({ zone: z.string(), instants: z.array(value) }).safeParse(input);
      if (kind !== 'offsetChangedFlags' || !asked.success) return null;
      const { zone, instants } = asked.data;
      const offset = (at: number) => IANAZone.create(zone).offset(at);
      if (!instants.some((at) => offset(at) !== offset(at - 1))) return null;
      return instants.map((at, i) => i > 0 && offset(at) !== offset(instants[i - 1] ?? at));
    },
  },
];
