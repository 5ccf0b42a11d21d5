/** Round-robin: everybody gets their share over time; who is furthest below it comes first. */

import type { OwnerFacts } from '../facts.ts';
import { type Reason, reason } from '../reasons.ts';
import { byTurn, type Turn, turnsIn } from './ledger.ts';
import type { Ranked, RoutingMethod } from './method.ts';
import type { Settings } from './schema.ts';
import { countedBookings, inBookings } from './units.ts';

export const roundRobin: RoutingMethod<'round-robin'> = {
  name: 'the round-robin',
  describe: ({ weights, priorities, creditFor }) => {
    const back = creditFor.length === 0 ? '' : `; a booking that ends as ${creditFor.join(' or ')} is given back`;
    const first = 'Owners take turns: whoever is furthest below what is due to them comes first';
    return `${first}${named(weights, 'weight')}${named(priorities, 'priority')}${back}.`;
  },
  tieBreak:
    'Of owners who are equally due, the first by priority comes first, then who has waited longest since their last booking, then a fixed order of the owners.',
  rank: (owners, settings, { facts }) =>
    owners.length === 0
      ? { kind: 'nobody', why: 'Nobody in the pool can take this' }
      : { kind: 'ranked', ranked: inTurn(owners, facts.owners, settings), whose: 'The whole pool' },
};

/** "; Dana has weight 2" by email address, in a fixed order. */
function named(by: Readonly<Record<string, number>>, noun: string): string {
  const list = Object.entries(by).sort(([a], [b]) => (a < b ? -1 : 1));
  return list.length === 0 ? '' : `; ${list.map(([email, n]) => `${email} has ${noun} ${n}`).join(', ')}`;
}

/**
 * Owners in the order of their turns.
 * @param pool everybody who takes turns with them: shares are of the whole pool
 */
export function inTurn(
  owners: readonly OwnerFacts[],
  pool: readonly OwnerFacts[],
  settings: Settings<'round-robin'>,
): Ranked[] {
  const wanted = new Set(owners.map(({ owner }) => owner.id));
  const order = turnsIn(pool.length === 0 ? owners : pool, settings)
    .filter(({ facts }) => wanted.has(facts.owner.id))
    .sort(byTurn);
  return order.map((turn, i): Ranked => ({ facts: turn.facts, rank: i + 1, reasons: [placeOf(turn, i, order)] }));
}

function placeOf(turn: Turn, place: number, order: readonly Turn[]): Reason {
  const { name } = turn.facts.owner;
  const next = order[1];
  if (place === 0 && next === undefined) return reason('NEXT_IN_TURN', `${name} is the only one who can take this.`);
  const so = `${countedBookings(turn.standing)} so far, ${inBookings(turn.due)} due`;
  if (place === 0)
    return reason(
      'NEXT_IN_TURN',
      `${name} is next in turn: ${so}${next && isTie(turn, next) ? `, ${ahead(turn, next)}` : ''}.`,
    );
  return reason('NOT_YOUR_TURN', `${name} comes ${ordinal(place + 1)} in turn: ${so}.`);
}

function isTie(a: Turn, b: Turn): boolean {
  return a.standing * b.weight === b.standing * a.weight && a.weight === b.weight;
}

/** What put one of two equals first. */
function ahead(a: Turn, b: Turn): string {
  if (a.priority !== b.priority) return 'first by priority';
  return a.facts.lastTakenAt === b.facts.lastTakenAt ? 'first in the fixed order' : 'the longest wait';
}

// Made once: it is asked for every owner of a pool.
const ordinals = new Intl.PluralRules('en-US', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** "1st", "2nd", "23rd". */
export function ordinal(n: number): string {
  return `${n}${endings[ordinals.select(n)] ?? 'th'}`;
}
