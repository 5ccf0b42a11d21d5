/**
 * One command, from the door to the database: read the state and the facts, let the core decide, write all of it or
 * nothing. What changed in between is read and decided again.
 */
import type { TenantId } from '../lib/ids.ts';
import type { Actor, Command } from '../scheduling/command.ts';
import { decide } from '../scheduling/decide.ts';
import type { Refusal } from '../scheduling/decision.ts';
import { reason } from '../scheduling/reasons.ts';
import type { Request } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { appendAudit } from '../store/audit.ts';
import { inTransaction } from '../store/database.ts';
import { AlreadyDone, ClaimTaken, LimitReached } from '../store/errors.ts';
import { seen } from '../store/inbox.ts';
import { person } from '../store/people.ts';
import { request as readRequest } from '../store/requests.ts';
import { useCase as readUseCase } from '../store/use-cases.ts';
import { commit, RequestMoved, type Signature } from './commit.ts';
import { type Asker, bareFacts, gatherFacts } from './facts.ts';
import { recentLike } from './recent.ts';
import { whomFor } from './routing-facts.ts';
import type { World } from './world.ts';

export type Outcome =
  | { kind: 'done'; request: Request; useCase: UseCase }
  /** `request` is how it stands now, with other slots on offer when the wished one was gone. */
  | { kind: 'refused'; refusal: Refusal; request: Request | null; useCase: UseCase | null };

/** Who gives the command: somebody with rights, through a door; or the clock. */
export type Giver = { actor: Actor; door: string; delivery: string } | 'clock';

/** How often a command is decided again when others were faster. Each round somebody else has won, so this ends. */
const rounds = 5;

const looksForTime = new Set<Command['kind']>(['submit', 'book', 'more-times', 'reschedule']);

/**
 * Carries out a command.
 * @returns what came of it; an expected no is a value
 * @throws only for a fault: nothing was written then
 */
export async function handle(world: World, tenant: TenantId, giver: Giver, command: Command): Promise<Outcome> {
  const { db } = world.store;
  if (giver !== 'clock') {
    const earlier = await seen(db, tenant, giver.delivery);
    if (earlier?.requestId) return standing(world, tenant, earlier.requestId);
  }
  for (let round = 1; ; round++) {
    try {
      return await attempt(world, tenant, giver, command);
    } catch (error) {
      const earlier = error instanceof AlreadyDone ? await seen(db, tenant, error.delivery) : null;
      if (earlier?.requestId) return standing(world, tenant, earlier.requestId);
      if (!overtaken(error) || round === rounds) throw error;
    }
  }
}

/** Somebody else was faster: it is decided again on what stands now. */
function overtaken(error: unknown): boolean {
  return error instanceof RequestMoved || error instanceof ClaimTaken || error instanceof LimitReached;
}

async function attempt(world: World, tenant: TenantId, giver: Giver, command: Command): Promise<Outcome> {
  const { db } = world.store;
  const before = command.kind === 'submit' ? null : await readRequest(db, tenant, command.requestId);
  if (command.kind !== 'submit' && before === null)
    return refuse(reason('NOT_FOUND', 'That request is not here any more.', 'Type /schedule mine to see yours.'));
  const found =
    command.kind === 'submit'
      ? await readUseCase(db, tenant, command.useCaseKey)
      : await readUseCase(db, tenant, before?.useCaseKey ?? '', before?.useCaseVersion);
  if (found === null)
    return refuse(reason('NOT_FOUND', 'That cannot be scheduled any more.', 'Type /schedule to see what can.'));

  const now = world.clock.now();
  const requester = await requesterOf(world, tenant, giver, before);
  const whom = whomFor(found.useCase, command, before, requester.zone, now);
  const booking = before?.booking ?? null;
  const facts = looksForTime.has(command.kind)
    ? await gatherFacts(world, tenant, found, { requestId: before?.id ?? null, booking, requester, whom }, now)
    : await bareFacts(world, tenant, found, { requesterZone: requester.zone, booking });
  const recent = await recentLike(
    world,
    tenant,
    found.useCase,
    command,
    giver === 'clock' ? null : giver.actor.personId,
  );
  const decided = decide(before, command, giver === 'clock' ? 'clock' : giver.actor, { ...facts, recent }, now);

  if (decided.kind === 'refused') {
    // A repeated delivery is often refused because the first has just been carried out.
    const earlier = giver === 'clock' ? null : await seen(db, tenant, giver.delivery);
    if (earlier?.requestId) return standing(world, tenant, earlier.requestId);
    if (before !== null && isSoAlready(command, before, decided))
      return { kind: 'done', request: before, useCase: found.useCase };
    // A refusal never uses up the delivery: the same person may press again when the reason is gone.
    const signature = sign(giver, false);
    if (decided.fields === undefined && giver !== 'clock')
      await auditRefusal(world, tenant, signature, before, found.version, decided);
    const request = decided.instead ? await commit(world, tenant, signature, before, decided.instead) : before;
    return { kind: 'refused', refusal: decided, request, useCase: found.useCase };
  }
  const request = await commit(world, tenant, sign(giver, true), before, decided);
  return { kind: 'done', request, useCase: found.useCase };
}

/** Whose request it is, whoever gives the command. */
async function requesterOf(world: World, tenant: TenantId, giver: Giver, before: Request | null): Promise<Asker> {
  const id = before?.requesterId ?? (giver === 'clock' ? null : giver.actor.personId);
  const known = id && (await person(world.store.db, tenant, id));
  return known || { id: null, email: null, zone: giver === 'clock' ? 'UTC' : giver.actor.zone };
}

/** A second click on the same slot wishes what is: the button was only drawn before the first. */
function isSoAlready(command: Command, { state, booking }: Request, { reason: { code } }: Refusal): boolean {
  if (command.kind !== 'book' || state !== 'booked' || (code !== 'STALE' && code !== 'NOT_NOW')) return false;
  return booking?.slot.ownerId === command.ownerId && booking.slot.start === command.start;
}

/** The answer to a repeated delivery: how the request stands now. */
async function standing(world: World, tenant: TenantId, requestId: string): Promise<Outcome> {
  const request = await readRequest(world.store.db, tenant, requestId);
  const found = request && (await readUseCase(world.store.db, tenant, request.useCaseKey, request.useCaseVersion));
  if (!request || !found) return refuse(reason('NOT_FOUND', 'That request is not here any more.'));
  return { kind: 'done', request, useCase: found.useCase };
}

function refuse(why: Refusal['reason']): Outcome {
  return { kind: 'refused', refusal: { kind: 'refused', reason: why }, request: null, useCase: null };
}

function sign(giver: Giver, once: boolean): Signature {
  if (giver === 'clock') return { personId: null, name: 'the clock', door: 'clock', delivery: null };
  const { actor, door, delivery } = giver;
  return { personId: actor.personId, name: actor.name, door, delivery: once ? delivery : null };
}

async function auditRefusal(
  world: World,
  tenant: TenantId,
  signature: Signature,
  before: Request | null,
  policyVersion: number,
  refusal: Refusal,
): Promise<void> {
  await inTransaction(world.store, (tx) =>
    appendAudit(tx, tenant, {
      what: 'refused',
      before: null,
      after: { code: refusal.reason.code },
      why: refusal.reason.text,
      actorPersonId: signature.personId,
      actorName: signature.name,
      door: signature.door,
      requestId: before?.id ?? null,
      policyVersion,
      at: world.clock.now(),
    }),
  );
}
