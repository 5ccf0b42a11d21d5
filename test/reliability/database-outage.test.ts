import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import type { World } from '../../src/flow/world.ts';
import { stopwatch } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { type Running, startSlotdesk } from '../../src/start.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../src/store/embedded.ts';
import { firstPersonSells, goodAnswers } from '../support/connected-desk.ts';
import { type ConnectedWorkspace, connectedWorkspace } from '../support/connected-workspace.ts';
import { deskFolder } from '../support/desk-program.ts';
import { addressOf } from '../support/running-desk.ts';
import { byHand, recordingLog } from '../support/slack-app.ts';

const limit = 120_000;
const silent = createLog({ level: 'silent' });
const patience = { timeout: 30_000 };

/** Makes whoever posts wait for what `before` gives. */
function holding(world: World, before: () => Promise<void>): World {
  const held = (chat: Chat): Chat => ({
    ...chat,
    post: async (...args) => {
      await before();
      return chat.post(...args);
    },
  });
  const get = (platform: Chat['platform']) => {
    const chat = world.chats.get(platform);
    return chat && held(chat);
  };
  return { ...world, chats: Object.assign(new Map(), { get }) };
}

describe('a desk whose database server goes away and comes back', () => {
  let folder: string;
  let server: EmbeddedDatabase;
  let there: ConnectedWorkspace;
  let desk: Running;
  /** What the next post waits for. */
  let held = Promise.resolve();
  let reached = 0;
  const beforePost = () => {
    reached += 1;
    return held;
  };
  const { log, logged } = recordingLog();

  const startServer = () => startEmbedded({ dataDir: folder, log: silent });
  const ready = () => fetch(`${desk.url}/readyz`).then((answer) => answer.status);
  const requester = () => there.person(1);
  const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await desk.world.store.pool.query(sql)).rows;
  const posts = () => there.workspace.calls('chat.postMessage').filter(({ answer }) => answer.ok).length;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slotdesk-test-'));
    await chmod(folder, 0o711);
    server = await startServer();
    there = await connectedWorkspace(2);
    desk = await startSlotdesk(
      {
        production: false,
        host: '127.0.0.1',
        port: 0,
        dataDir: folder,
        databaseUrl: addressOf(server.connection),
        logLevel: 'silent',
        slack: there.slack,
      },
      { log, wrap: (world) => holding(world, beforePost) },
    );
    there.deliverTo(desk.url);
    await firstPersonSells(desk.world.store);
  }, limit);
  afterAll(async () => {
    await desk?.stop();
    await there?.stop();
    await server?.stop();
    await rm(server.folder, { recursive: true, force: true });
    await rm(server.connection.host, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  }, limit);

  it(
    'is not ready while it is away, and whoever types a command is told so kindly, with a reference',
    async () => {
      const post = byHand<void>();
      held = post.promise;
      await requester().types('general', '/schedule sales-call');
      await requester().sends(goodAnswers);
      await requester().presses('Book');
      await requester().sees('is booked');
      await requester().closes();
      // The card is about to be posted when the server stops, and cannot be recorded then.
      await expect.poll(() => reached, patience).toBe(1);
      await server.stop();
      post.resolve();

      await expect.poll(ready, patience).toBe(503);
      expect(await fetch(`${desk.url}/healthz`).then((answer) => answer.status)).toBe(200);
      await requester().types('general', '/schedule sales-call');
      const told = await requester().reads('general', 'Something went wrong on our side');
      const reference = /Reference: (\w+)/.exec(told)?.[1];
      expect(logged.find((line) => line.fields.reference === reference)).toMatchObject({ level: 'error' });
      expect(told).not.toMatch(/ECONN|ENOENT|connect|PostgreSQL|Prisma/);
      await expect
        .poll(() => logged.map((line) => line.message), patience)
        .toContainEqual(expect.stringMatching(/the job queue ended by itself/));
    },
    limit,
  );

  it(
    'goes on by itself when it is back, and finishes what was under way',
    async () => {
      server = await startServer();
      const elapsed = stopwatch();
      await expect.poll(ready, patience).toBe(200);
      await expect.poll(() => rows('select 1 from graphile_worker.jobs'), patience).toEqual([]);
      expect(elapsed()).toBeLessThan(30_000);
      expect(await rows("select 1 from claim where state = 'confirmed'")).toHaveLength(1);
      expect(await rows("select 1 from local_event where state = 'confirmed'")).toHaveLength(1);
      // The card was posted once without being recorded, so it was posted again; the owner was told once.
      expect(posts()).toBe(3);

      await requester().types('general', '/schedule sales-call');
      await requester().sends(goodAnswers);
      await requester().presses('Book');
      await requester().sees('is booked');
      await expect.poll(posts, patience).toBe(5);
    },
    limit,
  );
});

describe('a desk whose embedded database dies', () => {
  it('says so and ends, and the next start goes on', { timeout: limit }, async () => {
    const data = await deskFolder();
    try {
      const desk = await data.start();
      const [pid = ''] = (await readFile(join(data.path, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      expect(await desk.ended).toEqual({ code: 1, signal: null });
      expect(desk.lines.join('\n')).toContain('The database stopped by itself');
      const next = await data.start();
      expect(await fetch(`${next.url}/readyz`).then((answer) => answer.status)).toBe(200);
    } finally {
      await data.remove();
    }
  });
});
