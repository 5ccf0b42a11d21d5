/** Adapters for the algebra of ranges. The core joins ranges that touch, so both sides are compared joined. */
import { z } from 'zod';
import { type Interval, intersect, merge, subtract } from '../../../src/scheduling/time/intervals.ts';
import { type Adapter, ranges, sorted } from './case.ts';

export const intersectSets: Adapter = ({ input, expect }) => {
  const { sets } = z.object({ sets: z.array(ranges) }).parse(input);
  const [first = [], ...others] = sets.map(merge);
  return { found: others.reduce(intersect, first), expected: merge(rangesOf(expect)) };
};

export const subtractBusy: Adapter = ({ input, expect }) => {
  const { free, busy } = z.object({ free: ranges, busy: ranges }).parse(input);
  return { found: subtract(merge(free), merge(busy)), expected: merge(rangesOf(expect)) };
};

export const union: Adapter = ({ input, expect }) => ({ found: merge(rangesOf(input)), expected: rangesOf(expect) });

export const dropContained: Adapter = ({ input, expect }) => ({
  found: withoutContained(rangesOf(input)),
  expected: sorted(rangesOf(expect)),
});

export const freeBusy: Adapter = ({ input, expect }) => {
  const { free, busy } = z.object({ free: ranges, busy: ranges }).parse(input);
  return {
    found: { free: subtract(merge(free), merge(busy)), busy: merge(busy) },
    expected: z.object({ free: ranges, busy: ranges }).parse(expect),
  };
};

/** Without those that lie wholly in another one, and with one of equals: what is left of them when the other is taken. */
export function withoutContained(list: readonly Interval[]): Interval[] {
  const kept: Interval[] = [];
  for (const one of [...list].sort((a, b) => a[0] - b[0] || b[1] - a[1]))
    if (one[0] < one[1] && !kept.some((other) => subtract([one], [other]).length === 0)) kept.push(one);
  return sorted(kept);
}

function rangesOf(value: unknown): Interval[] {
  return z.object({ ranges }).parse(value).ranges;
}
