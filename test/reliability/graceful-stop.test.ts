import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stopwatch, systemClock } from '../../src/lib/clock.ts';
import { setClockOffset } from '../../src/store/desk-clock.ts';
import { firstPersonSells, goodAnswers } from '../support/connected-desk.ts';
import { type ConnectedWorkspace, connectedWorkspace } from '../support/connected-workspace.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type DeskProgram, startDeskProgram } from '../support/desk-program.ts';
import { addressOf, start } from '../support/running-desk.ts';

const people = 20;
const limit = 120_000;

describe('a desk that is told to stop while twenty people use it', () => {
  let database: TestDatabase;
  let there: ConnectedWorkspace;
  let desk: DeskProgram;
  let folder: string;

  const startProgram = () =>
    startDeskProgram({
      DATA_DIR: folder,
      DATABASE_URL: addressOf(database.connection),
      SLACK_BOT_TOKEN: there.slack.botToken,
      SLACK_SIGNING_SECRET: there.slack.signingSecret ?? '',
      SLACK_API_URL: there.slack.apiUrl ?? '',
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slotdesk-stop-'));
    database = await createTestDatabase();
    await setClockOffset(database.store.db, start - systemClock.now());
    there = await connectedWorkspace(people);
    desk = await startProgram();
    there.deliverTo(desk.url);
    await firstPersonSells(database.store);
  }, limit);
  afterEach(async () => {
    await desk?.kill('SIGKILL');
    await there?.stop();
    await database?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await database.store.pool.query(sql)).rows;
  }
  const everybody = () => Array.from({ length: people }, (_, n) => there.person(n));

  it(
    'ends in time, and every form that it took is a request',
    async () => {
      for (const one of everybody()) {
        await one.types('general', '/schedule sales-call');
        await one.sees('A first call');
      }
      const sent = everybody().map((one, n) => one.sends({ ...goodAnswers, Customer: `Customer ${n}` }));
      await Promise.race(sent);
      const elapsed = stopwatch();
      expect(await desk.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(elapsed()).toBeLessThan(10_000);

      const answers = await Promise.all(sent);
      const taken = answers.flatMap((answer, n) => (answer.ok ? [`Customer ${n}`] : []));
      const stored = (await rows(`select intake #>> '{attendee,name}' as name from request`)).map((row) => row.name);
      expect(taken.length).toBeGreaterThan(0);
      expect(stored).toEqual(expect.arrayContaining(taken));
      expect(await rows('select 1 from graphile_worker.jobs where locked_by is not null')).toEqual([]);
    },
    limit,
  );

  it(
    'leaves nothing half done: each click that it took is a booking or a told refusal',
    async () => {
      for (const one of everybody()) {
        await one.types('general', '/schedule sales-call');
        await one.sends(goodAnswers);
        await one.sees('Nothing is held');
      }
      const pressed = everybody().map((one) => one.presses('Book'));
      await Promise.race(pressed);
      expect(await desk.kill('SIGTERM')).toEqual({ code: 0, signal: null });
      const answers = await Promise.all(pressed);
      const taken = answers.filter((answer) => answer.ok).length;
      const told = await Promise.all(
        everybody().map(async (one) => JSON.stringify((await one.see()).views).match(/is booked|was just taken/)?.[0]),
      );
      expect(taken).toBeGreaterThan(0);
      expect(told.filter(Boolean).length).toBe(taken);
      expect(told.filter((words) => words === 'is booked')).toHaveLength(1);

      desk = await startProgram();
      await expect.poll(() => rows('select 1 from graphile_worker.jobs'), { timeout: 15_000 }).toEqual([]);
      expect(await rows("select 1 from local_event where state = 'confirmed'")).toHaveLength(1);
      expect(there.workspace.calls('chat.postMessage')).toHaveLength(2);
    },
    limit,
  );
});
