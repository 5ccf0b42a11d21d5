/**
 * Puts the desk together and starts it, step by step: database, migrations, chat, calendars, jobs, server. Everything
 * that was started is stopped again, in the opposite order, also when a later step fails.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Chat, Platform } from './chat/chat.ts';
import { createSlack, type Slack } from './chat/slack/adapter.ts';
import type { Config } from './config.ts';
import { createDesk } from './flow/desk.ts';
import { loadStarterDesk, type Workspace } from './flow/starter/load.ts';
import type { World } from './flow/world.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { type MovableClock, movableClock, stopwatch } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { localCalendars } from './local-calendars.ts';
import { assertKeptApart, openLocalWorkspace } from './local-workspace.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import { createHttpServer, type Doors, listen, mountedAt } from './server.ts';
import { openStore } from './store/database.ts';
import { clockOffset, setClockOffset } from './store/desk-clock.ts';
import { startEmbedded } from './store/embedded.ts';
import { migrate } from './store/migrate.ts';
import { linkedWorkspaces } from './store/tenants.ts';

export interface Running {
  /** Where the server listens, such as http://127.0.0.1:3000. */
  url: string;
  world: World;
  worker: Worker;
  /** The local workspace, when no chat is connected. */
  sandbox: Sandbox | undefined;
  /** Moves the desk's clock forward and does what came due. Only in the local workspace. */
  moveClock(forwardMs: number): Promise<void>;
  /** Finishes what is in flight and stops everything. Safe to call twice. */
  stop(): Promise<void>;
}

export interface StartOptions {
  log: Log;
  /** Told as each step is done: its name, its time in ms and what it came to. */
  onStep?: (name: string, ms: number, note: string) => void;
  /** Told when the desk cannot go on, such as when its database died. */
  onFatal?: (error: Error) => void;
  /** Puts something around the parts that commands and jobs work with, such as what measures or disturbs them. */
  wrap?: (world: World) => World;
}

const migrationsDir = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/**
 * Starts the desk.
 * @throws when a step fails; what was started before it is stopped again
 */
export async function startSlotdesk(config: Config, options: StartOptions): Promise<Running> {
  const undo: (() => Promise<void>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= stopAll(undo, options.log);
    return stopping;
  };
  try {
    return { ...(await build(config, options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function stopAll(undo: (() => Promise<void>)[], log: Log): Promise<void> {
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (err) {
      log.error({ err }, 'a part did not stop cleanly; the others still do');
    }
  }
}

async function build(
  config: Config,
  { log, onStep, onFatal, wrap = (world) => world }: StartOptions,
  undo: (() => Promise<void>)[],
): Promise<Omit<Running, 'stop'>> {
  const step = async <T>(name: string, run: () => Promise<[result: T, note: string]>): Promise<T> => {
    const elapsed = stopwatch();
    const [result, note] = await run();
    onStep?.(name, elapsed(), note);
    return result;
  };

  const connection = await step('database', () => database(config, log, onFatal, undo));
  await step('migrations', async () => {
    const { applied } = await migrate(connection, { dir: migrationsDir, log });
    return [undefined, applied.length === 0 ? 'up to date' : `${applied.length} applied`];
  });
  const store = openStore({ connection, log });
  undo.push(() => store.close());
  assertKeptApart(await linkedWorkspaces(store.db), config.slack !== undefined);
  const clock = movableClock(await clockOffset(store.db));

  const doors: Doors = { store };
  const server = createHttpServer(() => doors);
  const port = await listen(server, config.host, config.port);
  undo.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;

  let worker: Worker | undefined;
  const moveClock = async (forwardMs: number) => {
    // Instants are whole milliseconds everywhere, so the clock must never stand between two.
    const ahead = Math.round(clock.offset() + forwardMs);
    await setClockOffset(store.db, ahead);
    clock.setOffset(ahead);
    await worker?.tick();
  };

  const chats = new Map<Platform, Chat>();
  const world = wrap({ store, chats, clock, log, calendarOf: localCalendars(store, clock, log) });
  const { slack, workspace, sandbox } = await step('chat', () => chat(config, { world, clock, url, moveClock }, undo));
  chats.set('slack', slack.chat);
  doors.sandbox = sandbox && mountedAt('/sandbox', sandbox.app);

  await step('desk', async () => {
    const loaded = await loadStarterDesk(store, workspace, { withPeople: sandbox !== undefined });
    return [undefined, loaded ? 'the starter desk was loaded' : `the desk of ${workspace.name}`];
  });
  // Only now: whoever spoke before the workspace had its desk would be a stranger.
  await slack.start();
  undo.push(() => slack.stop());
  doors.slack = slack.listener;
  worker = await step('jobs', async () => {
    const started = await startWorker(world);
    undo.push(() => started.stop());
    return [started, 'running'];
  });
  // First of all when stopping: take nothing more, and let whoever spreads the load know.
  undo.push(() => {
    doors.closing = true;
    return slack.stop();
  });
  return { url, world, worker, sandbox, moveClock };
}

async function database(
  config: Config,
  log: Log,
  onFatal: StartOptions['onFatal'],
  undo: (() => Promise<void>)[],
): Promise<[connection: Parameters<typeof openStore>[0]['connection'], said: string]> {
  if (config.databaseUrl !== undefined)
    return [{ connectionString: config.databaseUrl }, `PostgreSQL at ${new URL(config.databaseUrl).host}`];
  const embedded = await startEmbedded({
    dataDir: config.dataDir,
    log,
    ...(onFatal === undefined ? {} : { onDeath: onFatal }),
  });
  undo.push(() => embedded.stop());
  return [embedded.connection, `embedded PostgreSQL in ${embedded.folder}${embedded.adopted ? ' (adopted)' : ''}`];
}

interface Around {
  world: World;
  clock: MovableClock;
  url: string;
  moveClock(forwardMs: number): Promise<void>;
}

/** Makes the way to Slack, or to the local workspace that stands in for it; nobody is heard yet. */
async function chat(
  config: Config,
  { world, clock, url, moveClock }: Around,
  undo: (() => Promise<void>)[],
): Promise<[{ slack: Slack; workspace: Workspace; sandbox: Sandbox | undefined }, string]> {
  const desk = createDesk(world);
  const { log } = world;
  if (config.slack !== undefined) {
    const slack = createSlack({ ...config.slack, log, desk });
    const { workspace, name } = await slack.whoAmI();
    const way = config.slack.appToken === undefined ? `${url}/slack/events` : 'Socket Mode';
    return [
      { slack, workspace: { platform: 'slack', workspace, name }, sandbox: undefined },
      `Slack workspace ${name}, by ${way}`,
    ];
  }
  const { sandbox, team } = openLocalWorkspace({
    journal: join(config.dataDir, 'workspace.jsonl'),
    production: config.production,
    clock,
    url,
    moveClock,
    log,
  });
  undo.push(async () => sandbox.close());
  const slack = createSlack({
    botToken: sandbox.botToken,
    signingSecret: sandbox.signingSecret,
    appToken: undefined,
    apiUrl: `${url}/sandbox/api/`,
    log,
    desk,
  });
  return [
    { slack, workspace: { platform: 'slack', workspace: team.id, name: team.name }, sandbox },
    'the local workspace stands in for Slack',
  ];
}
