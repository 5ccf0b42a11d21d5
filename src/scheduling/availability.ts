/**
 * Availability: which starts of the grid are open for an owner, and for every other one which rule closed it. Rules are
 * asked in their order and each cuts its ranges from what is still open, so a month costs time in proportion to its
 * days and busy times, and open and closed starts together are always the whole grid.
 */
import type { OwnerFacts } from './facts.ts';
import { rulesOf } from './policies/policies.ts';
import type { ReasonCode } from './reasons.ts';
import type { Grid, Search } from './search.ts';
import { type Interval, merge, subtract } from './time/intervals.ts';

export interface Availability {
  /** Open starts, as places in the grid, sorted. */
  open: readonly number[];
  /** How many starts each rule closed first. */
  closed: Partial<Record<ReasonCode, number>>;
  /** How many of them no final rule closed, so that an approver may allow them. */
  overridable: number;
}

/** The availability of one owner over a search. */
export function availabilityOf(owner: OwnerFacts, search: Search, grid: Grid): Availability {
  const closed: Availability['closed'] = {};
  let open: readonly Interval[] = merge([[search.from, search.to]]);
  let left = grid.starts.length;
  let overridable = 0;
  for (const rule of rulesOf(search.useCase)) {
    if (left === 0) break;
    const closes = rule.closes(owner, search);
    if (closes.length === 0) continue;
    open = subtract(open, merge(closes));
    const still = countStarts(grid.starts, open);
    if (still < left) closed[rule.code] = (closed[rule.code] ?? 0) + left - still;
    if (rule.no === 'needs-override') overridable += left - still;
    left = still;
  }
  return { open: placesIn(grid.starts, open), closed, overridable };
}

/** The starts (epoch ms, ascending) that are open for at least one of them. */
export function openToAny(availabilities: readonly Availability[], grid: Grid): number[] {
  const open = new Uint8Array(grid.starts.length);
  for (const availability of availabilities) for (const place of availability.open) open[place] = 1;
  return grid.starts.filter((_, place) => open[place] === 1);
}

function countStarts(starts: readonly number[], ranges: readonly Interval[]): number {
  let count = 0;
  for (const [from, to] of ranges) count += firstFrom(starts, to) - firstFrom(starts, from);
  return count;
}

function placesIn(starts: readonly number[], ranges: readonly Interval[]): number[] {
  const places: number[] = [];
  for (const [from, to] of ranges) {
    const end = firstFrom(starts, to);
    for (let i = firstFrom(starts, from); i < end; i++) places.push(i);
  }
  return places;
}

/** The place of the first number that is not below `at`; the length when there is none. `sorted` ascends. */
export function firstFrom(sorted: readonly number[], at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
