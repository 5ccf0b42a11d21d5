import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { inTransaction, openStore } from '../../src/store/database.ts';
import { clockOffset, deskNow, setClockOffset } from '../../src/store/desk-clock.ts';
import { databaseError } from '../../src/store/errors.ts';
import { bookedOfOwner, request } from '../../src/store/requests.ts';
import { createTenant, tenants } from '../../src/store/tenants.ts';
import { testDatabase } from '../support/database.ts';
import { bookedRequest, ownerAt, sampleTenant, slotOf, tuesday } from '../support/samples.ts';

// A server whose zone is not UTC: the desk must not care.
const database = testDatabase({ zone: 'Europe/Rome' });

describe('instants', () => {
  it('stand in the database as they were given, also when its zone is not UTC', async () => {
    const sample = await sampleTenant(database.store);
    // In the hour that Rome and New York live through twice, and in one that they skip.
    for (const start of [
      tuesday,
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 10, 1, 5, 30),
      Date.UTC(2027, 2, 28, 1),
    ]) {
      const stored = await bookedRequest(database.store, sample, slotOf(ownerAt(sample), start + 7));
      const [row] = await database.store.db.$queryRaw<{ at: number; booked: number }[]>`
        select extract(epoch from starts_at)::float8 * 1000 as at, extract(epoch from booked_at)::float8 * 1000 as booked
          from booking where request_id = ${stored.id}::uuid`;
      expect(row).toEqual({ at: start + 7, booked: stored.booking?.bookedAt });
      expect(await request(database.store.db, sample.tenant, stored.id)).toEqual(stored);
      const [next] = await bookedOfOwner(database.store.db, sample.tenant, ownerAt(sample).id, start + 7);
      expect(next?.id).toBe(stored.id);
    }
  });

  it('are the same when the address of the database brings its own start-up options', async () => {
    const { host, user, database: name } = database.connection;
    const connectionString = `postgres://${user}@localhost/${name}?host=${host}&options=-c%20timezone%3DAsia%2FTokyo`;
    const url = process.env.TEST_DATABASE_URL ? database.connection : { connectionString };
    const store = openStore({ connection: url });
    try {
      const { rows } = await store.pool.query('show timezone');
      expect(rows).toEqual([{ TimeZone: 'UTC' }]);
    } finally {
      await store.close();
    }
  });
});

describe('a server that does not answer', () => {
  it('hangs no query', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const store = openStore({ connection: { host: '127.0.0.1', port, user: 'x', connectionTimeoutMillis: 100 } });
    await expect(store.pool.query('select 1')).rejects.toThrow(/timeout/);
    await store.close();
    server.close();
    expect(database.store.pool.options.connectionTimeoutMillis).toBeGreaterThan(0);
  });
});

describe('the desk’s clock', () => {
  it('is the database’s, moved by what was set', async () => {
    const { db, pool } = database.store;
    expect(await clockOffset(db)).toBe(0);
    const { rows } = await pool.query<{ ms: number }>('select (extract(epoch from now()) * 1000)::float8 as ms');
    await setClockOffset(db, 90 * 60_000);
    try {
      expect(await clockOffset(db)).toBe(90 * 60_000);
      const ahead = (await deskNow(db)) - (rows[0]?.ms ?? 0);
      expect(ahead).toBeGreaterThanOrEqual(90 * 60_000 - 1);
      expect(ahead).toBeLessThan(91 * 60_000);
    } finally {
      await setClockOffset(db, 0);
    }
  });

  it('has one row only', async () => {
    await expect(database.store.pool.query('insert into desk_clock (id) values (false)')).rejects.toMatchObject({
      code: '23514',
    });
  });
});

describe('a transaction', () => {
  it('leaves nothing behind when it fails', async () => {
    const before = await tenants(database.store.db);
    const failing = inTransaction(database.store, async (tx) => {
      await createTenant(tx, 'Never');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await tenants(database.store.db)).toEqual(before);
  });

  it('is run again when it deadlocked with another', async () => {
    const [a, b] = [await createTenant(database.store.db, 'A'), await createTenant(database.store.db, 'B')];
    const both = barrier(2);
    let runs = 0;
    const rename = (first: string, second: string, name: string) =>
      inTransaction(database.store, async (tx) => {
        runs += 1;
        await tx.tenant.update({ where: { id: first }, data: { name } });
        await both();
        await tx.tenant.update({ where: { id: second }, data: { name } });
      });
    await Promise.all([rename(a, b, 'one'), rename(b, a, 'two')]);
    expect(runs).toBe(3);
    const names = (await tenants(database.store.db)).filter((t) => t.id === a || t.id === b).map((t) => t.name);
    expect(new Set(names).size).toBe(1);
  });

  it('is not run again for any other error', async () => {
    let runs = 0;
    const twice = inTransaction(database.store, async (tx) => {
      runs += 1;
      await createTenant(tx, 'C', 'slack', 'T1');
      await createTenant(tx, 'D', 'slack', 'T1');
    });
    const error = databaseError(await twice.catch((e: unknown) => e));
    expect({ runs, code: error?.code, constraint: error?.constraint }).toEqual({
      runs: 1,
      code: '23505',
      constraint: 'installation_platform_workspace_key',
    });
  });
});

describe('what PostgreSQL said', () => {
  it('is read from the driver’s own errors too, and from nothing else', async () => {
    const { pool } = database.store;
    const error = await pool.query('select 1 / 0').catch((e: unknown) => e);
    expect(databaseError(error)).toEqual({ code: '22012', constraint: undefined });
    expect(databaseError(new Error('P2002'))).toBeUndefined();
    expect(databaseError(undefined)).toBeUndefined();
  });
});

/** A place where `count` callers wait for one another, once; later callers pass. */
function barrier(count: number): () => Promise<void> {
  let waiting = count;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    waiting -= 1;
    if (waiting <= 0) open();
    return opened;
  };
}
