/**
 * Brings a database up to date: applies the files under `prisma/migrations`, then the job queue's own tables. Any number
 * of processes may start at once; one applies, the others wait. What was applied stands in Prisma's own table, so that
 * `prisma migrate deploy` and `prisma migrate status` read the same truth.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { newId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';

/** The session lock that Prisma's own migrate takes, so that the two never run at the same time. */
const migrationLock = 72707369;

const bookkeeping = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`;

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  checksum: string;
}

/**
 * Applies what is missing, each file in a transaction of its own.
 * @param connection a pool (of two or more connections) or the settings for one; its sessions must be real ones, so no
 *   transaction-mode pooler may stand between
 * @param options.dir the folder of migrations: `<timestamp>_<name>/migration.sql`, applied in the order of their names
 * @returns the names that were applied now
 * @throws when the server is older than PostgreSQL 14, an applied file was edited, an earlier run was left unfinished, or a
 *   file fails (then that file has changed nothing)
 */
export async function migrate(
  connection: pg.PoolConfig | pg.Pool,
  options: { dir: string; log: Log },
): Promise<{ applied: string[] }> {
  if (!(connection instanceof pg.Pool)) {
    const pool = ownPool(connection, options.log);
    return underLock(pool, options).finally(() => pool.end());
  }
  if (connection.options.max < 2) throw new Error('Migrations need a pool of at least two connections.');
  return underLock(connection, options);
}

/** A pool for the migrations alone. A connection that breaks while nobody uses it is no fault: whoever needs it finds out. */
function ownPool(settings: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...settings, max: 2 });
  const onError = (error: Error) => log.debug(`a connection of the migrations ended: ${error.message}`);
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

/** Why a server of this version (`server_version_num`, such as 130004) cannot be used; undefined when it can. */
export function tooOld(versionNumber: number): string | undefined {
  if (versionNumber >= 140_000) return undefined;
  const version = `${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  return `Slotdesk needs PostgreSQL 14 or later; this server is ${version}. Upgrade it, or point DATABASE_URL to another one.`;
}

async function underLock(pool: pg.Pool, { dir, log }: { dir: string; log: Log }): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(dir);
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (err: Error) => {
    broken = err;
  };
  client.on('error', onError);
  try {
    const version = await client.query<{ n: number }>(`select current_setting('server_version_num')::int as n`);
    const refusal = tooOld(version.rows[0]?.n ?? 0);
    if (refusal) throw new Error(refusal);
    await client.query('set statement_timeout = 0');
    await client.query('set lock_timeout = 0');
    await takeLock(client, log);
    const applied = await applyMissing(client, migrations, log);
    await runMigrations({ pgPool: pool, logger: quietLogger(log) });
    return { applied };
  } finally {
    client.off('error', onError);
    // Closing the session gives back the lock and the settings above, whatever state the session is in.
    client.release(broken ?? true);
  }
}

async function takeLock(client: pg.PoolClient, log: Log): Promise<void> {
  const tried = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [migrationLock]);
  if (tried.rows[0]?.ok) return;
  log.info('another process is applying migrations: waiting for it');
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((e) => e.isDirectory()).map((e) => e.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function applyMissing(client: pg.PoolClient, migrations: readonly Migration[], log: Log): Promise<string[]> {
  await client.query(bookkeeping);
  const rows = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  const done = new Map(rows.rows.map((r) => [r.migration_name, r]));
  const unfinished = rows.rows.find((r) => r.finished_at === null);
  if (unfinished)
    throw new Error(
      `The migration ${unfinished.migration_name} was begun by another tool and never finished. Look at the database, then ` +
        `say what is true: npx prisma migrate resolve --applied (or --rolled-back) ${unfinished.migration_name}`,
    );
  const applied: string[] = [];
  for (const migration of migrations) {
    const row = done.get(migration.name);
    done.delete(migration.name);
    if (row === undefined) {
      await apply(client, migration);
      applied.push(migration.name);
    } else if (row.checksum !== migration.checksum)
      throw new Error(
        `The migration ${migration.name} was edited after it was applied. Restore its file (git checkout) and put the ` +
          'change into a new migration.',
      );
  }
  if (done.size > 0)
    log.warn({ migrations: [...done.keys()] }, 'the database is newer than this version of Slotdesk: update Slotdesk');
  return applied;
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [newId(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`The migration ${name} failed and changed nothing: ${describe(error, sql)}`, { cause: error });
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error);
  const position = Number(error.position);
  const line = position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : '';
  return `${error.message}${line}`;
}

function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
