/** Round-robin: whoever has been given the fewest comes first, so that everybody gets the same over time. */
import type { OwnerFacts } from '../facts.ts';
import { counted } from '../policies/minutes.ts';
import { type Reason, reason } from '../reasons.ts';
import type { Ranked, RoutingMethod } from './method.ts';

export const roundRobin: RoutingMethod = {
  describe: 'The owner with the fewest bookings so far comes first.',
  tieBreak:
    'Equal counts go to whoever has waited longest since their last booking, then by a fixed order of the owners.',
  rank(owners) {
    const order = [...owners].sort(compare);
    return order.map((facts, i): Ranked => ({ facts, rank: i + 1, reasons: [placeOf(facts, i, order)] }));
  },
};

function compare(a: OwnerFacts, b: OwnerFacts): number {
  return a.taken - b.taken || waitingSince(a) - waitingSince(b) || (a.owner.id < b.owner.id ? -1 : 1);
}

/** Whoever never had one has waited for ever. The difference of two must stay a number, so no infinity. */
function waitingSince({ lastTakenAt }: OwnerFacts): number {
  return lastTakenAt ?? Number.MIN_SAFE_INTEGER;
}

function placeOf(facts: OwnerFacts, place: number, order: readonly OwnerFacts[]): Reason {
  const { name } = facts.owner;
  const so = `${counted(facts.taken, 'booking')} so far`;
  const first = order[0];
  if (place === 0 || first === undefined) {
    const second = order[1];
    if (second === undefined) return reason('NEXT_IN_TURN', `${name} is the only one who can take this.`);
    if (facts.taken < second.taken)
      return reason('NEXT_IN_TURN', `${name} is next in turn: ${so}, the fewest in the pool.`);
    const waited =
      waitingSince(facts) < waitingSince(second)
        ? 'and the longest wait since the last one'
        : 'and first in the fixed order';
    return reason('NEXT_IN_TURN', `${name} is next in turn: ${so}, as few as anyone in the pool, ${waited}.`);
  }
  const ahead = first.owner.name;
  const behind =
    facts.taken > first.taken
      ? `${ahead} has ${first.taken.toLocaleString('en-US')}`
      : `as many as ${ahead}, who ${waitingSince(first) < waitingSince(facts) ? 'has waited longer' : 'is first in the fixed order'}`;
  return reason('NOT_YOUR_TURN', `${name} comes ${ordinal(place + 1)} in turn: ${so}, ${behind}.`);
}

function ordinal(n: number): string {
  const endings: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return `${n}${endings[new Intl.PluralRules('en-US', { type: 'ordinal' }).select(n)] ?? 'th'}`;
}
