/** A database for a test file: a copy of the migrated template, real PostgreSQL, dropped afterwards. */
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { openStore, type Store } from '../../src/store/database.ts';

export interface TestDatabase {
  /** How to reach it, for a test that starts processes or pools of its own. */
  connection: pg.PoolConfig;
  store: Store;
  /**
   * Closes the store and drops the database.
   * @throws when somebody else's connection to it is still open: a leak in what was tested
   */
  close(): Promise<void>;
}

/**
 * Gives every test of the file one database: `const database = testDatabase()` at the top of it, then
 * `database.store` within tests. It is closed and dropped after the last one.
 * @param options.zone the time zone of the database itself; the desk must work in any
 */
export function testDatabase(options: { zone?: string } = {}): Pick<TestDatabase, 'connection' | 'store'> {
  let made: TestDatabase | undefined;
  const current = (): TestDatabase => {
    if (made === undefined) throw new Error('The test database exists within tests and hooks only.');
    return made;
  };
  beforeAll(async () => {
    made = await createTestDatabase(options);
  });
  afterAll(async () => {
    await made?.close();
  });
  return {
    get connection() {
      return current().connection;
    },
    get store() {
      return current().store;
    },
  };
}

/**
 * Makes a database for a test that needs to close it by itself.
 * @param options.empty without any table, as a new desk finds it
 */
export async function createTestDatabase(options: { zone?: string; empty?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('server');
  const name = `${server.template}_${newId().slice(0, 8)}`;
  await asAdmin(async (admin) => {
    await admin.query(`create database "${name}" template "${options.empty ? 'template1' : server.template}"`);
    if (options.zone) await admin.query(`alter database "${name}" set timezone to '${options.zone}'`);
  });
  const connection = { ...server.connection, database: name };
  const store = openStore({ connection });
  return {
    connection,
    store,
    close: async () => {
      await store.close();
      await asAdmin(async (admin) => {
        const leaked = await stillConnected(admin, name);
        await admin.query(`drop database "${name}" with (force)`);
        if (leaked.length > 0) throw new Error(`Connections were left open; their last words:\n${leaked.join('\n')}`);
      });
    },
  };
}

async function asAdmin(fn: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client(inject('server').connection);
  await admin.connect();
  try {
    await fn(admin);
  } finally {
    await admin.end();
  }
}

/** The last query of each connection that stays. A server needs a moment to notice that a client hung up. */
async function stillConnected(admin: pg.Client, name: string): Promise<string[]> {
  const patience = 50;
  for (let tries = 0; ; tries += 1) {
    const { rows } = await admin.query<{ query: string }>('select query from pg_stat_activity where datname = $1', [
      name,
    ]);
    if (rows.length === 0 || tries === patience) return rows.map((row) => row.query.slice(0, 200));
    await admin.query('select pg_sleep(0.02)');
  }
}
