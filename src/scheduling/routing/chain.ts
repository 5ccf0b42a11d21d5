/**
 * The chain of a use case's routing methods: they are tried in order, and the first that gives a slot decides. One that
 * gives none, or only one too far away, hands over to the next with a reason that the record keeps.
 */

import type { Availability } from '../availability.ts';
import type { OwnerFacts } from '../facts.ts';
import type { Open, Pick } from '../pick-slots.ts';
import { isWaking, pickSlots } from '../pick-slots.ts';
import { counted } from '../policies/minutes.ts';
import { type Reason, reason } from '../reasons.ts';
import type { Grid, Search } from '../search.ts';
import { formatDay } from '../time/format.ts';
import { dayAt } from '../time/zone.ts';
import type { Asked, Ranking } from './method.ts';
import { methodOf } from './routing.ts';
import { type Method, type Routing, type Step, stepsOf } from './schema.ts';

export interface Candidate {
  facts: OwnerFacts;
  availability: Availability;
}

/** A method that was tried, for the record. */
export interface Tried {
  method: Method;
  /** Why it handed over, or why there was nothing after it; null for the one that decided. */
  reason: Reason | null;
}

export interface Route {
  /** The method that decided; when none gave a slot, the last that stood for anybody, else the last. */
  method: Method;
  /** How people call it, with its article. */
  name: string;
  tieBreak: string;
  /** Its owners in order; empty when it stands for nobody. */
  ranked: readonly Open[];
  picks: readonly Pick[];
  tried: readonly Tried[];
}

interface Attempt {
  step: Step;
  ranked: readonly Open[];
  picks: readonly Pick[];
}

/**
 * Finds who is offered.
 * @param candidates the owners whom no gate refused
 * @param last how the person at the chain's end is called, or null when there is none
 */
export function route(
  routing: Routing,
  candidates: readonly Candidate[],
  asked: Asked,
  on: { search: Search; grid: Grid; exclude: ReadonlySet<number> },
  last: string | null,
): Route {
  const steps = stepsOf(routing);
  const owners = candidates.map(({ facts }) => facts);
  const tried: Tried[] = [];
  const attempts: Attempt[] = [];
  for (const [i, step] of steps.entries()) {
    const ranking = methodOf(step).rank(owners, asked);
    const attempt = attemptOf(step, ranking, candidates, on);
    const far = attempt.picks.length > 0 ? tooFar(step, attempt.ranked, on) : null;
    if (attempt.picks.length > 0 && far === null)
      return decided(attempt, [...tried, { method: step.method, reason: null }]);
    attempts.push(attempt);
    const next = steps[i + 1];
    const then = next === undefined ? last : methodOf(next).name;
    tried.push({ method: step.method, reason: handedOver(ranking, far, attempt.ranked, then) });
  }
  // Better somebody later than nobody at all.
  const late = attempts.find(({ picks }) => picks.length > 0);
  if (late !== undefined) return decided(late, [...tried, { method: late.step.method, reason: afterAll(late) }]);
  const stood = attempts.findLast(({ ranked }) => ranked.length > 0) ?? attempts.at(-1);
  return decided(stood ?? { step: routing, ranked: [], picks: [] }, tried);
}

function decided({ step, ranked, picks }: Attempt, tried: readonly Tried[]): Route {
  const { name, tieBreak } = methodOf(step);
  return { method: step.method, name, tieBreak, ranked, picks, tried };
}

function attemptOf(
  step: Step,
  ranking: Ranking,
  candidates: readonly Candidate[],
  { search, grid, exclude }: { search: Search; grid: Grid; exclude: ReadonlySet<number> },
): Attempt {
  if (ranking.kind === 'nobody') return { step, ranked: [], picks: [] };
  const times = new Map(candidates.map(({ facts, availability }) => [facts.owner.id, availability]));
  const ranked = ranking.ranked.flatMap((one): Open[] => {
    const availability = times.get(one.facts.owner.id);
    return availability === undefined ? [] : [{ ...one, availability }];
  });
  return { step, ranked, picks: pickSlots(ranked, grid, search, exclude) };
}

/** A next open time that the step's rule finds too far away. */
interface Far {
  /** Epoch ms of the next open time. */
  next: number;
  zone: string;
  days: number;
}

/** Measured in the attendee's local days, from today or from the first day they wish, whichever is later. */
function tooFar(step: Step, ranked: readonly Open[], { search, grid }: { search: Search; grid: Grid }): Far | null {
  const days = 'unlessAfterDays' in step ? step.unlessAfterDays : undefined;
  if (days === undefined) return null;
  const places = ranked.map(({ availability: { open } }) => {
    const awake = open.find((place) => isWaking(grid.minutes[place] ?? 0, search));
    return awake ?? open[0] ?? Number.POSITIVE_INFINITY;
  });
  const next = grid.starts[Math.min(...places)];
  if (next === undefined) return null;
  const zone = search.attendeeZone;
  const from = dayAt(zone, Math.max(search.now, search.from));
  return dayAt(zone, next) - from > days ? { next, zone, days } : null;
}

/** "Dana Reyes owns the account acme.com but has no time before Wed, Dec 9, more than 5 days away, so ... decides." */
function handedOver(ranking: Ranking, far: Far | null, ranked: readonly Open[], then: string | null): Reason {
  const so = then === null ? '' : `, so ${then} decides`;
  const text =
    ranking.kind === 'nobody'
      ? ranking.why
      : far === null
        ? `${ranking.whose} has no ${ranked.some((one) => one.availability.open.length > 0) ? 'other ' : ''}open time`
        : `${ranking.whose} has no time before ${formatDay(far.next, far.zone)}, more than ${counted(far.days, 'day')} away`;
  return reason(ranking.kind === 'nobody' ? 'HANDED_OVER' : 'PASSED_OVER', `${text}${so}.`);
}

function afterAll({ ranked }: Attempt): Reason {
  const name = ranked[0]?.facts.owner.name ?? 'the first';
  return reason('PASSED_OVER', `Nobody else has an open time, so ${name} is offered after all.`);
}
