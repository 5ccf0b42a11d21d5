/**
 * The audit trail: who did what, through which door. The database numbers and chains the rows of a tenant by hash, and
 * refuses to change or remove any; `verifyAudit` finds out whether somebody did all the same.
 */
import { z } from 'zod';
import type { TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';
import { dateOf, instantOf } from './instants.ts';

const changes = z.record(z.string(), z.unknown()).nullable();

export interface AuditRow {
  /** Epoch ms. */
  at: number;
  /** Null: nobody; the clock or the desk itself. */
  actorPersonId: string | null;
  actorName: string;
  /** Which way it came: slack, clock, job, cli. */
  door: string;
  what: string;
  requestId: string | null;
  /** What changed, small and readable. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  why: string | null;
  /** The version of the use case that it was decided under. */
  policyVersion: number | null;
}

/** Adds a row. Until the transaction ends, other transactions of the tenant wait here: do this last. */
export async function appendAudit(tx: Tx, tenant: TenantId, row: AuditRow): Promise<void> {
  const { at, actorPersonId, actorName, door, what, requestId, before, after, why, policyVersion } = row;
  await tx.$executeRaw`
    insert into audit (tenant_id, at, actor_person_id, actor_name, door, what, request_id, before, after, why,
                       policy_version)
    values (${tenant}::uuid, ${dateOf(at)}, ${actorPersonId}::uuid, ${actorName}, ${door}, ${what}, ${requestId}::uuid,
            ${before && JSON.stringify(before)}::jsonb, ${after && JSON.stringify(after)}::jsonb, ${why},
            ${policyVersion}::int)`;
}

/** All rows about a request, the oldest first. `seq` counts within the tenant. */
export async function auditOf(tx: Tx, tenant: TenantId, requestId: string): Promise<(AuditRow & { seq: number })[]> {
  const rows = await tx.audit.findMany({
    where: { tenantId: tenant, requestId },
    orderBy: { seq: 'asc' },
    omit: { tenantId: true, prevHash: true, hash: true },
  });
  return rows.map((row) => ({
    ...row,
    seq: Number(row.seq),
    at: instantOf(row.at),
    before: changes.parse(row.before),
    after: changes.parse(row.after),
  }));
}

/**
 * Computes the tenant's chain again, in the database.
 * @returns how many rows it has, and the first that does not follow from the one before; null when all do. Rows cut off
 *   at the end leave no trace: compare `rows` with what was known before
 */
export async function verifyAudit(tx: Tx, tenant: TenantId): Promise<{ rows: number; broken: number | null }> {
  const [found] = await tx.$queryRaw<{ rows: number; broken: number | null }[]>`
    select count(*)::int as rows, (min(seq) filter (where not holds))::float8 as broken from (
      select seq, seq = row_number() over chain and hash = audit_hash(a)
                  and prev_hash = coalesce(lag(hash) over chain, '') as holds
        from audit a where tenant_id = ${tenant}::uuid window chain as (order by seq)) as links`;
  return found ?? { rows: 0, broken: null };
}
