import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClockOffset } from '../../src/store/desk-clock.ts';
import { firstPersonSells, goodAnswers } from '../support/connected-desk.ts';
import { type ConnectedWorkspace, connectedWorkspace } from '../support/connected-workspace.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { deskApart } from '../support/desk-apart.ts';
import { addressOf } from '../support/running-desk.ts';

const processes = 5;
const limit = 120_000;

describe('five processes that start at once on an empty database', () => {
  let database: TestDatabase;
  let there: ConnectedWorkspace;
  let desks: Awaited<ReturnType<typeof deskApart>>[] = [];

  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    there = await connectedWorkspace(2);
  });
  afterAll(async () => {
    for (const { process } of desks) process.kill('SIGKILL');
    await there?.stop();
    await database?.close();
  });

  async function rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await database.store.pool.query(sql)).rows;
  }

  it(
    'all get ready, with every migration applied once and the starter desk loaded once',
    async () => {
      const config = { databaseUrl: addressOf(database.connection), slack: there.slack };
      desks = await Promise.all(Array.from({ length: processes }, () => deskApart(config)));
      const ready = await Promise.all(desks.map(({ url }) => fetch(`${url}/readyz`).then((answer) => answer.status)));
      expect(ready).toEqual(Array(processes).fill(200));
      const files = await readdir(join(import.meta.dirname, '../../prisma/migrations'), { withFileTypes: true });
      const applied = await rows('select migration_name as name from _prisma_migrations order by 1');
      expect(applied.map((row) => row.name)).toEqual(files.filter((f) => f.isDirectory()).map((f) => f.name));
      expect(await rows('select count(*)::int as tenants from tenant')).toEqual([{ tenants: 1 }]);
      const versions = await rows('select distinct version from use_case_version');
      expect(versions).toEqual([{ version: 1 }]);
    },
    limit,
  );

  it(
    'send a reminder once when all of them look for what is due at the same time',
    async () => {
      await firstPersonSells(database.store);
      there.deliverTo(desks[0]?.url ?? '');
      const requester = there.person(1);
      await requester.types('general', '/schedule sales-call');
      await requester.sends(goodAnswers);
      await requester.presses('Book');
      await requester.sees('is booked');
      const toDo = () => rows('select 1 from graphile_worker.jobs');
      await expect.poll(toDo, { timeout: 15_000 }).toEqual([]);
      const posts = () => there.workspace.calls('chat.postMessage').length;
      expect(posts()).toBe(2);

      const [due] = await rows(
        `select extract(epoch from min(due_at) - desk_now())::float8 * 1000 + offset_ms as ahead
         from follow_up, desk_clock group by offset_ms`,
      );
      await setClockOffset(database.store.db, Math.round(Number(due?.ahead)) + 1_000);
      for (const { process } of desks) process.send({ tick: true });
      const settled = () => rows("select 1 from follow_up where state = 'done'");
      await expect.poll(settled, { timeout: 15_000 }).toHaveLength(1);
      await expect.poll(toDo, { timeout: 15_000 }).toEqual([]);
      expect(posts()).toBe(3);
    },
    limit,
  );
});
