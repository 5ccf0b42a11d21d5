import { describe, expect, it } from 'vitest';
import { newId, type TenantId } from '../../src/lib/ids.ts';
import { type AuditRow, appendAudit, auditOf, verifyAudit } from '../../src/store/audit.ts';
import { inTransaction } from '../../src/store/database.ts';
import { databaseError } from '../../src/store/errors.ts';
import { createTenant } from '../../src/store/tenants.ts';
import { testDatabase } from '../support/database.ts';
import { tuesday } from '../support/samples.ts';

const database = testDatabase();

const row = (change: Partial<AuditRow> = {}): AuditRow => ({
  at: tuesday,
  actorPersonId: null,
  actorName: 'the clock',
  door: 'clock',
  what: 'booked',
  requestId: null,
  before: null,
  after: { slot: 'Tue "10:30" — naïve, العربية' },
  why: null,
  policyVersion: 1,
  ...change,
});

async function trail(rows: number): Promise<TenantId> {
  const tenant = await createTenant(database.store.db, 'Example');
  for (let n = 0; n < rows; n += 1)
    await appendAudit(database.store.db, tenant, row({ why: `number ${n}`, at: tuesday + n }));
  return tenant;
}

/** What a superuser could do who turns the guard off. */
async function tamper(sql: string, tenant: TenantId): Promise<void> {
  const client = await database.store.pool.connect();
  try {
    await client.query('begin');
    await client.query('alter table audit disable trigger user');
    await client.query(sql, [tenant]);
    await client.query('alter table audit enable always trigger audit_link');
    await client.query('alter table audit enable always trigger audit_append_only');
    await client.query('commit');
  } finally {
    client.release();
  }
}

describe('the audit trail', () => {
  it('gives back what was written, in order', async () => {
    const tenant = await createTenant(database.store.db, 'Example');
    const [requestId, actorPersonId] = [newId(), newId()];
    const about = row({ requestId, actorPersonId, before: { state: 'proposed' }, why: 'because' });
    await appendAudit(database.store.db, tenant, row());
    await appendAudit(database.store.db, tenant, about);
    await appendAudit(database.store.db, tenant, { ...about, what: 'cancelled', policyVersion: null });
    expect(await auditOf(database.store.db, tenant, requestId)).toEqual([
      { ...about, seq: 2 },
      { ...about, what: 'cancelled', policyVersion: null, seq: 3 },
    ]);
  });

  it.each([
    ['update', `update audit set why = 'another'`],
    ['delete', 'delete from audit'],
    ['truncate', 'truncate audit'],
  ])('cannot be changed by %s', async (word, sql) => {
    const tenant = await trail(1);
    const refusal = await database.store.pool.query(sql).catch((error: unknown) => error);
    expect(databaseError(refusal)?.code).toBe('23001');
    expect(String(refusal)).toContain(`append-only: ${word} refused`);
    expect(await verifyAudit(database.store.db, tenant)).toEqual({ rows: 1, broken: null });
  });

  it('cannot be changed by a session that asks for no triggers either', async () => {
    await trail(1);
    const client = await database.store.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local session_replication_role = replica');
      await expect(client.query('delete from audit')).rejects.toMatchObject({ code: '23001' });
      await client.query('rollback');
    } finally {
      client.release();
    }
  });

  it('has a chain that holds, one for each tenant', async () => {
    const [one, two] = [await trail(5), await trail(2)];
    expect(await verifyAudit(database.store.db, one)).toEqual({ rows: 5, broken: null });
    expect(await verifyAudit(database.store.db, two)).toEqual({ rows: 2, broken: null });
  });

  it('chains rows written at once and by one statement without a gap', async () => {
    const tenant = await createTenant(database.store.db, 'Example');
    const write = (n: number) =>
      inTransaction(database.store, async (tx) => {
        await appendAudit(tx, tenant, row({ why: `${n}` }));
        await appendAudit(tx, tenant, row({ why: `${n}, too` }));
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)));
    await database.store.pool.query(
      `insert into audit (tenant_id, at, actor_name, door, what)
       select $1, now(), 'somebody', 'cli', 'imported' from generate_series(1, 10)`,
      [tenant],
    );
    expect(await verifyAudit(database.store.db, tenant)).toEqual({ rows: 50, broken: null });
  });

  it('leaves no number out when a transaction is rolled back', async () => {
    const tenant = await trail(1);
    const gone = inTransaction(database.store, async (tx) => {
      await appendAudit(tx, tenant, row());
      throw new Error('no');
    });
    await expect(gone).rejects.toThrow('no');
    await appendAudit(database.store.db, tenant, row());
    expect(await verifyAudit(database.store.db, tenant)).toEqual({ rows: 2, broken: null });
  });

  it.each([
    ['a changed reason', `update audit set why = 'forged' where tenant_id = $1 and seq = 3`, 3],
    ['a changed time', `update audit set at = at + interval '1 ms' where tenant_id = $1 and seq = 2`, 2],
    ['a changed detail', `update audit set after = '{}' where tenant_id = $1 and seq = 4`, 4],
    ['a removed row', 'delete from audit where tenant_id = $1 and seq = 2', 3],
    ['a removed first row', 'delete from audit where tenant_id = $1 and seq = 1', 2],
  ])('shows %s', async (_, sql, broken) => {
    const tenant = await trail(5);
    await tamper(sql, tenant);
    expect((await verifyAudit(database.store.db, tenant)).broken).toBe(broken);
  });

  it('shows a forged row whose own hash was computed again, at the row after it', async () => {
    const tenant = await trail(5);
    await tamper(`update audit set why = 'forged' where tenant_id = $1 and seq = 3`, tenant);
    await tamper('update audit a set hash = audit_hash(a) where tenant_id = $1 and seq = 3', tenant);
    expect(await verifyAudit(database.store.db, tenant)).toEqual({ rows: 5, broken: 4 });
  });

  it('reads the same from a session in another zone and language of dates', async () => {
    const tenant = await trail(3);
    const client = await database.store.pool.connect();
    try {
      await client.query(`set time zone 'Asia/Kathmandu'; set datestyle = 'German'`);
      const { rows } = await client.query(
        'select bool_and(hash = audit_hash(a)) as same from audit a where tenant_id = $1',
        [tenant],
      );
      expect(rows).toEqual([{ same: true }]);
    } finally {
      client.release(true);
    }
  });
});
