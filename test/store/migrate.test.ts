/** The migrations, on databases of their own on the real server. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { migrate, tooOld } from '../../src/store/migrate.ts';
import { sql } from '../support/desks.ts';

const log = createLog({ level: 'silent' });
const house = join(import.meta.dirname, '../../prisma/migrations');

/** An empty database that is dropped after the test. */
async function emptyDatabase(): Promise<pg.PoolConfig> {
  const { connection } = inject('server');
  const database = `empty_${newId().slice(0, 8)}`;
  await sql(connection, `create database ${database}`);
  onTestFinished(async () => {
    await sql(connection, `drop database ${database} with (force)`);
  });
  return { ...connection, database };
}

/** A folder of migrations. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'slotdesk-migrations-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await write(dir, name, text);
  return dir;
}

async function write(dir: string, name: string, text: string): Promise<void> {
  await mkdir(join(dir, name), { recursive: true });
  await writeFile(join(dir, name, 'migration.sql'), text);
}

const two = {
  '20260102000000_second': "insert into room values ('two');",
  '20260101000000_first': "create table room (name text);\ninsert into room values ('one');",
};

test('files are applied once, in the order of their names', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  const names = ['20260101000000_first', '20260102000000_second'];
  expect(await migrate(connection, { dir, log })).toEqual({ applied: names });
  expect(await migrate(connection, { dir, log })).toEqual({ applied: [] });
  await write(dir, '20260103000000_third', "insert into room values ('three')");
  expect(await migrate(connection, { dir, log })).toEqual({ applied: ['20260103000000_third'] });
  expect(await sql(connection, 'select name from room')).toEqual([{ name: 'one' }, { name: 'two' }, { name: 'three' }]);
});

test('the rows are those that Prisma writes: a SHA-256 of the file, one step, finished', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  await migrate(connection, { dir, log });
  const file = await readFile(join(dir, '20260101000000_first', 'migration.sql'));
  const rows = await sql(
    connection,
    `select length(id) as id, checksum, migration_name, logs, rolled_back_at, applied_steps_count as steps,
       finished_at >= started_at as finished from _prisma_migrations order by migration_name limit 1`,
  );
  expect(rows).toEqual([
    {
      id: 36,
      checksum: createHash('sha256').update(file).digest('hex'),
      migration_name: '20260101000000_first',
      logs: null,
      rolled_back_at: null,
      steps: 1,
      finished: true,
    },
  ]);
});

test('of eight processes that start at once exactly one applies each file', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(connection, { dir, log })));
  expect(runs.flatMap((run) => run.applied).sort()).toEqual(Object.keys(two).sort());
  expect(await sql(connection, 'select count(*)::int as n from room')).toEqual([{ n: 2 }]);
});

test('a file that was edited after it was applied is refused by its name', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  await migrate(connection, { dir, log });
  await write(dir, '20260102000000_second', "insert into room values ('deux');");
  await expect(migrate(connection, { dir, log })).rejects.toThrow(
    '20260102000000_second was edited after it was applied. Restore its file',
  );
});

test('a migration that another tool began and never finished is refused, until it is marked as rolled back', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  await migrate(connection, { dir, log });
  await sql(
    connection,
    `insert into _prisma_migrations (id, checksum, migration_name) values ('${newId()}', 'x', '20260103000000_third')`,
  );
  await write(dir, '20260103000000_third', "insert into room values ('three')");
  await expect(migrate(connection, { dir, log })).rejects.toThrow(/never finished.*prisma migrate resolve/s);
  await sql(connection, 'update _prisma_migrations set rolled_back_at = now() where finished_at is null');
  expect(await migrate(connection, { dir, log })).toEqual({ applied: ['20260103000000_third'] });
});

test('a file that fails changes nothing, names its line, and is applied once it is mended', async () => {
  const connection = await emptyDatabase();
  const dir = await folderOf({ '20260101000000_first': 'create table room (name text);\n\nselect nonsense;' });
  await expect(migrate(connection, { dir, log })).rejects.toThrow(
    '20260101000000_first failed and changed nothing: column "nonsense" does not exist (line 3)',
  );
  expect(await sql(connection, "select to_regclass('room') as room")).toEqual([{ room: null }]);
  await write(dir, '20260101000000_first', 'create table room (name text);');
  expect(await migrate(connection, { dir, log })).toEqual({ applied: ['20260101000000_first'] });
});

test('a database that is newer than the files is used as it is', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  await migrate(connection, { dir, log });
  await rm(join(dir, '20260102000000_second'), { recursive: true });
  expect(await migrate(connection, { dir, log })).toEqual({ applied: [] });
});

test('a pool of the caller is used, stays open and keeps none of its sessions locked', async () => {
  const [connection, dir] = [await emptyDatabase(), await folderOf(two)];
  const pool = new pg.Pool({ ...connection, max: 2 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  await migrate(pool, { dir, log });
  const locks = await pool.query("select 1 from pg_locks where locktype = 'advisory' and objid = 72707369");
  expect(locks.rowCount).toBe(0);
  await pool.end();
});

test("the house's own migrations apply to an empty database, with the job queue beside them", async () => {
  const connection = await emptyDatabase();
  expect((await migrate(connection, { dir: house, log })).applied.length).toBeGreaterThan(0);
  await sql(connection, "select graphile_worker.add_job('greet', '{}'::json)");
  const invalid = await sql(connection, 'select conname from pg_constraint where not convalidated');
  expect(invalid).toEqual([]);
});

test('a server older than PostgreSQL 14 is refused by its number', () => {
  expect(tooOld(130_004)).toContain('this server is 13.4');
  expect(tooOld(140_000)).toBeUndefined();
  expect(tooOld(180_004)).toBeUndefined();
});
