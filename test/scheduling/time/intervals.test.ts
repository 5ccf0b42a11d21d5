/** Interval algebra, against counting single moments. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Interval, intersect, merge, overlaps, subtract } from '../../../src/scheduling/time/intervals.ts';

const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([from, length]): Interval => [from, from + length]),
  { maxLength: 10 },
);
const moments = (list: readonly Interval[]) =>
  new Set(list.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i)));
const isNormal = (list: readonly Interval[]) =>
  list.every(([from, to], i) => from < to && (list[i - 1]?.[1] ?? -1) < from);
const seed = { seed: 42, numRuns: 1000 };

test('merging joins what touches, drops what is empty, and keeps every moment', () => {
  expect(
    merge([
      [5, 9],
      [0, 3],
      [3, 4],
      [7, 7],
      [8, 12],
    ]),
  ).toEqual([
    [0, 4],
    [5, 12],
  ]);
  fc.assert(
    fc.property(ranges, (list) => {
      expect(isNormal(merge(list))).toBe(true);
      expect(moments(merge(list))).toEqual(moments(list));
    }),
    seed,
  );
});

test('subtracting leaves the moments that only the first list has', () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const left = subtract(merge(a), merge(b));
      expect(isNormal(left)).toBe(true);
      expect([...moments(left)].sort()).toEqual([...moments(a)].filter((m) => !moments(b).has(m)).sort());
    }),
    seed,
  );
});

test('intersecting leaves the moments that both lists have', () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const both = intersect(merge(a), merge(b));
      expect(isNormal(both)).toBe(true);
      expect([...moments(both)].sort()).toEqual([...moments(a)].filter((m) => moments(b).has(m)).sort());
    }),
    seed,
  );
});

test('ranges that only touch do not overlap', () => {
  expect(overlaps([[0, 10]], [10, 20])).toBe(false);
  expect(overlaps([[0, 10]], [9, 20])).toBe(true);
});
