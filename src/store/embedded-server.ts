/**
 * The server process: finds the one that already runs on these files, or starts one, and waits until it answers. A
 * server outlives a desk that was killed; the next desk adopts it.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { stopwatch } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { bareEnvironment } from './embedded-account.ts';
import type { Binaries } from './embedded-binaries.ts';
import { errorCode, isAlive } from './embedded-folders.ts';
import type { Place } from './embedded-place.ts';

export interface Server {
  pid: number;
  /** It ran before this call. */
  adopted: boolean;
  /** How to reach its maintenance database. */
  connection: pg.PoolConfig & { host: string; port: number; user: string };
}

export const superuser = 'slotdesk';
/** A crash leaves work to do over; a start may then take minutes, an ordinary one takes a tenth of a second. */
const startLimitMs = 180_000;
/** How long another process may be in the way: one that starts at the same moment, or the children of a killed server. */
const raceLimitMs = 15_000;
const stopLimitMs = 60_000;
const pauseMs = 20;

/**
 * The server of this place, answering: the running one, or a new one.
 * @throws with PostgreSQL's last words when it does not start
 */
export async function reachServer(place: Place, binaries: Binaries, log: Log): Promise<Server> {
  const elapsed = stopwatch();
  let own: Launch | undefined;
  let patienceAsked = false;
  for (;;) {
    const running = findServer(place.cluster);
    if (running && (await answers(running.socket)))
      return { pid: running.pid, adopted: running.pid !== own?.pid, connection: connectionTo(running.socket) };
    if (own?.exited && (elapsed() > raceLimitMs || !isRaceLost(lastWords(place.logFile, own.logStart))))
      throw new Error(`PostgreSQL did not start. Its last words:\n${lastWords(place.logFile, own.logStart)}`);
    if (running && elapsed() > (running.ready ? raceLimitMs : startLimitMs))
      throw new Error(
        `PostgreSQL (process ${running.pid}) runs on ${place.cluster} but does not answer on its socket in ` +
          `${running.socket}. Stop it with "kill -INT ${running.pid}" and start Slotdesk again.`,
      );
    if (elapsed() > startLimitMs)
      throw new Error(`PostgreSQL did not start in time. Its last words:\n${lastWords(place.logFile)}`);
    if (elapsed() > 3_000 && !patienceAsked) {
      patienceAsked = true;
      log.info('PostgreSQL is still starting; after a crash it first repairs its files');
    }
    if (!running && (own === undefined || own.exited)) {
      if (own) await delay(10 * pauseMs);
      own = launch(place, binaries);
    } else await delay(pauseMs);
  }
}

/**
 * Stops the server: it ends all connections, writes everything to disk and exits.
 * @throws when it is still there after a minute
 */
export async function stopServer(pid: number, cluster: string): Promise<void> {
  const elapsed = stopwatch();
  if (isServer(pid, cluster)) process.kill(pid, 'SIGINT');
  while (isServer(pid, cluster)) {
    if (elapsed() > stopLimitMs) throw new Error(`PostgreSQL (process ${pid}) was asked to stop and is still running.`);
    await delay(pauseMs);
  }
}

/**
 * The end of PostgreSQL's own log, for an error message.
 * @param from the byte from which on it counts
 */
export function lastWords(logFile: string, from = 0): string {
  const said = existsSync(logFile) ? readFileSync(logFile).subarray(from).toString('utf8').trimEnd() : '';
  return said === '' ? '(it said nothing)' : said.split('\n').slice(-8).join('\n');
}

interface Running {
  pid: number;
  /** The folder of its socket. */
  socket: string;
  /** It says that it takes connections. */
  ready: boolean;
}

/** The server that runs on these files, as its own note `postmaster.pid` tells (its lines are documented in PostgreSQL's `pidfile.h`). */
function findServer(cluster: string): Running | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!(pid > 0)) return undefined;
  if (isServer(pid, cluster)) return { pid, socket: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
  // The number was given to some other program since, and PostgreSQL would take that for a living server. It does not mind
  // its own parent's number; the rest of the note stays, because PostgreSQL uses it to look for survivors.
  if (isAlive(pid) && pid !== process.pid) writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
  return undefined;
}

/** Whether process `pid` is a PostgreSQL on these files, and not another program that was given the same number later. */
export function isServer(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    const words =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        : execFileSync('/bin/ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
            .trim()
            .split(' -');
    const [program, ...rest] = words;
    return basename(program ?? '') === 'postgres' && rest.some((word) => word === cluster || word === `D ${cluster}`);
  } catch {
    // It ended between the two looks.
    return false;
  }
}

interface Launch {
  pid: number | undefined;
  exited: boolean;
  /** Where its words begin in the log, in bytes. */
  logStart: number;
}

function launch({ cluster, socket, account, logFile }: Place, { postgres }: Binaries): Launch {
  if (existsSync(logFile) && statSync(logFile).size > 1_000_000) renameSync(logFile, `${logFile}.1`);
  const output = openSync(logFile, 'a', 0o600);
  const logStart = fstatSync(output).size;
  // A killed server leaves the lock of its socket behind. The folder is this cluster's own, and `postmaster.pid` is the
  // lock that counts.
  rmSync(join(socket, '.s.PGSQL.5432.lock'), { force: true });
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    port: '5432',
    timezone: 'UTC',
    log_timezone: 'UTC',
    shared_buffers: '32MB',
    max_connections: '100',
    max_wal_size: '256MB',
    // The log is for faults of the server. It never quotes a statement or a row: those hold what people typed.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // Detached: Ctrl-C in a terminal reaches the desk alone, which then stops the server in order.
  const child = spawn(postgres, args, {
    ...account,
    cwd: '/',
    env: bareEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
  const state: Launch = { pid: child.pid, exited: false, logStart };
  child.on('exit', () => {
    state.exited = true;
  });
  child.on('error', (error) => {
    writeFileSync(logFile, `${error.message}\n`, { flag: 'a' });
    state.exited = true;
  });
  return state;
}

/** Whether our server gave up because another one was there first, or because the last one's children are still leaving. */
function isRaceLost(words: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block/.test(words);
}

function connectionTo(socket: string): Server['connection'] {
  return { host: socket, port: 5432, user: superuser, database: 'postgres', ssl: false };
}

async function answers(socket: string): Promise<boolean> {
  const client = new pg.Client(connectionTo(socket));
  client.on('error', () => {
    // The query below fails with the same error.
  });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    const code = errorCode(error);
    // Not there yet, refusing while it starts or stops, or gone in the middle.
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE') return false;
    if (code === '57P03' || code === '57P01' || code === undefined) return false;
    throw error;
  } finally {
    await client.end();
  }
}
