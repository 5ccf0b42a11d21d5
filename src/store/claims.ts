/**
 * Claims: the exclusive right to an owner's time, buffers included. PostgreSQL's exclusion constraint is the law; the
 * lock is only the queue in front of it, without which the losers of a race would deadlock one another for minutes.
 * In one transaction: `lockOwners`, `expireHolds`, `replaceClaims`.
 */
import { newId, type TenantId } from '../lib/ids.ts';
import type { Claim } from '../scheduling/decision.ts';
import type { Interval } from '../scheduling/time/intervals.ts';
import type { Tx } from './database.ts';
import { ClaimTaken, databaseError } from './errors.ts';
import { dateOf } from './instants.ts';

/** How claims are taken: for good, or until an instant (epoch ms) unless confirmed before. */
export type ClaimState = 'confirmed' | { holdUntil: number };

/**
 * Waits until no other transaction is claiming these owners' time; they then wait for this one to end.
 * @param queues what else to queue at in the same way, such as a limit that several owners share
 */
export async function lockOwners(
  tx: Tx,
  tenant: TenantId,
  ownerIds: readonly string[],
  queues: readonly string[] = [],
): Promise<void> {
  const wished = [...ownerIds.map((id) => `claim ${tenant} ${id}`), ...queues.map((name) => `limit ${tenant} ${name}`)];
  const keys = [...new Set(wished)].sort();
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${keys}::text[]) as key`;
}

/**
 * Releases the tenant's holds whose time is over by the desk's clock. One that another transaction is working on is
 * left to it.
 */
export async function expireHolds(tx: Tx, tenant: TenantId): Promise<void> {
  await tx.$executeRaw`
    update claim set state = 'released' where (tenant_id, id) in (
      select tenant_id, id from claim
       where tenant_id = ${tenant}::uuid and state = 'hold' and expires_at <= desk_now()
         for update skip locked)`;
}

/**
 * Releases what the request has claimed, and takes these instead.
 * @throws ClaimTaken when another request has a live claim on any of it; the transaction cannot go on then
 */
export async function replaceClaims(
  tx: Tx,
  tenant: TenantId,
  requestId: string,
  claims: readonly Claim[],
  state: ClaimState,
): Promise<void> {
  await tx.$executeRaw`
    update claim set state = 'released'
     where tenant_id = ${tenant}::uuid and request_id = ${requestId}::uuid and state in ('hold', 'confirmed')`;
  const [kind, until] = state === 'confirmed' ? ['confirmed', null] : ['hold', dateOf(state.holdUntil)];
  for (const { ownerId, from, to } of claims) {
    try {
      await tx.$executeRaw`
        insert into claim (tenant_id, id, owner_id, request_id, during, state, expires_at)
        values (${tenant}::uuid, ${newId()}::uuid, ${ownerId}::uuid, ${requestId}::uuid,
                tstzrange(${dateOf(from)}, ${dateOf(to)}), ${kind}, ${until}::timestamptz)`;
    } catch (error) {
      const cause = databaseError(error);
      if (cause?.code === '23P01' && cause.constraint === 'claim_no_overlap') throw new ClaimTaken({ cause: error });
      throw error;
    }
  }
}

/**
 * The time that live claims take, for each of the owners asked for, sorted by start.
 * @param exceptRequestId whose claims do not count
 */
export async function claimsBetween(
  tx: Tx,
  tenant: TenantId,
  ownerIds: readonly string[],
  [from, to]: Interval,
  exceptRequestId: string | null,
): Promise<Map<string, Interval[]>> {
  const rows = await tx.$queryRaw<{ owner: string; from: number; to: number }[]>`
    select o.id as owner,
           extract(epoch from lower(c.during))::float8 * 1000 as "from",
           extract(epoch from upper(c.during))::float8 * 1000 as "to"
      from unnest(${[...ownerIds]}::uuid[]) as o(id)
      join claim c on c.tenant_id = ${tenant}::uuid and c.subject_id = o.id
       and c.during && tstzrange(${dateOf(from)}, ${dateOf(to)})
     where (c.state = 'confirmed' or c.state = 'hold' and c.expires_at > desk_now())
       and c.request_id is distinct from ${exceptRequestId}::uuid
     order by lower(c.during)`;
  const claimed = new Map<string, Interval[]>(ownerIds.map((id) => [id, []]));
  for (const row of rows) claimed.get(row.owner)?.push([Math.round(row.from), Math.round(row.to)]);
  return claimed;
}
