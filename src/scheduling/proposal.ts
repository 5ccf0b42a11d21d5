/**
 * The proposal: from an intake and the facts to a few slots, each with its owner and its reasons, and the record of the
 * whole evaluation. Deterministic: the same facts in any order give the same proposal.
 */
import { type Availability, availabilityOf } from './availability.ts';
import { eligibilityOf } from './eligibility.ts';
import type { Evaluation, OwnerEvaluation } from './evaluation.ts';
import type { Facts, OwnerFacts } from './facts.ts';
import type { Intake } from './intake.ts';
import { noOwner, noTime } from './no-slots.ts';
import { type Open, pickSlots } from './pick-slots.ts';
import { noticeBeyondLead } from './policies/notice.ts';
import { rulesOf } from './policies/policies.ts';
import { unknownCalendar } from './policies/unknown-calendar.ts';
import type { Reason } from './reasons.ts';
import type { Slot } from './request.ts';
import { routingMethods } from './routing/routing.ts';
import { type Grid, gridOf, type Search, searchFor } from './search.ts';
import { slotReasons } from './slot-reasons.ts';

export interface Wish {
  facts: Facts;
  intake: Intake;
  /** Epoch ms. */
  now: number;
  /** Starts (epoch ms) that are not to be offered, because they were already. */
  exclude?: ReadonlySet<number>;
}

export interface Proposal {
  /** Sorted by start. Empty when nothing can be offered. */
  slots: Slot[];
  evaluation: Evaluation;
  /** Why there are no slots; empty when there are. */
  because: Reason[];
}

/** Looks for slots. Fewer than the use case offers when there are fewer; never one that any rule closes. */
export function propose({ facts, intake, now, exclude = new Set() }: Wish): Proposal {
  const { useCase } = facts;
  const search = searchFor(facts, intake, now);
  const grid = gridOf(search);
  const pool = facts.owners.map((owner) => ({ owner, gates: eligibilityOf(owner.owner, intake, useCase) }));
  const method = routingMethods[useCase.routing.method];
  const ranked = method.rank(
    pool.filter(({ gates }) => gates.eligible).map(({ owner }) => owner),
    intake,
  );
  const candidates: Open[] = ranked.map((r) => ({ ...r, availability: availabilityOf(r.facts, search, grid) }));
  const refused = pool
    .filter(({ gates }) => !gates.eligible)
    .sort((a, b) => (a.owner.owner.id < b.owner.owner.id ? -1 : 1));

  const matches = new Map(pool.map(({ owner, gates }) => [owner.owner.id, gates.reasons]));
  const owners: OwnerEvaluation[] = [
    ...candidates.map(({ facts: owner, rank, reasons, availability }) =>
      evaluated(owner, availability, rank, [
        ...(matches.get(owner.owner.id) ?? []),
        ...reasons,
        ...(owner.busy.kind === 'unknown' ? [unknownCalendar.why(owner, search, search.from)] : []),
      ]),
    ),
    ...refused.map(({ owner, gates }) => evaluated(owner, turnedAway(gates.reasons, grid), null, gates.reasons)),
  ];
  const evaluation: Evaluation = {
    at: now,
    useCaseKey: useCase.key,
    useCaseVersion: facts.useCaseVersion,
    method: useCase.routing.method,
    window: { from: search.from, to: search.to },
    starts: grid.starts.length,
    owners,
    tieBreak: method.tieBreak,
  };

  const picks = pickSlots(candidates, grid, search, exclude);
  const slots = picks.map((pick): Slot => {
    const { owner } = pick.by.facts;
    const reasons = [...slotReasons(pick, search), ...(matches.get(owner.id) ?? [])];
    const end = pick.start + search.duration;
    return { ownerId: owner.id, ownerName: owner.name, ownerZone: owner.zone, start: pick.start, end, reasons };
  });
  if (slots.length > 0) return { slots, evaluation, because: [] };
  const because = ranked.length === 0 ? noOwner(evaluation) : [...closedWhole(search), ...noTime(evaluation, intake)];
  return { slots, evaluation, because };
}

/** What keeps every start closed, whoever would take it: rules about the request, and rules that exclude each other. */
function closedWhole(search: Search): Reason[] {
  const nos = rulesOf(search.useCase).map((rule) => rule.request?.(search)?.reason ?? null);
  return [...nos, noticeBeyondLead(search)].filter((no) => no !== null);
}

function evaluated(
  { owner }: OwnerFacts,
  { open, closed, overridable }: Availability,
  rank: number | null,
  reasons: readonly Reason[],
): OwnerEvaluation {
  return {
    ownerId: owner.id,
    name: owner.name,
    eligible: rank !== null,
    reasons: [...reasons],
    rank,
    open: open.length,
    closed,
    overridable,
  };
}

/** An owner whom a gate refused: the first gate takes every start. */
function turnedAway(reasons: readonly Reason[], grid: Grid): Availability {
  const first = reasons[0];
  return { open: [], closed: first === undefined ? {} : { [first.code]: grid.starts.length }, overridable: 0 };
}
