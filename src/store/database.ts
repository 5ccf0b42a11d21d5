/**
 * The door to PostgreSQL: one pool, and Prisma over it. Every session runs in UTC, whatever the server's zone is;
 * without that, instants written by Prisma would be off by the server's offset.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Log } from '../lib/log.ts';
import { databaseError } from './errors.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** A transaction, or the database itself for a single statement: the first argument of every function of the store. */
export type Tx = Prisma.TransactionClient;

export interface Store {
  /** For reading, and for single statements. What belongs together goes through `inTransaction`. */
  db: PrismaClient;
  /** The same connections without Prisma, for the job queue. */
  pool: pg.Pool;
  /** Gives back every connection. Safe to call twice. */
  close(): Promise<void>;
}

/** How long a query waits for a connection, in ms, before it fails: a server that does not answer hangs nobody. */
const connectionTimeoutMillis = 10_000;

/**
 * Opens the store. Nothing is connected before the first query.
 * @param options.connection where the database is
 * @param options.log told when an idle connection is lost; the pool replaces it
 */
export function openStore(options: { connection: pg.PoolConfig; log?: Log | undefined }): Store {
  const { connection, log } = options;
  const pool = new pg.Pool({
    connectionTimeoutMillis,
    ...connection,
    options: `${connection.options ?? ''} -c timezone=UTC`.trim(),
    // Again for what swallows start-up options: a pooler in between, or a connection string with options of its own.
    onConnect: (client) => client.query("set time zone 'UTC'"),
  });
  const db = new PrismaClient({ adapter: new PrismaPg(pool) });
  let closing: Promise<void> | undefined;
  // Connections in use report here too: graphile-worker asks for it, and without it a lost one would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (err) => {
    if (!closing) log?.warn({ err }, 'a database connection was lost; the next query opens another');
  });
  return {
    db,
    pool,
    close: () => {
      closing ??= db.$disconnect().then(() => pool.end());
      return closing;
    },
  };
}

/** Transactions that collided with another: PostgreSQL ended one of the two, and doing it again is right. */
const collisions = new Set(['40001', '40P01']);
const pauses = [10, 40, 160];

/**
 * Runs `fn` in one transaction: all of it stands, or nothing. A transaction that PostgreSQL ended because it collided
 * with another is run again, three times at most, so `fn` must do nothing outside the database.
 * @throws what `fn` throws, after the rollback
 */
export async function inTransaction<T>(store: Pick<Store, 'db'>, fn: (tx: Tx) => Promise<T>): Promise<T> {
  for (const wait of pauses) {
    try {
      return await once(store, fn);
    } catch (error) {
      if (!collisions.has(databaseError(error)?.code ?? '')) throw error;
      await pause(wait);
    }
  }
  return once(store, fn);
}

/** The limits, in ms, are far above what one command takes; they end a transaction whose process hangs. */
function once<T>(store: Pick<Store, 'db'>, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return store.db.$transaction(fn, { maxWait: 15_000, timeout: 20_000 });
}
