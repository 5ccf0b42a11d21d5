/**
 * A dry run: what the desk would answer to a request, by the same door as a real one, and nothing is written. The owners
 * come with the request, or are read from the desk.
 */
import type { TenantId } from '../lib/ids.ts';
import type { Command } from '../scheduling/command.ts';
import { decide } from '../scheduling/decide.ts';
import type { Evaluation } from '../scheduling/evaluation.ts';
import type { Facts, OwnerFacts } from '../scheduling/facts.ts';
import type { FieldErrors } from '../scheduling/intake.ts';
import type { Reason } from '../scheduling/reasons.ts';
import type { Slot } from '../scheduling/request.ts';
import { accountableEmail } from '../scheduling/routing/describe.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { personByEmail } from '../store/people.ts';
import { gatherFacts, holidaysOf } from './facts.ts';
import { whomFor } from './routing-facts.ts';
import type { Scenario } from './scenario-file.ts';
import type { World } from './world.ts';

export type DryRun =
  | {
      ok: true;
      /** Sorted by start; empty when nothing can be offered. */
      slots: readonly Slot[];
      /** Why there are none, or what is said beside them. */
      because: readonly Reason[];
      evaluation: Evaluation;
    }
  | { ok: false; reason: Reason /** By question key. */; fields: FieldErrors };

/** Ids that nothing is ever stored by. */
const nobody = '00000000-0000-4000-8000-000000000000';
const fresh = { requestId: nobody, proposalId: nobody, bookingId: nobody };

/** Answers the request with the owners that came with it. */
export function dryRun(useCase: UseCase, scenario: Scenario, owners: readonly OwnerFacts[], now: number): DryRun {
  const accountable = accountableEmail(useCase);
  return answer(scenario, now, {
    useCase,
    useCaseVersion: 0,
    owners,
    holidays: holidaysOf(useCase, now),
    requesterZone: scenario.requester.zone,
    requester: stranger(scenario),
    ...scenario.known,
    accountable: accountable === null ? null : { personId: nobody, name: accountable },
    fresh,
  });
}

/** Answers the request with the owners of the desk, read as they are now. */
export async function dryRunOnDesk(
  world: World,
  tenant: TenantId,
  useCase: UseCase,
  scenario: Scenario,
  now: number,
): Promise<DryRun> {
  const { requester } = scenario;
  const { email, zone } = requester;
  const known = email === undefined ? null : await personByEmail(world.store.db, tenant, email);
  const facts = await gatherFacts(
    world,
    tenant,
    { useCase, version: 0 },
    {
      requestId: null,
      requester: { id: known?.id ?? null, email: email ?? null, zone },
      whom: whomFor(useCase, commandOf(useCase, scenario), null, zone, now),
    },
    now,
  );
  return answer(scenario, now, { ...facts, requester: facts.requester ?? stranger(scenario) });
}

/** Who asks, when the desk does not know them. */
function stranger({ requester: { email, rights } }: Scenario): NonNullable<Facts['requester']> {
  return { email: email ?? null, rights: new Set(rights), booked: [], open: 0 };
}

function commandOf({ key }: UseCase, { answers }: Scenario): Extract<Command, { kind: 'submit' }> {
  return { kind: 'submit', useCaseKey: key, answers, askedIn: null };
}

function answer(scenario: Scenario, now: number, facts: Facts): DryRun {
  const { name, zone, rights } = scenario.requester;
  const by = { personId: nobody, name, zone, rights: new Set(rights) };
  const decided = decide(null, commandOf(facts.useCase, scenario), by, facts, now);
  if (decided.kind === 'refused') return { ok: false, reason: decided.reason, fields: decided.fields ?? {} };
  if (decided.proposal === null) throw new Error('a request was decided without a proposal');
  const { slots, evaluation } = decided.proposal;
  return { ok: true, slots, because: decided.request.because, evaluation };
}
