/**
 * Availability: which starts of the grid are open for an owner, and for every other one which rule closed it. Rules are
 * asked in their order and each closes its ranges among the starts still open, so a month costs time in proportion to
 * its days and busy times, and open and closed starts together are always the whole grid.
 */
import type { OwnerFacts } from './facts.ts';
import { rulesOf } from './policies/policies.ts';
import type { ReasonCode } from './reasons.ts';
import { type Grid, placeFrom, type Search } from './search.ts';
import type { Interval } from './time/intervals.ts';

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
  const open = allOpen(grid);
  let left = open.length;
  let overridable = 0;
  for (const rule of rulesOf(search.useCase)) {
    if (left === 0) break;
    const count = close(open, rule.closes(owner, search), grid);
    if (count === 0) continue;
    closed[rule.code] = (closed[rule.code] ?? 0) + count;
    if (rule.no === 'needs-override') overridable += count;
    left -= count;
  }
  return { open: placesOf(open, left), closed, overridable };
}

/** Closes ranges, and counts the starts that were still open. */
function close(open: Uint8Array, ranges: readonly Interval[], grid: Grid): number {
  let count = 0;
  for (const [from, to] of ranges) {
    const end = placeFrom(grid, to);
    for (let place = placeFrom(grid, from); place < end; place++) {
      count += open[place] ?? 0;
      open[place] = 0;
    }
  }
  return count;
}

/**
 * By place: 1 while no rule has closed it. One for all owners, one after the other, since it is large and soon forgotten;
 * so a rule must not ask for an availability itself.
 */
let scratch = new Uint8Array(0);

function allOpen({ starts }: Grid): Uint8Array {
  if (scratch.length !== starts.length) scratch = new Uint8Array(starts.length);
  return scratch.fill(1);
}

function placesOf(open: Uint8Array, count: number): number[] {
  const places = new Array<number>(count);
  let next = 0;
  for (let place = 0; next < count; place++) if (open[place] === 1) places[next++] = place;
  return places;
}
