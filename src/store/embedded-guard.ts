/**
 * One desk a database: a lock inside PostgreSQL, held by a connection that does nothing else. The lock is given back the
 * moment the desk's process ends, however it ends; and its connection breaks the moment the server ends, which is how a
 * desk learns of it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { stopwatch } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
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
  /** The process that has the lock, when that can be told. */
  readonly holder: number | undefined;
  constructor(dataDir: string, pid: number | undefined) {
    const who = pid === undefined ? '' : ` (process ${pid})`;
    super(`Another Slotdesk is running on ${dataDir}${who}. Stop it first, or give this one its own DATA_DIR.`);
    this.name = 'DeskRunsAlready';
    this.holder = pid;
  }
}

/** How long a lost lock may take to be had again, in milliseconds: PostgreSQL is back within that after one of its processes broke. */
const retakeWithinMs = 5_000;

/**
 * Takes the lock, and takes it again when its connection breaks while the server lives: an administrator may end any
 * connection, and PostgreSQL ends all of them when one of its own processes breaks.
 * @param serverLives whether the server's process is there
 * @param onLost called once, before `dismiss`, when the lock is lost for good: the server is gone, another desk has the
 *   lock, or it could not be had again within five seconds
 * @throws DeskRunsAlready when another living process has it
 */
export async function takeGuard(
  connection: pg.PoolConfig,
  options: { dataDir: string; log: Log; serverLives: () => boolean; onLost: (error: Error) => void },
): Promise<Guard> {
  const { dataDir, log, serverLives, onLost } = options;
  let watching = true;
  let retaking: Promise<void> | undefined;

  const hold = async (): Promise<pg.Client> => {
    const taken = new pg.Client({ ...connection, application_name: nameOf(process.pid) });
    let holds = false;
    const lost = (error: Error) => {
      if (!holds || !watching) return;
      holds = false;
      retaking = retake(error);
    };
    taken.on('error', lost);
    taken.on('end', () => lost(new Error('the connection ended')));
    await taken.connect();
    try {
      await lock(taken, dataDir);
    } catch (error) {
      await taken.end();
      throw error;
    }
    holds = true;
    return taken;
  };

  const retake = async (cause: Error): Promise<void> => {
    log.warn({ err: cause }, "the connection that holds the desk's lock broke; taking the lock again");
    const elapsed = stopwatch();
    let last = cause;
    while (watching && serverLives() && elapsed() < retakeWithinMs) {
      try {
        client = await hold();
        log.info('the lock of the desk is held again');
        return;
      } catch (error) {
        last = error instanceof Error ? error : new Error(String(error), { cause: error });
        // The server may still be clearing away the connection that was ours.
        if (last instanceof DeskRunsAlready && last.holder !== process.pid) break;
        await delay(50);
      }
    }
    if (watching) onLost(last);
    watching = false;
  };

  let client = await hold();
  const dismiss = () => {
    watching = false;
  };
  return {
    dismiss,
    release: async () => {
      dismiss();
      await retaking;
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
