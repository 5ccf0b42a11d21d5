/** Follow-ups: what is due when. Due by the database's clock, and each taken by one process only. */
import { z } from 'zod';
import { newId, type TenantId } from '../lib/ids.ts';
import type { FollowUp } from '../scheduling/decision.ts';
import type { Tx } from './database.ts';
import { dateOf, instantOf } from './instants.ts';
import { tenantOfRow } from './tenants.ts';

/**
 * - `due`: waits for its time
 * - `queued`: its time came, and a job has it
 * - `done`, `dropped` (not wanted any more), `failed`: settled
 */
const states = ['due', 'queued', 'done', 'dropped', 'failed'] as const;

export interface StoredFollowUp extends FollowUp {
  id: string;
  requestId: string;
  bookingId: string;
  state: (typeof states)[number];
  /** Why it was dropped or failed. */
  note: string | null;
}

const shape = z.object({
  kind: z.literal('reminder'),
  personRole: z.enum(['owner', 'requester']),
  state: z.enum(states),
});

/**
 * Makes these the follow-ups of a booking. Those not settled that are not among them are dropped, also when a job has
 * them already; those that are queued and among them, or settled, stay as they are, so none happens twice.
 * @throws when the booking is not the request's
 */
export async function replaceFollowUps(
  tx: Tx,
  tenant: TenantId,
  requestId: string,
  bookingId: string,
  followUps: readonly FollowUp[],
): Promise<void> {
  const booking = await tx.booking.count({ where: { tenantId: tenant, id: bookingId, requestId } });
  if (booking === 0) throw new Error(`Request ${requestId} has no booking ${bookingId}.`);
  await tx.followUp.updateMany({
    where: {
      tenantId: tenant,
      bookingId,
      state: { in: ['due', 'queued'] },
      key: { notIn: followUps.map((f) => f.key) },
    },
    data: { state: 'dropped', note: 'replaced' },
  });
  for (const { key, sequence, kind, personRole, dueAt } of followUps)
    await tx.$executeRaw`
      insert into follow_up as f (tenant_id, id, booking_id, key, sequence, kind, person_role, due_at, state)
      values (${tenant}::uuid, ${newId()}::uuid, ${bookingId}::uuid, ${key}, ${sequence}, ${kind}, ${personRole},
              ${dateOf(dueAt)}, 'due')
      on conflict (tenant_id, booking_id, key) do update
         set sequence = excluded.sequence, kind = excluded.kind, person_role = excluded.person_role, due_at = excluded.due_at, state = 'due', note = null
       where f.state = 'due' or f.state = 'dropped' and f.note = 'replaced'`;
}

/**
 * Takes follow-ups of all tenants whose time has come by the desk's clock, the longest due first, and queues them. Two
 * takers at once get different ones. Add their jobs in the same transaction.
 */
export async function takeDue(tx: Tx, limit: number): Promise<{ tenant: TenantId; id: string; requestId: string }[]> {
  const rows = await tx.$queryRaw<{ tenantId: string; id: string; requestId: string }[]>`
    with taken as (
      update follow_up set state = 'queued' where (tenant_id, id) in (
        select tenant_id, id from follow_up where state = 'due' and due_at <= desk_now()
         order by due_at limit ${limit} for update skip locked)
      returning tenant_id, id, booking_id)
    select t.tenant_id as "tenantId", t.id, b.request_id as "requestId"
      from taken t join booking b on b.tenant_id = t.tenant_id and b.id = t.booking_id`;
  return rows.map((row) => ({ tenant: tenantOfRow(row), id: row.id, requestId: row.requestId }));
}

/** A follow-up, in whatever state. */
export async function followUp(tx: Tx, tenant: TenantId, id: string): Promise<StoredFollowUp | null> {
  const row = await tx.followUp.findUnique({
    where: { tenantId_id: { tenantId: tenant, id } },
    include: { booking: { select: { requestId: true } } },
  });
  if (row === null) return null;
  const { bookingId, key, sequence, note } = row;
  const { requestId } = row.booking;
  return { id, requestId, bookingId, key, sequence, note, dueAt: instantOf(row.dueAt), ...shape.parse(row) };
}

/**
 * Settles a follow-up that was queued; one that is settled already stays as it is.
 * @param note why, for one that was dropped or failed
 */
export async function settleFollowUp(
  tx: Tx,
  tenant: TenantId,
  id: string,
  state: 'done' | 'dropped' | 'failed',
  note: string | null,
): Promise<void> {
  await tx.followUp.updateMany({ where: { tenantId: tenant, id, state: 'queued' }, data: { state, note } });
}
