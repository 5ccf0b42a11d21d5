/** Where the embedded database lives, whose it is, and how its programs are found. */
import { existsSync, statSync } from 'node:fs';
import { chmod, lstat, mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { mendLinks, requireSupported } from '../../src/store/embedded-binaries.ts';
import { freshFolder, sql, startApart, startHere } from '../support/desks.ts';

const isRoot = process.getuid?.() === 0;

test('the folders of the files and of the socket are closed to others', async () => {
  const { connection, folder } = await startHere(await freshFolder());
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(statSync(connection.host ?? '').mode & 0o077).toBe(0);
});

test('a temporary folder with a very long path does not keep the socket from a short one', async () => {
  const folder = await freshFolder();
  const long = join(folder, 'x'.repeat(100));
  await mkdir(long);
  const desk = startApart(join(folder, 'desk'), { TMPDIR: long });
  expect((await desk.said).connection?.host).toMatch(/^\/tmp\/slotdesk-/);
  desk.process.kill('SIGKILL');
  await desk.ended;
  await startHere(join(folder, 'desk'));
});

test.skipIf(!isRoot)(
  'root in a private folder gets a database outside of it, a note that says where, and finds it again',
  async () => {
    const folder = await freshFolder(0o700);
    const first = await startHere(folder);
    await sql(first.connection, 'create table kept as select 7 as n');
    await first.stop();
    expect(await readFile(join(folder, 'where.txt'), 'utf8')).toContain(`\n${first.folder}/postgres\n`);
    expect(await readFile(join(first.folder, 'belongs-to.txt'), 'utf8')).toBe(`${folder}\n`);
    await chmod(folder, 0o711);
    const second = await startHere(folder);
    expect(second.folder).toBe(first.folder);
    expect(await sql(second.connection, 'select n from kept')).toEqual([{ n: 7 }]);
  },
);

test.skipIf(!isRoot)('root runs the database of an ordinary account as that account', async () => {
  const folder = await freshFolder();
  const first = await startHere(folder);
  await first.stop();
  expect(statSync(first.folder).uid).not.toBe(0);
  await startHere(folder);
  expect(statSync(join(first.folder, 'postmaster.pid')).uid).toBe(statSync(first.folder).uid);
});

test('a note that names a folder which is gone is an error, not a fresh start', async () => {
  const folder = await freshFolder();
  const gone = join(folder, 'gone', 'postgres');
  await writeFile(join(folder, 'where.txt'), `The database is in\n${gone}\n`);
  await expect(startHere(folder)).rejects.toThrow(/that is gone. Put it back, or delete where.txt/);
});

test('links that a skipped install script left out are made again', async () => {
  const folder = await freshFolder();
  await mkdir(join(folder, 'native/lib'), { recursive: true });
  await writeFile(join(folder, 'native/lib/libpq.so.5.18'), '');
  const list = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(list));
  expect(await mendLinks(folder)).toBe(true);
  expect(await mendLinks(folder)).toBe(true);
  expect(await readlink(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
});

test('a platform without an embedded PostgreSQL is told to set DATABASE_URL', () => {
  expect(() => requireSupported('win32-x64')).toThrow(/does not run on Windows\. Set DATABASE_URL/);
  expect(() => requireSupported('freebsd-x64')).toThrow(/freebsd-x64.*DATABASE_URL/);
  expect(() => requireSupported('linux-arm64')).not.toThrow();
});

test('a socket folder that is open to others is not used', async () => {
  const folder = await freshFolder();
  const first = await startHere(folder);
  await first.stop();
  const socket = first.connection.host ?? '';
  await chmod(socket, 0o777);
  await expect(startHere(folder)).rejects.toThrow(`${socket} was made by somebody else, or is open to others`);
  await rm(socket, { recursive: true });
  expect((await lstat(dirname(socket))).isDirectory()).toBe(true);
  await startHere(folder);
  expect(existsSync(socket)).toBe(true);
});
