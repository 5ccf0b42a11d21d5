/**
 * Signs of life of job workers. A worker that is killed leaves its jobs locked, and graphile-worker frees those only
 * after four hours. Each worker therefore holds an advisory lock on a connection of its process: when the process is
 * gone, so is the lock, and whoever notices frees the jobs at once.
 */
import type pg from 'pg';
import type { Log } from '../lib/log.ts';
import type { Store } from './database.ts';

export interface JobLocks {
  /** Shows that this worker lives, until `close`. */
  hold(workerId: string): Promise<void>;
  /** Frees the jobs of workers that are gone, so that they run again. Returns those workers. */
  freeAbandoned(): Promise<string[]>;
  close(): Promise<void>;
}

const lockOf = (workerId: string) => `job worker ${workerId}`;

/** A worker takes its first job moments before its lock is held; a job locked this short a time is left alone. */
const graceSeconds = 5;

/** Opens the signs of life of this process. The connection is replaced when it is lost. */
export async function openJobLocks(store: Store, log: Log): Promise<JobLocks> {
  const held = new Set<string>();
  let client: pg.PoolClient | undefined;
  const lost = (err: Error) => {
    log.warn({ err }, 'the connection that shows this worker lives was lost; it is opened again');
    client?.release(true);
    client = undefined;
  };
  const connected = async (): Promise<pg.PoolClient> => {
    if (client !== undefined) return client;
    client = await store.pool.connect();
    client.on('error', lost);
    for (const workerId of held) await client.query(take, [lockOf(workerId)]);
    return client;
  };
  const take = 'select pg_advisory_lock_shared(hashtextextended($1, 0))';
  await connected();
  // One query at a time: a connection does not take a second one while it is busy.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(act, act);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    hold: (workerId) =>
      inTurn(async () => {
        await (await connected()).query(take, [lockOf(workerId)]);
        held.add(workerId);
      }),
    freeAbandoned: () =>
      inTurn(async () => {
        const db = await connected();
        const { rows } = await db.query<{ worker: string }>(
          `select distinct locked_by as worker from graphile_worker.jobs
          where locked_by is not null and locked_at < now() - make_interval(secs => $1)`,
          [graceSeconds],
        );
        const gone: string[] = [];
        for (const { worker } of rows) if (!held.has(worker) && (await isGone(db, worker))) gone.push(worker);
        if (gone.length > 0) await db.query('select graphile_worker.force_unlock_workers($1::text[])', [gone]);
        return gone;
      }),
    close: () =>
      inTurn(async () => {
        client?.off('error', lost);
        client?.release(true);
        client = undefined;
      }),
  };
}

/** Nobody holds its lock: taking it works, and it is given back at once. */
async function isGone(db: pg.PoolClient, workerId: string): Promise<boolean> {
  const { rows } = await db.query<{ free: boolean }>(
    `select case when pg_try_advisory_lock(hashtextextended($1, 0))
                 then pg_advisory_unlock(hashtextextended($1, 0)) else false end as free`,
    [lockOf(workerId)],
  );
  return rows[0]?.free ?? false;
}
