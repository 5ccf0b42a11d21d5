/** Live bookings as limits count them: read for a decision, and counted once more inside the transaction that books. */
import type { TenantId } from '../lib/ids.ts';
import type { Guard } from '../scheduling/decision.ts';
import type { Booked } from '../scheduling/facts.ts';
import type { Interval } from '../scheduling/time/intervals.ts';
import type { Tx } from './database.ts';
import { LimitReached } from './errors.ts';
import { dateOf, instantOf } from './instants.ts';

interface Row {
  ownerId: string;
  useCaseKey: string;
  startsAt: Date;
}

const select = { ownerId: true, useCaseKey: true, startsAt: true } as const;
const booked = ({ useCaseKey, startsAt }: Row): Booked => ({ useCaseKey, start: instantOf(startsAt) });

/** The live bookings that start within a window, without that of one request. */
const live = (tenant: TenantId, [from, to]: Interval, exceptRequestId: string | null) => ({
  tenantId: tenant,
  state: 'booked',
  startsAt: { gte: dateOf(from), lt: dateOf(to) },
  ...(exceptRequestId === null ? {} : { requestId: { not: exceptRequestId } }),
});

/**
 * The live bookings of each of the owners asked for that start within a window.
 * @param exceptRequestId whose booking does not count
 */
export async function bookedOfOwners(
  tx: Tx,
  tenant: TenantId,
  ownerIds: readonly string[],
  window: Interval,
  exceptRequestId: string | null,
): Promise<Map<string, Booked[]>> {
  const rows = await tx.booking.findMany({
    where: { ...live(tenant, window, exceptRequestId), ownerId: { in: [...ownerIds] } },
    select,
    orderBy: { startsAt: 'asc' },
  });
  const found = new Map<string, Booked[]>(ownerIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.ownerId)?.push(booked(row));
  return found;
}

/** The live bookings that a person asked for and that start within a window. */
export async function bookedOfRequester(
  tx: Tx,
  tenant: TenantId,
  requesterId: string,
  window: Interval,
  exceptRequestId: string | null,
): Promise<Booked[]> {
  const rows = await tx.booking.findMany({
    where: { ...live(tenant, window, exceptRequestId), request: { requesterId } },
    select,
    orderBy: { startsAt: 'asc' },
  });
  return rows.map(booked);
}

/** How many requests of a person wait for them to pick. */
export function openRequestsOf(
  tx: Tx,
  tenant: TenantId,
  requesterId: string,
  exceptRequestId: string | null,
): Promise<number> {
  return tx.request.count({
    where: {
      tenantId: tenant,
      requesterId,
      state: 'proposed',
      ...(exceptRequestId === null ? {} : { id: { not: exceptRequestId } }),
    },
  });
}

/** What everybody who counts against the same limits must queue at, beside the owners whose time is claimed. */
export function queuesOf(guards: readonly Guard[]): string[] {
  return guards.flatMap((guard) => {
    if (guard.count !== 'owners') return [`requester ${guard.requesterId}`];
    return guard.pool === null ? [] : [`pool ${guard.pool}`];
  });
}

/**
 * Checks that there is still room, for whoever stands first in the queues.
 * @throws LimitReached when there is none
 */
export async function checkGuards(
  tx: Tx,
  tenant: TenantId,
  requestId: string,
  guards: readonly Guard[],
): Promise<void> {
  for (const guard of guards)
    if ((await countOf(tx, tenant, requestId, guard)) >= guard.below) throw new LimitReached();
}

async function countOf(tx: Tx, tenant: TenantId, requestId: string, guard: Guard): Promise<number> {
  if (guard.count === 'open-requests') return openRequestsOf(tx, tenant, guard.requesterId, requestId);
  const { useCaseKey } = guard;
  if (guard.count === 'requester')
    return tx.booking.count({
      where: {
        ...live(tenant, [guard.from, guard.to], requestId),
        request: { requesterId: guard.requesterId },
        ...(useCaseKey === null ? {} : { useCaseKey }),
      },
    });
  const ids = guard.owners.map((o) => o.ownerId);
  const froms = guard.owners.map((o) => dateOf(o.from));
  const tos = guard.owners.map((o) => dateOf(o.to));
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count
      from unnest(${ids}::uuid[], ${froms}::timestamptz[], ${tos}::timestamptz[]) as o(id, since, until)
      join booking b on b.tenant_id = ${tenant}::uuid and b.owner_id = o.id
       and b.starts_at >= o.since and b.starts_at < o.until
     where b.state = 'booked' and b.request_id <> ${requestId}::uuid
       and (${useCaseKey}::text is null or b.use_case_key = ${useCaseKey}::text)`;
  return row?.count ?? 0;
}
