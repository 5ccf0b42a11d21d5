/**
 * One desk a database: a lock inside PostgreSQL, held by a connection that does nothing else. The lock is given back the
 * moment the desk's process ends, however it ends; and the connection breaks the moment the server ends.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { stopwatch } from '../lib/clock.ts';
import { isAlive } from './embedded-folders.ts';

/** Any number that no one else takes in a database of ours. */
const deskLock = 1_936_487_540;
const nameOf = (pid: number) => `slotdesk, process ${pid}`;

export interface Guard {
  /** Ends the guard's watch: from now on the server may go away. Call it before stopping the server. */
  dismiss(): void;
  /** Gives the lock back. */
  release(): Promise<void>;
}

/** Another desk runs on the same data folder. */
export class DeskRunsAlready extends Error {
  constructor(dataDir: string, pid: number | undefined) {
    const who = pid === undefined ? '' : ` (process ${pid})`;
    super(`Another Slotdesk is running on ${dataDir}${who}. Stop it first, or give this one its own DATA_DIR.`);
    this.name = 'DeskRunsAlready';
  }
}

/**
 * Takes the lock.
 * @param onLost called once when the connection breaks before `dismiss`
 * @throws DeskRunsAlready when another living process has it
 */
export async function takeGuard(
  connection: pg.PoolConfig,
  { dataDir, onLost }: { dataDir: string; onLost: (error: Error) => void },
): Promise<Guard> {
  const client = new pg.Client({ ...connection, application_name: nameOf(process.pid) });
  let watching = false;
  const lost = (error: Error) => {
    if (watching) onLost(error);
    watching = false;
  };
  client.on('error', lost);
  client.on('end', () => lost(new Error('the connection ended')));
  await client.connect();
  try {
    await lock(client, dataDir);
  } catch (error) {
    await client.end();
    throw error;
  }
  watching = true;
  const dismiss = () => {
    watching = false;
  };
  return {
    dismiss,
    release: async () => {
      dismiss();
      await client.end();
    },
  };
}

async function lock(client: pg.Client, dataDir: string): Promise<void> {
  const elapsed = stopwatch();
  for (;;) {
    const tried = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [deskLock]);
    if (tried.rows[0]?.ok) return;
    const holder = await holderOf(client);
    // The server needs a moment to notice that a killed desk is gone.
    if (elapsed() > 5_000 || (holder !== undefined && isAlive(holder))) throw new DeskRunsAlready(dataDir, holder);
    await delay(20);
  }
}

async function holderOf(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1 and a.datname = current_database()`,
    [deskLock],
  );
  const pid = Number(/process (\d+)$/.exec(rows[0]?.name ?? '')?.[1]);
  return pid > 0 ? pid : undefined;
}
