/**
 * The fairness ledger's entries. They are only ever added, each with its reason; what counts for an owner is what was
 * added since they last joined. Whoever writes waits for others of the same use case, so that nobody joins twice.
 */
import type { TenantId } from '../lib/ids.ts';
import type { LedgerChange, LedgerEntry } from '../scheduling/routing/entries.ts';
import type { LedgerLine } from '../scheduling/routing/units.ts';
import type { Tx } from './database.ts';
import { dateOf, instantOf } from './instants.ts';

/** Who writes an entry, when, and for which request. */
export interface Written {
  personId: string | null;
  name: string;
  /** Epoch ms. */
  at: number;
  requestId: string | null;
}

/** The line of every owner who is in the ledger of a use case, also of those who are in no pool any more. */
export async function ledgerLines(tx: Tx, tenant: TenantId, useCaseKey: string): Promise<Map<string, LedgerLine>> {
  const rows = await tx.$queryRaw<({ owner: string } & LedgerLine)[]>`
    with standing as (
      select owner_id, max(seq) filter (where kind = 'joined') as joined, max(seq) filter (where kind = 'left') as gone
        from ledger_entry where tenant_id = ${tenant}::uuid and use_case_key = ${useCaseKey} group by owner_id)
    select e.owner_id as owner,
           coalesce(sum(e.units) filter (where e.kind = 'got'), 0)::float8 as got,
           coalesce(sum(e.units) filter (where e.kind = 'credit'), 0)::float8 as credits,
           coalesce(sum(e.units) filter (where e.kind = 'correction'), 0)::float8 as corrections,
           coalesce(sum(e.units) filter (where e.kind in ('joined', 'calibration')), 0)::float8 as calibrations
      from standing s
      join ledger_entry e on e.tenant_id = ${tenant}::uuid and e.use_case_key = ${useCaseKey}
       and e.owner_id = s.owner_id and e.seq >= s.joined
     where s.gone is null or s.gone < s.joined
     group by e.owner_id`;
  return new Map(rows.map(({ owner, ...line }) => [owner, line]));
}

/** Writes what a decision changes. The transaction then holds the use case's ledger until it ends. */
export async function writeLedger(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  change: LedgerChange,
  by: Written,
): Promise<void> {
  await lockLedger(tx, tenant, useCaseKey);
  if (change.giveBack !== null) await giveBack(tx, tenant, change.giveBack, by);
  for (const entry of change.entries) await addEntry(tx, tenant, useCaseKey, entry, by);
}

/** Adds a correction by hand. The owner must be in the ledger: give them their start first. */
export async function addCorrection(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  entry: Omit<LedgerEntry, 'kind'>,
  by: Written,
): Promise<void> {
  await addEntry(tx, tenant, useCaseKey, { ...entry, kind: 'correction' }, by);
}

/** Waits until no other transaction writes the use case's ledger; they then wait for this one to end. */
export async function lockLedger(tx: Tx, tenant: TenantId, useCaseKey: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`ledger ${tenant} ${useCaseKey}`}, 0))`;
}

/** Somebody who is in already does not join again, and somebody who is out does not leave. */
async function addEntry(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  { ownerId, kind, units, reason }: Omit<LedgerEntry, 'kind'> & { kind: LedgerEntry['kind'] | 'correction' },
  by: Written,
): Promise<void> {
  await tx.$executeRaw`
    insert into ledger_entry (tenant_id, use_case_key, owner_id, kind, units, reason, by_person_id, by_name, at, request_id)
    select ${tenant}::uuid, ${useCaseKey}, ${ownerId}::uuid, ${kind}, ${units}::int, ${reason}, ${by.personId}::uuid,
           ${by.name}, ${dateOf(by.at)}, ${by.requestId}::uuid
     where ${kind} not in ('joined', 'left') or ${kind} <> coalesce((
           select kind from ledger_entry
            where tenant_id = ${tenant}::uuid and use_case_key = ${useCaseKey} and owner_id = ${ownerId}::uuid
              and kind in ('joined', 'left')
            order by seq desc limit 1), 'left')`;
}

/**
 * Gives back whatever stands for a request: the booking to its owner, and what was not due to others because of it. What
 * was added before an owner last joined does not count, so it is not given back either.
 */
async function giveBack(tx: Tx, tenant: TenantId, reason: string, by: Written): Promise<void> {
  await tx.$executeRaw`
    insert into ledger_entry (tenant_id, use_case_key, owner_id, kind, units, reason, by_person_id, by_name, at, request_id)
    select e.tenant_id, e.use_case_key, e.owner_id, case when e.kind = 'calibration' then 'calibration' else 'credit' end,
           -sum(e.units), ${reason}, ${by.personId}::uuid, ${by.name}, ${dateOf(by.at)}, ${by.requestId}::uuid
      from ledger_entry e
     where e.tenant_id = ${tenant}::uuid and e.request_id = ${by.requestId}::uuid
       and e.kind in ('got', 'credit', 'calibration')
       and e.seq > coalesce((
           select max(j.seq) from ledger_entry j
            where j.tenant_id = e.tenant_id and j.use_case_key = e.use_case_key and j.owner_id = e.owner_id
              and j.kind = 'joined'), 0)
     group by e.tenant_id, e.use_case_key, e.owner_id, 4
    having sum(e.units) <> 0
     order by e.owner_id`;
}

export interface StoredEntry {
  ownerId: string;
  kind: string;
  units: number;
  reason: string;
  byName: string;
  at: number;
}

/** The latest entries of a use case that are worth telling: corrections and credits, the newest first. */
export async function latestEntries(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  limit: number,
): Promise<StoredEntry[]> {
  const rows = await tx.ledgerEntry.findMany({
    where: { tenantId: tenant, useCaseKey, kind: { in: ['credit', 'correction'] } },
    select: { ownerId: true, kind: true, units: true, reason: true, byName: true, at: true },
    orderBy: { seq: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({ ...row, at: instantOf(row.at) }));
}
