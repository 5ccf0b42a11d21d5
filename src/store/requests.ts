/**
 * Requests, each read and written whole: with its booking, checked by the core's own schema. Written by
 * compare-and-swap on the version, so of two changes at once one is told that it came late.
 */
import { z } from 'zod';
import type { TenantId } from '../lib/ids.ts';
import { type Request, requestSchema } from '../scheduling/request.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';
import { dateOf, instantOf } from './instants.ts';
import { tenantOfRow } from './tenants.ts';

type Row = Prisma.RequestGetPayload<{ include: { booking: true } }>;

function requestOf({ booking, createdAt, accountableId, ...row }: Row): Request {
  return requestSchema.parse({
    ...row,
    ...(accountableId === null ? {} : { accountableId }),
    createdAt: instantOf(createdAt),
    booking: booking && {
      id: booking.id,
      slot: booking.slot,
      sequence: booking.sequence,
      bookedAt: instantOf(booking.bookedAt),
    },
  });
}

/** A request of this tenant; null for any other id, and for what is no id at all. */
export async function request(tx: Tx, tenant: TenantId, id: string): Promise<Request | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const where = { tenantId_id: { tenantId: tenant, id } };
  const row = await tx.request.findUnique({ where, include: { booking: true } });
  return row && requestOf(row);
}

/** By the number that people say: 104 for R-104. */
export async function requestByNumber(tx: Tx, tenant: TenantId, number: number): Promise<Request | null> {
  const where = { tenantId_number: { tenantId: tenant, number } };
  const row = await tx.request.findUnique({ where, include: { booking: true } });
  return row && requestOf(row);
}

/** What a person asked for, the newest first. */
export async function requestsOf(tx: Tx, tenant: TenantId, requesterId: string, limit: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { tenantId: tenant, requesterId },
    include: { booking: true },
    orderBy: { number: 'desc' },
    take: limit,
  });
  return rows.map(requestOf);
}

/** The bookings an owner still has that end after `from` (epoch ms), the next first. */
export async function bookedOfOwner(tx: Tx, tenant: TenantId, ownerId: string, from: number): Promise<Request[]> {
  const rows = await tx.request.findMany({
    where: { tenantId: tenant, booking: { tenantId: tenant, ownerId, state: 'booked', endsAt: { gt: dateOf(from) } } },
    include: { booking: true },
    orderBy: { booking: { startsAt: 'asc' } },
  });
  return rows.map(requestOf);
}

/** At most so many at once; who comes again gets the next ones. */
const batch = 500;

/**
 * Requests of all tenants that wait for somebody to pick and did not change since `instant` (epoch ms), the longest
 * waiting first, 500 at most. One that found no time waits for whoever looks after it, however long.
 */
export async function waitingBefore(
  tx: Tx,
  instant: number,
): Promise<{ tenant: TenantId; id: string; version: number }[]> {
  const rows = await tx.request.findMany({
    where: {
      changedAt: { lt: dateOf(instant) },
      OR: [{ state: 'proposed' }, { state: 'unplaced', accountableId: null }],
    },
    select: { tenantId: true, id: true, version: true },
    orderBy: { changedAt: 'asc' },
    take: batch,
  });
  return rows.map(({ id, version, ...row }) => ({ tenant: tenantOfRow(row), id, version }));
}

/**
 * Writes a new request, with its booking if it has one.
 * @returns the number that it got; the one it came with does not count
 */
export async function insertRequest(tx: Tx, tenant: TenantId, request: Request): Promise<number> {
  const r = requestSchema.parse(request);
  const rows = await tx.$queryRaw<{ number: number }[]>`
    with counter as (update tenant set last_request = last_request + 1 where id = ${tenant}::uuid returning last_request)
    insert into request (tenant_id, id, number, version, state, use_case_key, use_case_version, requester_id, intake,
                         proposal_id, slots, because, asked_in, accountable_id, created_at, changed_at)
    select ${tenant}::uuid, ${r.id}::uuid, last_request, ${r.version}::int, ${r.state}, ${r.useCaseKey},
           ${r.useCaseVersion}::int, ${r.requesterId}::uuid, ${JSON.stringify(r.intake)}::jsonb, ${r.proposalId}::uuid,
           ${JSON.stringify(r.slots)}::jsonb, ${JSON.stringify(r.because)}::jsonb, ${r.askedIn},
           ${r.accountableId ?? null}::uuid, ${dateOf(r.createdAt)}, desk_now()
      from counter
    returning number`;
  const number = rows[0]?.number;
  if (number === undefined) throw new Error(`There is no tenant ${tenant}.`);
  await writeBooking(tx, tenant, r);
  return number;
}

/**
 * Writes a request over its version `expectedVersion`, with its booking.
 * @returns false, and nothing is written, when the stored request has another version (or is not there)
 */
export async function updateRequest(
  tx: Tx,
  tenant: TenantId,
  request: Request,
  expectedVersion: number,
): Promise<boolean> {
  const r = requestSchema.parse(request);
  if (r.version <= expectedVersion) throw new Error(`Request ${r.id}: a change must raise the version.`);
  const changed = await tx.$executeRaw`
    update request
       set version = ${r.version}::int, state = ${r.state}, use_case_version = ${r.useCaseVersion}::int,
           intake = ${JSON.stringify(r.intake)}::jsonb, proposal_id = ${r.proposalId}::uuid,
           slots = ${JSON.stringify(r.slots)}::jsonb, because = ${JSON.stringify(r.because)}::jsonb,
           asked_in = ${r.askedIn}, accountable_id = ${r.accountableId ?? null}::uuid, changed_at = desk_now()
     where tenant_id = ${tenant}::uuid and id = ${r.id}::uuid and version = ${expectedVersion}::int`;
  if (changed === 0) return false;
  await writeBooking(tx, tenant, r);
  return true;
}

/** A request has one booking in its life. A cancelled request keeps it, as what was called off. */
async function writeBooking(tx: Tx, tenant: TenantId, { booking, ...r }: Request): Promise<void> {
  if (booking === null) return;
  const { id, slot, sequence, bookedAt } = booking;
  const state = r.state === 'cancelled' ? 'cancelled' : 'booked';
  await tx.$executeRaw`
    insert into booking (tenant_id, id, request_id, owner_id, use_case_key, starts_at, ends_at, slot, sequence, state,
                         booked_at)
    values (${tenant}::uuid, ${id}::uuid, ${r.id}::uuid, ${slot.ownerId}::uuid, ${r.useCaseKey}, ${dateOf(slot.start)},
            ${dateOf(slot.end)}, ${JSON.stringify(slot)}::jsonb, ${sequence}::int, ${state}, ${dateOf(bookedAt)})
    on conflict (tenant_id, id) do update
       set owner_id = excluded.owner_id, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
           slot = excluded.slot, sequence = excluded.sequence, state = excluded.state, booked_at = excluded.booked_at
     where booking.request_id = excluded.request_id`;
}
