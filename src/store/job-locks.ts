/**
 * Signs of life of job workers. A worker that is killed leaves its jobs locked, and graphile-worker frees those only
 * after four hours. Each pool of workers therefore holds an advisory lock, by the name that it locks jobs with, on a
 * connection of its process: when the process is gone, so is the lock, and whoever notices frees the jobs.
 */
import type pg from 'pg';
import type { Log } from '../lib/log.ts';
import type { Store } from './database.ts';

export interface JobLocks {
  /** Shows that these workers live, until `letGo` or `close`. Resolves when it shows: let them take no job before. */
  hold(workers: string): Promise<void>;
  /** These workers have ended: frees at once what they left behind. */
  letGo(workers: string): Promise<void>;
  /**
   * Frees the jobs of workers that are gone, so that they run again. The first look of a process frees at once; later
   * ones free what was gone in the look before too, because workers that live may have lost their connection for a
   * moment. Leave a few seconds between two looks.
   * @returns those workers
   */
  freeAbandoned(): Promise<string[]>;
  close(): Promise<void>;
}

const lockOf = (workers: string) => `job worker ${workers}`;
const take = 'select pg_advisory_lock_shared(hashtextextended($1, 0))';
const giveBack = 'select pg_advisory_unlock_shared(hashtextextended($1, 0))';
const free = 'select graphile_worker.force_unlock_workers($1::text[])';

/** A connection, and whose signs it shows. */
interface Connection {
  db: pg.PoolClient;
  shown: Set<string>;
  giveUp(): void;
}

/** Opens the signs of life of this process. The connection is replaced as soon as it is lost. */
export async function openJobLocks(store: Store, log: Log): Promise<JobLocks> {
  const held = new Set<string>();
  let connection: Connection | undefined;
  let closed = false;
  /** Whose sign was missing in the look before; null before the first one. */
  let missing: ReadonlySet<string> | null = null;

  const connect = async (): Promise<Connection> => {
    if (closed) throw new Error('The signs of life of this process are closed.');
    const db = await store.pool.connect();
    const giveUp = () => {
      db.off('error', lost);
      db.release(true);
      connection = undefined;
    };
    const lost = (err: Error) => {
      giveUp();
      log.warn({ err }, 'the connection that shows this worker lives was lost; it is opened again');
      inTurn(connected).catch((again: unknown) => log.debug({ err: again }, 'the next look opens it again'));
    };
    db.on('error', lost);
    connection = { db, shown: new Set(), giveUp };
    return connection;
  };
  /** The connection, showing everything that is held. */
  const connected = async (): Promise<pg.PoolClient> => {
    const { db, shown } = connection ?? (await connect());
    for (const workers of held) {
      if (shown.has(workers)) continue;
      await db.query(take, [lockOf(workers)]);
      shown.add(workers);
    }
    return db;
  };
  // One query at a time: a connection does not take a second one while it is busy.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(act, act);
    // Whoever asked gets `next` with its failure; this only keeps the next in turn from inheriting it.
    last = next.catch(() => undefined);
    return next;
  };
  await inTurn(connected);

  return {
    hold: (workers) =>
      inTurn(async () => {
        held.add(workers);
        await connected();
      }),
    letGo: (workers) =>
      inTurn(async () => {
        held.delete(workers);
        const db = await connected();
        if (connection?.shown.delete(workers)) await db.query(giveBack, [lockOf(workers)]);
        await db.query(free, [[workers]]);
      }),
    freeAbandoned: () =>
      inTurn(async () => {
        const db = await connected();
        const { rows } = await db.query<{ workers: string }>(
          'select distinct locked_by as workers from graphile_worker.jobs where locked_by is not null',
        );
        const without: string[] = [];
        for (const { workers } of rows) if (!held.has(workers) && (await isGone(db, workers))) without.push(workers);
        const gone = without.filter((workers) => missing === null || missing.has(workers));
        missing = new Set(without);
        if (gone.length > 0) await db.query(free, [gone]);
        return gone;
      }),
    close: () =>
      inTurn(async () => {
        closed = true;
        connection?.giveUp();
      }),
  };
}

/** Nobody holds its lock: taking it works, and it is given back at once. */
async function isGone(db: pg.PoolClient, workers: string): Promise<boolean> {
  const { rows } = await db.query<{ free: boolean }>(
    `select case when pg_try_advisory_lock(hashtextextended($1, 0))
                 then pg_advisory_unlock(hashtextextended($1, 0)) else false end as free`,
    [lockOf(workers)],
  );
  return rows[0]?.free ?? false;
}
