/**
 * Writes a decision: state, claims, follow-ups, audit and jobs in one transaction, or nothing of it. Two commands for
 * the same time queue at the owner's lock; the exclusion constraint is the law behind it.
 */
import type { TenantId } from '../lib/ids.ts';
import type { Decision } from '../scheduling/decision.ts';
import type { Request } from '../scheduling/request.ts';
import { appendAudit } from '../store/audit.ts';
import { checkGuards, queuesOf } from '../store/booked.ts';
import { expireHolds, lockOwners, replaceClaims } from '../store/claims.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import { writeLedger } from '../store/fairness.ts';
import { replaceFollowUps } from '../store/follow-ups.ts';
import { remember } from '../store/inbox.ts';
import { addJob } from '../store/jobs.ts';
import { stillGives } from '../store/owners.ts';
import { insertProposal } from '../store/proposals.ts';
import { insertRequest, updateRequest } from '../store/requests.ts';
import { jobOf } from './effects.ts';
import type { World } from './world.ts';

/** Somebody else changed the request, or who gives time, between reading and writing it: decide again. */
export class RequestMoved extends Error {
  constructor() {
    super('The request or its owner changed while this was being decided.');
    this.name = 'RequestMoved';
  }
}

/** Who and what stands behind a change, for the audit trail. */
export interface Signature {
  personId: string | null;
  name: string;
  /** Which way it came: slack, clock. */
  door: string;
  /** The platform's id of the event, remembered so that a repeated delivery changes nothing; null for the clock. */
  delivery: string | null;
}

/**
 * Writes it all.
 * @param before the request as it was read, or null for a new one
 * @returns the request as it is stored, with its number
 * @throws RequestMoved, ClaimTaken, LimitReached, AlreadyDone: nothing was written
 */
export async function commit(
  world: World,
  tenant: TenantId,
  signature: Signature,
  before: Request | null,
  decision: Decision,
): Promise<Request> {
  return inTransaction(world.store, async (tx) => {
    if (signature.delivery !== null) await remember(tx, tenant, signature.delivery, decision.request.id);
    await queueUp(tx, tenant, before, decision);
    const { giver } = decision;
    if (giver !== undefined && !(await stillGives(tx, tenant, giver.pool, giver.ownerId))) throw new RequestMoved();
    await checkGuards(tx, tenant, decision.request.id, decision.guards ?? []);
    const stored = await save(tx, tenant, before, decision.request);
    if (decision.proposal !== null) await insertProposal(tx, tenant, stored.id, decision.proposal);
    if (decision.claims.kind === 'replace')
      await replaceClaims(tx, tenant, stored.id, decision.claims.take, 'confirmed');
    if (decision.followUps.kind === 'replace' && stored.booking !== null)
      await replaceFollowUps(tx, tenant, stored.id, stored.booking.id, decision.followUps.with);
    if (decision.ledger !== undefined)
      await writeLedger(tx, tenant, stored.useCaseKey, decision.ledger, {
        personId: signature.personId,
        name: signature.name,
        at: world.clock.now(),
        requestId: stored.id,
      });
    for (const entry of decision.audit)
      await appendAudit(tx, tenant, {
        ...entry,
        actorPersonId: signature.personId,
        actorName: signature.name,
        door: signature.door,
        requestId: stored.id,
        policyVersion: stored.useCaseVersion,
        at: world.clock.now(),
      });
    for (const effect of decision.effects) {
      const job = jobOf(tenant, stored, effect);
      await addJob(tx, job.task, job.payload, job.spec);
    }
    return stored;
  });
}

/** Every owner concerned, old and new, and every shared limit, in the store's sorted order: nobody deadlocks. */
async function queueUp(tx: Tx, tenant: TenantId, before: Request | null, decision: Decision): Promise<void> {
  const queues = queuesOf(decision.guards ?? []);
  const claims = decision.claims.kind === 'replace' ? decision.claims.take : null;
  if (claims === null && queues.length === 0) return;
  const owners = new Set(claims?.map((c) => c.ownerId));
  if (claims !== null && before?.booking) owners.add(before.booking.slot.ownerId);
  await lockOwners(tx, tenant, [...owners], queues);
  if (claims !== null) await expireHolds(tx, tenant);
}

async function save(tx: Tx, tenant: TenantId, before: Request | null, after: Request): Promise<Request> {
  if (before === null) return { ...after, number: await insertRequest(tx, tenant, after) };
  if (!(await updateRequest(tx, tenant, after, before.version))) throw new RequestMoved();
  return after;
}
