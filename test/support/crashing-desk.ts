/**
 * A desk in a process of its own that kills itself where it is told to: the real one, with its store, calendar and chat
 * wrapped from outside. Argument: the settings that differ, as JSON. Says `{ url }` when it is ready, and takes
 * `{ crashAt: <point> }` and `{ tick: true }` as messages.
 */
import type { Calendar } from '../../src/calendars/calendar.ts';
import type { Chat } from '../../src/chat/chat.ts';
import type { Config } from '../../src/config.ts';
import type { World } from '../../src/flow/world.ts';
import { createLog } from '../../src/lib/log.ts';
import { startSlotdesk } from '../../src/start.ts';
import type { Store, Tx } from '../../src/store/database.ts';
import { type CrashPoint, statements } from './crash-points.ts';

let crashAt: CrashPoint | undefined;

function reach(point: CrashPoint): void {
  if (point === crashAt) process.kill(process.pid, 'SIGKILL');
}

/** What a statement says, whether it came as a template or as Prisma's own object. */
function textOf(statement: unknown): string {
  if (Array.isArray(statement)) return statement.join('?');
  return typeof statement === 'object' && statement !== null && 'sql' in statement ? String(statement.sql) : '';
}

/** `target` with some of its members replaced; everything else is the target's own. */
function withMembers<T extends object>(target: T, members: Record<string, unknown>): T {
  return new Proxy(target, {
    get: (from, name) => (typeof name === 'string' && name in members ? members[name] : Reflect.get(from, name)),
  });
}

type RawQuery = (...args: unknown[]) => Promise<unknown>;

/** Whether the last transaction has queued reminders. */
let queuedReminders = false;

function crashingTx(tx: Tx): Tx {
  const execute = tx.$executeRaw.bind(tx) as RawQuery;
  const query = tx.$queryRaw.bind(tx) as RawQuery;
  return withMembers(tx, {
    $executeRaw: async (...args: unknown[]) => {
      const changed = await execute(...args);
      for (const [point, pattern] of Object.entries(statements))
        if (pattern.test(textOf(args[0]))) reach(point as CrashPoint);
      return changed;
    },
    $queryRaw: async (...args: unknown[]) => {
      const rows = await query(...args);
      if (/update follow_up set state = 'queued'/.test(textOf(args[0])))
        queuedReminders = Array.isArray(rows) && rows.length > 0;
      return rows;
    },
  });
}

function crashingStore({ db, ...store }: Store): Store {
  const transaction = async (fn: (tx: Tx) => Promise<unknown>, limits: object) => {
    reach('before the transaction');
    const result = await db.$transaction(async (tx) => {
      const done = await fn(crashingTx(tx));
      reach('before the commit');
      return done;
    }, limits);
    reach('after the commit');
    if (queuedReminders) reach('after reminders are queued');
    return result;
  };
  const card = withMembers(db.card, {
    update: async (...args: Parameters<typeof db.card.update>) => {
      const result = await db.card.update(...args);
      reach('after the card is recorded');
      reach('after a reminder is recorded');
      return result;
    },
  });
  return { ...store, db: withMembers(db, { $transaction: transaction, card }) };
}

function crashingCalendar(calendar: Calendar): Calendar {
  return {
    ...calendar,
    put: async (event) => {
      reach('before the calendar is written');
      await calendar.put(event);
      reach('after the calendar is written');
    },
  };
}

function crashingChat(chat: Chat): Chat {
  return {
    ...chat,
    post: async (workspace, place, key, drawn) => {
      const toOne = /^[UD]/.test(place);
      if (!toOne) reach('before the card is posted');
      else reach('before the owner is told');
      reach('before a reminder is posted');
      const ref = await chat.post(workspace, place, key, drawn);
      if (!toOne) reach('after the card is posted');
      else reach('after the owner is told');
      reach('after a reminder is posted');
      return ref;
    },
  };
}

function crashing(world: World): World {
  const chats: World['chats'] = Object.assign(new Map(), {
    get: (platform: Chat['platform']) => {
      const chat = world.chats.get(platform);
      return chat && crashingChat(chat);
    },
  });
  return {
    ...world,
    store: crashingStore(world.store),
    calendarOf: (tenant) => crashingCalendar(world.calendarOf(tenant)),
    chats,
  };
}

const [settings] = process.argv.slice(2);
if (settings === undefined || process.send === undefined)
  throw new Error('Usage, with an IPC channel: crashing-desk.ts <settings as JSON>');
const config: Config = {
  production: false,
  host: '127.0.0.1',
  port: 0,
  dataDir: '/nowhere',
  databaseUrl: undefined,
  logLevel: 'error',
  slack: undefined,
  ...(JSON.parse(settings) as Partial<Config>),
};
const running = await startSlotdesk(config, { log: createLog({ level: 'error' }), wrap: crashing });
process.on('message', (told: { crashAt?: CrashPoint; tick?: true }) => {
  crashAt = told.crashAt ?? crashAt;
  if (told.tick) void running.worker.tick();
});
// The test that started it has ended.
process.on('disconnect', () => process.exit(0));
process.send({ url: running.url });
