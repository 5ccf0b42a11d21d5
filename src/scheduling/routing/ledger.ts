/**
 * The fairness ledger's arithmetic, in whole units (`units.ts`). An owner's standing is everything that counts as given
 * to them: bookings less credits, corrections, and calibrations for the time before they joined and for days off. What
 * is due to them is their weight's share of all standings; who is furthest below it comes next.
 */
import type { OwnerFacts } from '../facts.ts';
import type { Settings } from './schema.ts';
import { booking } from './units.ts';

export type Turns = Settings<'round-robin'>;

const ordinaryWeight = 1;
const ordinaryPriority = 5;

/** How much an owner is due beside others: 2 is twice as much as 1. */
export function weightOf(owner: OwnerFacts['owner'], { weights }: Turns): number {
  return (owner.email === undefined ? undefined : weights[owner.email.toLowerCase()]) ?? ordinaryWeight;
}

/** 1 first. */
function priorityOf(owner: OwnerFacts['owner'], { priorities }: Turns): number {
  return (owner.email === undefined ? undefined : priorities[owner.email.toLowerCase()]) ?? ordinaryPriority;
}

/** An owner among those who take turns. */
export interface Turn {
  facts: OwnerFacts;
  weight: number;
  priority: number;
  /** What counts as given, in units. */
  standing: number;
  /** Their share of everything that was given, in units. */
  due: number;
}

/**
 * Where everybody of the pool stands. Who is not in the ledger yet joins where the pool stands on average, so that they
 * neither get everything nor nothing.
 */
export function turnsIn(pool: readonly OwnerFacts[], turns: Turns): Turn[] {
  const weighed = pool.map((facts) => ({ facts, weight: weightOf(facts.owner, turns), standing: standingOf(facts) }));
  const known = weighed.flatMap(({ weight, standing }) => (standing === null ? [] : [{ weight, standing }]));
  const given = sum(known.map(({ standing }) => standing));
  const weight = sum(known.map((one) => one.weight));
  // Joiners stand at the average, so they change no share.
  const share = (own: number) => (weight === 0 ? 0 : divide(own * given, weight));
  return weighed.map(({ standing, ...one }) => ({
    ...one,
    priority: priorityOf(one.facts.owner, turns),
    standing: standing ?? share(one.weight),
    due: share(one.weight),
  }));
}

/** What counts as given to an owner, in units; null when they are not in the ledger yet. */
export function standingOf({ ledger, taken }: OwnerFacts): number | null {
  if (ledger === undefined) return taken * booking;
  return ledger && ledger.got + ledger.credits + ledger.corrections + ledger.calibrations;
}

/**
 * Who of two comes next: whose next booking keeps closest to their share (the rule of Sainte-Laguë: the least of
 * (standing + half a booking) / weight, compared without dividing); then priority, the longest wait since the last
 * booking, and at last a fixed order of the owners.
 */
export function byTurn(a: Turn, b: Turn): number {
  return (
    (2 * a.standing + booking) * b.weight - (2 * b.standing + booking) * a.weight ||
    a.priority - b.priority ||
    waitingSince(a.facts) - waitingSince(b.facts) ||
    (a.facts.owner.id < b.facts.owner.id ? -1 : 1)
  );
}

/** Whoever never had one has waited for ever. The difference of two must stay a number, so no infinity. */
function waitingSince({ lastTakenAt }: OwnerFacts): number {
  return lastTakenAt ?? Number.MIN_SAFE_INTEGER;
}

/** The nearest whole number. */
export function divide(a: number, b: number): number {
  return Math.round(a / b);
}

/** All of them together. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
