/** The whole desk running inside a test: real PostgreSQL, real Bolt over HTTP, the local workspace in front of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Config } from '../../src/config.ts';
import type { World } from '../../src/flow/world.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { localPeople } from '../../src/local-workspace.ts';
import { type Running, startSlotdesk } from '../../src/start.ts';
import { setClockOffset } from '../../src/store/desk-clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type Member, member } from './member.ts';

/** Tuesday, December 1, 2026, 10:00 in New York: a quiet week without holidays or clock changes. */
export const start = Date.UTC(2026, 11, 1, 15);

export interface RunningDesk extends Running {
  database: TestDatabase;
  /** Somebody of the sample people, by name. */
  as(name: string): Member;
}

/** A connection as an address, the way a desk is given one: over a socket's folder, or over the network. */
export function addressOf({ host = '', port = 5432, user = '', password, database = '' }: pg.PoolConfig): string {
  const who = typeof password === 'string' ? `${user}:${encodeURIComponent(password)}` : user;
  return host.startsWith('/')
    ? `postgresql://${who}@localhost/${database}?host=${encodeURIComponent(host)}`
    : `postgresql://${who}@${host}:${port}/${database}`;
}

const plain = {
  production: false,
  host: '127.0.0.1',
  port: 0,
  logLevel: 'warn',
  slack: undefined,
} as const satisfies Partial<Config>;

/** Starts a desk on a database of its own, at `at` (epoch ms) by its own clock, with the starter desk loaded. */
export async function runDesk(
  options: { at?: number; config?: Partial<Config>; wrap?: (world: World) => World } = {},
): Promise<RunningDesk> {
  const database = await createTestDatabase();
  await setClockOffset(database.store.db, (options.at ?? start) - systemClock.now());
  const dataDir = await mkdtemp(join(tmpdir(), 'slotdesk-desk-'));
  const running = await startSlotdesk(
    { ...plain, dataDir, databaseUrl: addressOf(database.connection), ...options.config },
    { log: createLog({ level: 'warn' }), ...(options.wrap ? { wrap: options.wrap } : {}) },
  );
  const people = localPeople();
  return {
    ...running,
    database,
    as: (name) => {
      const person = people.find((p) => p.name === name);
      if (!person) throw new Error(`There is no ${name} among the sample people.`);
      return member(running.url, person.id);
    },
    stop: async () => {
      await running.stop();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts a second desk on the database of the first, as another process would be. Stop it before the first. */
export function deskBeside(first: RunningDesk, config: Pick<Config, 'slack'>): Promise<Running> {
  const databaseUrl = addressOf(first.database.connection);
  return startSlotdesk({ ...plain, dataDir: tmpdir(), databaseUrl, ...config }, { log: createLog({ level: 'warn' }) });
}

/** Gives every test of the file one running desk, stopped after the last. */
export function runningDesk(options: Parameters<typeof runDesk>[0] = {}): () => RunningDesk {
  let desk: RunningDesk | undefined;
  beforeAll(async () => {
    desk = await runDesk(options);
  });
  afterAll(() => desk?.stop());
  return () => {
    if (!desk) throw new Error('The desk runs within tests only.');
    return desk;
  };
}
