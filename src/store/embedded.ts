/**
 * The embedded database: a real PostgreSQL 18 that the desk starts, adopts after a crash, and stops with itself, so that
 * nothing but Node needs to be installed. Reached over a socket on this machine only. Read `startEmbedded` first; the
 * files `embedded-*.ts` hold its steps.
 */
import { chown, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { stopwatch } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { runAs } from './embedded-account.ts';
import { type Binaries, findBinaries, platform, requireSupported } from './embedded-binaries.ts';
import { errorCode, makeWhole } from './embedded-folders.ts';
import { DeskRunsAlready, takeGuard } from './embedded-guard.ts';
import { choosePlace, type Place } from './embedded-place.ts';
import { isServer, lastWords, reachServer, type Server, stopServer, superuser } from './embedded-server.ts';

export interface EmbeddedDatabase {
  /** For a pool; PostgreSQL's superuser, database `slotdesk`. */
  connection: pg.PoolConfig & { host: string };
  /** Whether the server ran before: a desk was killed and left it. */
  adopted: boolean;
  /** The server's process. */
  pid: number;
  /** What holds PostgreSQL's files: normally `<dataDir>/postgres`. Delete it with the data folder to be rid of the database. */
  folder: string;
  /** Ends all connections, stops the server and waits until it is gone. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the database of `dataDir`, making it when there is none.
 * @param options.dataDir the desk's data folder; made when missing
 * @param options.onDeath called once, with a sentence to show, when the server goes away without `stop`
 * @throws when another desk runs on the same folder, the platform is not supported, or PostgreSQL does not start; the
 *   message says what to do
 */
export async function startEmbedded(options: {
  dataDir: string;
  log: Log;
  onDeath?: (error: Error) => void;
}): Promise<EmbeddedDatabase> {
  const { log } = options;
  requireSupported(platform);
  const place = await choosePlace(options.dataDir, log);
  const binaries = await findBinaries(place.account, log);
  await ensureCluster(place, binaries, log);
  const server = await reachServer(place, binaries, log);
  const connection = { ...server.connection, database: 'slotdesk' };
  const onLost = (cause: Error) => {
    const error =
      cause instanceof DeskRunsAlready
        ? cause
        : new Error(`The database stopped by itself (${cause.message}). Its last words:\n${lastWords(place.logFile)}`);
    log.error(error.message);
    options.onDeath?.(error);
  };
  try {
    await ensureDatabase(server);
    const guard = await takeGuard(connection, {
      dataDir: place.dataDir,
      log,
      serverLives: () => isServer(server.pid, place.cluster),
      onLost,
    });
    if (server.adopted) log.info(`adopted the PostgreSQL that a killed desk left running (process ${server.pid})`);
    let stopping: Promise<void> | undefined;
    const stop = async () => {
      // The lock is kept until the server is gone: nobody can slip in between.
      guard.dismiss();
      await stopServer(server.pid, place.cluster);
      await guard.release();
    };
    return {
      connection,
      adopted: server.adopted,
      pid: server.pid,
      folder: place.home,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    const othersUseIt = server.adopted || error instanceof DeskRunsAlready;
    if (!othersUseIt) await stopServer(server.pid, place.cluster);
    throw error;
  }
}

async function ensureCluster({ cluster, account }: Place, { initdb, major }: Binaries, log: Log): Promise<void> {
  const elapsed = stopwatch();
  const made = await makeWhole(cluster, async (temporary) => {
    if (account) await chown(temporary, account.uid, account.gid);
    const args = ['-D', temporary, '-U', superuser, '--auth=trust', '--encoding=UTF8', '--no-instructions'];
    // The same order of letters and the same upper and lower case on every machine.
    const letters = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    try {
      await runAs(account, initdb, [...args, ...letters]);
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
      throw new Error(`PostgreSQL could not make a database in ${cluster}. It said:\n${said}`, { cause: error });
    }
  });
  if (made) log.info(`made a new database in ${cluster} (${Math.round(elapsed())} ms)`);
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version !== major)
    throw new Error(
      `The database in ${cluster} was made by PostgreSQL ${version}; this Slotdesk brings ${major}. Dump it with the ` +
        'Slotdesk that made it and load it into a new DATA_DIR.',
    );
}

async function ensureDatabase(server: Server): Promise<void> {
  const client = new pg.Client(server.connection);
  await client.connect();
  try {
    const there = await client.query("select 1 from pg_database where datname = 'slotdesk'");
    if (there.rowCount === 0) await client.query('create database slotdesk');
  } catch (error) {
    // 42P04, 23505: another process made it at the same moment.
    if (errorCode(error) !== '42P04' && errorCode(error) !== '23505') throw error;
  } finally {
    await client.end();
  }
}
