/**
 * Half-open ranges of epoch milliseconds, [start, end). "Normal" means sorted by start, not touching each other and
 * none of them empty: what `merge` returns, and what every function here that takes two lists wants of both. All of
 * them take time in proportion to the lengths of their lists.
 */

/** A range of time: epoch ms, end exclusive, start < end. */
export type Interval = readonly [start: number, end: number];

/** The normal form: sorted, overlapping and touching ranges joined, empty ones dropped. What is normal comes back as it is. */
export function merge(ranges: readonly Interval[]): readonly Interval[] {
  if (isNormal(ranges)) return ranges;
  const merged: Interval[] = [];
  let open: [number, number] | null = null;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (end <= start) continue;
    if (open !== null && start <= open[1]) {
      if (end > open[1]) open[1] = end;
    } else {
      open = [start, end];
      merged.push(open);
    }
  }
  return merged;
}

function isNormal(ranges: readonly Interval[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const [start, end] of ranges) {
    if (start <= last || end <= start) return false;
    last = end;
  }
  return true;
}

/** What is in `from` and not in `taken`. Both normal, and so is the answer. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let next = 0;
  for (const [start, end] of from) {
    let cursor = start;
    let hit = taken[next];
    while (hit !== undefined && hit[1] <= start) hit = taken[++next];
    while (hit !== undefined && hit[0] < end) {
      if (hit[0] > cursor) left.push([cursor, hit[0]]);
      cursor = hit[1];
      // A range that reaches past this one may still cut the next.
      if (hit[1] >= end) break;
      hit = taken[++next];
    }
    if (cursor < end) left.push([cursor, end]);
  }
  return left;
}

/** What is in both. Both normal, and so is the answer. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    const start = Math.max(x[0], y[0]);
    const end = Math.min(x[1], y[1]);
    if (start < end) both.push([start, end]);
    if (x[1] < y[1]) i++;
    else j++;
  }
  return both;
}

/** Whether any of the ranges, in whatever order, shares a moment with this one. Touching is not sharing. */
export function overlaps(ranges: readonly Interval[], [start, end]: Interval): boolean {
  return ranges.some((range) => range[0] < end && start < range[1]);
}

/** What of `whole` is not in `ranges` (normal). */
export function complement(ranges: readonly Interval[], whole: Interval): Interval[] {
  return subtract([whole], ranges);
}
