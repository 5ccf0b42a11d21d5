/** The smallest change of a start that a rule would allow: what the fix of its no names. */
import type { OwnerFacts } from '../facts.ts';
import type { Search } from '../search.ts';
import { type Interval, merge } from '../time/intervals.ts';
import { DAY_MS } from '../time/local-date.ts';
import type { Rule } from './rule.ts';

/** How far it is looked, each way. */
const reach = 70 * DAY_MS;

/** The first start after a closed one that the rule leaves open; null when there is none within ten weeks. */
export function nextOpen(closes: Rule['closes'], owner: OwnerFacts, search: Search, start: number): number | null {
  const to = start + reach;
  const end = around(closes, owner, { ...search, from: start, to }, start)?.[1] ?? start;
  return end < to ? end : null;
}

/** The start nearest to a closed one, but not before now, that the rule leaves open: the later one of two as near. */
export function nearestOpen(closes: Rule['closes'], owner: OwnerFacts, search: Search, start: number): number | null {
  const to = start + reach;
  const first = Math.max(search.now, start - reach);
  const hit = around(closes, owner, { ...search, from: Math.min(first, start), to }, start);
  if (hit === undefined) return start;
  const [before, after] = [hit[0] - 1, hit[1]];
  if (before < first) return after < to ? after : null;
  return after < to && after - start <= start - before ? after : before;
}

function around(closes: Rule['closes'], owner: OwnerFacts, search: Search, start: number): Interval | undefined {
  return merge(closes(owner, search)).find(([from, to]) => from <= start && start < to);
}
