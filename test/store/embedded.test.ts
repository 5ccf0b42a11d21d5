/** The embedded database's life: first start, second desk, every way to be killed. Against real servers and processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, watch } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../../src/store/embedded-folders.ts';
import { freshFolder, sql, startApart, startHere } from '../support/desks.ts';

test('a first start makes a durable database that runs in UTC and can be reached over its socket alone', async () => {
  const { connection } = await startHere(await freshFolder());
  const settings = await sql(
    connection,
    `select current_setting('server_version_num')::int / 10000 as major, current_setting('fsync') as fsync,
       current_setting('TimeZone') as zone, current_setting('listen_addresses') as addresses, current_database() as name,
       lower('É') = 'é' as letters`,
  );
  expect(settings).toEqual([{ major: 18, fsync: 'on', zone: 'UTC', addresses: '', name: 'slotdesk', letters: true }]);
});

test('what was written is there after a stop and a start', async () => {
  const folder = await freshFolder();
  const first = await startHere(folder);
  await sql(first.connection, 'create table kept as select 7 as n');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startHere(folder);
  expect(second.adopted).toBe(false);
  expect(await sql(second.connection, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a second desk on the same folder is told who is there, and the first goes on', async () => {
  const folder = await freshFolder();
  const first = await startHere(folder);
  const second = await startApart(folder).said;
  expect(second.error).toMatch(/^Another Slotdesk is running on .* \(process \d+\)\. Stop it first/);
  expect(second.error).toContain(`process ${process.pid})`);
  expect(await sql(first.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('of desks that start at the same moment in an empty folder one gets it, and the others are told', async () => {
  const folder = await freshFolder();
  const desks = [startApart(folder), startApart(folder), startApart(folder)];
  const said = await Promise.all(desks.map((desk) => desk.said));
  const winners = said.filter((s) => s.connection !== undefined);
  expect(winners).toHaveLength(1);
  expect(said.filter((s) => s.error?.startsWith('Another Slotdesk is running'))).toHaveLength(2);
  for (const desk of desks) desk.process.kill('SIGKILL');
  await Promise.all(desks.map((desk) => desk.ended));
  const next = await startHere(folder);
  expect(next.pid).toBe(winners[0]?.pid);
});

test('a desk that was killed leaves its server, and the next desk adopts it with all that was committed', async () => {
  const folder = await freshFolder();
  const killed = startApart(folder);
  const { connection, pid } = await killed.said;
  await sql(connection ?? {}, 'create table kept as select 7 as n');
  killed.process.kill('SIGKILL');
  await killed.ended;
  const next = await startHere(folder);
  expect(next).toMatchObject({ adopted: true, pid });
  expect(await sql(next.connection, 'select n from kept')).toEqual([{ n: 7 }]);
  await next.stop();
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
});

test('Ctrl-C in the terminal reaches the desk and not its server', async () => {
  const folder = await freshFolder();
  const desk = startApart(folder);
  const { pid } = await desk.said;
  process.kill(-desk.process.pid, 'SIGINT');
  await desk.ended;
  expect((await startHere(folder)).pid).toBe(pid);
});

test('a server that was killed is told at once, and the next start repairs its files', async () => {
  const folder = await freshFolder();
  let tell: (error: Error) => void = () => {};
  const death = new Promise<Error>((resolve) => {
    tell = resolve;
  });
  const first = await startHere(folder, tell);
  await sql(first.connection, 'create table kept as select 7 as n');
  process.kill(first.pid, 'SIGKILL');
  expect((await death).message).toContain('The database stopped by itself');
  const second = await startHere(folder);
  expect(second.adopted).toBe(false);
  expect(await sql(second.connection, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('the desk’s lock is taken again when its connection is ended and the server lives', async () => {
  const folder = await freshFolder();
  const deaths: Error[] = [];
  const desk = await startHere(folder, (error) => deaths.push(error));
  const holders = () =>
    sql(
      desk.connection,
      `select a.pid from pg_locks l join pg_stat_activity a using (pid) where locktype = 'advisory'`,
    );
  const [before] = await holders();
  for (let times = 1; times <= 2; times += 1) {
    const [now] = await holders();
    await sql(desk.connection, `select pg_terminate_backend(${now?.pid}, 5000)`);
    await expect.poll(holders, { timeout: 10_000 }).toHaveLength(1);
  }
  expect(await holders()).not.toEqual([before]);
  expect((await startApart(folder).said).error).toContain('Another Slotdesk is running');
  expect(deaths).toEqual([]);
});

test('the desk’s lock is taken again after PostgreSQL ended all connections because one of its processes broke', async () => {
  const folder = await freshFolder();
  const deaths: Error[] = [];
  const desk = await startHere(folder, (error) => deaths.push(error));
  const [holder] = await sql(desk.connection, `select pid from pg_locks where locktype = 'advisory'`);
  process.kill(Number(holder?.pid), 'SIGKILL');
  const again = () =>
    sql(desk.connection, `select 1 as n from pg_locks where locktype = 'advisory' and pid <> ${holder?.pid}`).catch(
      () => [],
    );
  await expect.poll(again, { timeout: 10_000 }).toEqual([{ n: 1 }]);
  expect(deaths).toEqual([]);
});

test('a desk that is killed while it makes the database leaves nothing half made', async () => {
  const folder = await freshFolder();
  const begun = new Promise<void>((resolve) => {
    const watcher = watch(folder, (_, name) => {
      if (!name?.startsWith('postgres.new-')) return;
      watcher.close();
      resolve();
    });
  });
  const desk = startApart(folder);
  await begun;
  desk.process.kill('SIGKILL');
  await desk.ended;
  expect(existsSync(join(folder, 'postgres'))).toBe(false);
  await startHere(folder);
  expect(readdirSync(folder).filter((name) => name.startsWith('postgres.new-'))).toEqual([]);
});

test('a process number in a stale note that now belongs to another program does not stop the start', async () => {
  const folder = await freshFolder();
  await (await startHere(folder)).stop();
  const stranger = spawn('sleep', ['600']);
  await once(stranger, 'spawn');
  const note = [stranger.pid, join(folder, 'postgres'), 1, 5432, '/tmp', '', '', 'ready', ''].join('\n');
  await writeFile(join(folder, 'postgres', 'postmaster.pid'), note);
  const database = await startHere(folder);
  expect(database.adopted).toBe(false);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('a server that does not start is quoted', async () => {
  const folder = await freshFolder();
  await (await startHere(folder)).stop();
  await appendFile(join(folder, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n');
  await expect(startHere(folder)).rejects.toThrow(/did not start.*\n.*no_such_setting/s);
});

test('files of another PostgreSQL are refused before they are touched', async () => {
  const folder = await freshFolder();
  await (await startHere(folder)).stop();
  await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n');
  await expect(startHere(folder)).rejects.toThrow(/made by PostgreSQL 17; this Slotdesk brings 18/);
});
