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
import { noticeBeyondLead } from './policies/notice.ts';
import { rulesOf } from './policies/policies.ts';
import { unknownCalendar } from './policies/unknown-calendar.ts';
import { type Reason, reason } from './reasons.ts';
import type { Slot } from './request.ts';
import { type Candidate, route } from './routing/chain.ts';
import { lastPersonOf } from './routing/schema.ts';
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
  /** Why there are no slots; when there are, who was passed over for their owners. */
  because: Reason[];
}

/** Looks for slots. Fewer than the use case offers when there are fewer; never one that any rule closes. */
export function propose({ facts, intake, now, exclude = new Set() }: Wish): Proposal {
  const { useCase } = facts;
  const search = searchFor(facts, intake, now);
  const grid = gridOf(search);
  const pool = facts.owners.map((owner) => ({ owner, gates: eligibilityOf(owner.owner, intake, useCase) }));
  const candidates = pool
    .filter(({ gates }) => gates.eligible)
    .map(({ owner }): Candidate => ({ facts: owner, availability: availabilityOf(owner, search, grid) }));
  const asked = { intake, facts, now };
  const chosen = route(useCase.routing, candidates, asked, { search, grid, exclude }, lastInChain(facts));
  const refused = pool
    .filter(({ gates }) => !gates.eligible)
    .sort((a, b) => (a.owner.owner.id < b.owner.owner.id ? -1 : 1));

  const matches = new Map(pool.map(({ owner, gates }) => [owner.owner.id, gates.reasons]));
  const owners: OwnerEvaluation[] = [
    ...chosen.ranked.map(({ facts: owner, rank, reasons, availability }) =>
      evaluated(owner, availability, rank, true, [
        ...without(reasons, matches.get(owner.owner.id) ?? []),
        ...reasons,
        ...unreadable(owner, search),
      ]),
    ),
    ...notAsked(candidates, chosen.ranked).map(({ facts: owner, availability }) =>
      evaluated(owner, availability, null, true, [
        reason('NOT_ASKED', `${owner.owner.name} was not asked: ${chosen.name} decided.`),
        ...unreadable(owner, search),
      ]),
    ),
    ...refused.map(({ owner, gates }) => evaluated(owner, turnedAway(gates.reasons, grid), null, false, gates.reasons)),
  ];
  const evaluation: Evaluation = {
    at: now,
    useCaseKey: useCase.key,
    useCaseVersion: facts.useCaseVersion,
    method: chosen.method,
    tried: [...chosen.tried],
    window: { from: search.from, to: search.to },
    starts: grid.starts.length,
    owners,
    tieBreak: chosen.tieBreak,
  };

  const slots = chosen.picks.map((pick): Slot => {
    const { owner } = pick.by.facts;
    const own = slotReasons(pick, search);
    return {
      ownerId: owner.id,
      ownerName: owner.name,
      ownerZone: owner.zone,
      start: pick.start,
      end: pick.start + search.duration,
      reasons: [...own, ...without(own, matches.get(owner.id) ?? [])],
      routedBy: chosen.method,
    };
  });
  const handedOver = chosen.tried.flatMap((one) => one.reason ?? []);
  // That a method stands for nobody is in the record; that somebody was passed over is worth saying.
  if (slots.length > 0) return { slots, evaluation, because: handedOver.filter(({ code }) => code === 'PASSED_OVER') };
  if (candidates.length === 0) return { slots, evaluation, because: noOwner(evaluation) };
  if (chosen.ranked.length === 0) return { slots, evaluation, because: nobodyStoodFor(handedOver) };
  const askedOwners = owners.filter(({ rank }) => rank !== null);
  return {
    slots,
    evaluation,
    because: [...closedWhole(search), ...noTime({ ...evaluation, owners: askedOwners }, intake)],
  };
}

/** How the person at the end of the chain is called. */
function lastInChain({ useCase, accountable }: Facts): string | null {
  return accountable?.name ?? lastPersonOf(useCase.routing);
}

/** Owners could take it, but no method of the chain stands for any of them. */
function nobodyStoodFor(handedOver: readonly Reason[]): Reason[] {
  const fix = 'Ask whoever looks after the use case to let the round-robin decide at last.';
  return handedOver.map(({ text }, i) => reason('NO_OWNER', text, i === handedOver.length - 1 ? fix : undefined));
}

function notAsked(candidates: readonly Candidate[], ranked: readonly { facts: OwnerFacts }[]): Candidate[] {
  const asked = new Set(ranked.map(({ facts }) => facts.owner.id));
  return candidates
    .filter(({ facts }) => !asked.has(facts.owner.id))
    .sort((a, b) => (a.facts.owner.id < b.facts.owner.id ? -1 : 1));
}

/** What the others do not say already. */
function without(said: readonly Reason[], others: readonly Reason[]): Reason[] {
  return others.filter((one) => !said.some(({ code }) => code === one.code));
}

function unreadable(owner: OwnerFacts, search: Search): Reason[] {
  return owner.busy.kind === 'unknown' ? [unknownCalendar.why(owner, search, search.from)] : [];
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
  eligible: boolean,
  reasons: readonly Reason[],
): OwnerEvaluation {
  return {
    ownerId: owner.id,
    name: owner.name,
    eligible,
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
