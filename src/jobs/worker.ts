/** Runs the jobs and the clock's ticks until it is stopped; what is in flight then is finished first. */
import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import cron from 'node-cron';
import { tick } from '../flow/ticks.ts';
import type { World } from '../flow/world.ts';
import { openJobLocks } from '../store/job-locks.ts';
import { tasks } from './tasks.ts';

export interface Worker {
  /** Does now what the clock would do next: due follow-ups and forgotten requests. */
  tick(): Promise<void>;
  /** Takes no new job, finishes the running ones, and ends. */
  stop(): Promise<void>;
}

/** Jobs at once: they wait for chats and calendars, not for the processor. */
const concurrency = 4;
/** New jobs are announced by the database at once; the poll is for retries that come due. */
const pollIntervalMs = 1_000;

/** Starts the worker. */
export async function startWorker(world: World): Promise<Worker> {
  const { log } = world;
  const locks = await openJobLocks(world.store, log);
  const events: WorkerEvents = new EventEmitter();
  events.on('worker:create', ({ worker }) => {
    locks.hold(worker.workerId).catch((err) => log.error({ err }, 'a job worker could not show that it lives'));
  });
  const runner: Runner = await run({
    pgPool: world.store.pool,
    taskList: tasks(world),
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: new Logger((scope) => (level, message) => {
      if (level === 'error') log.error({ ...scope }, message);
      else if (level === 'warning') log.warn({ ...scope }, message);
      else log.debug({ ...scope }, message);
    }),
  });
  const safely = (name: string, act: () => Promise<unknown>) => async () => {
    try {
      await act();
    } catch (err) {
      log.error({ err }, `${name} failed; the next one tries again`);
    }
  };
  const safeTick = safely('a tick', () => tick(world));
  const freeAbandoned = safely('freeing abandoned jobs', async () => {
    const gone = await locks.freeAbandoned();
    if (gone.length > 0) log.warn({ workers: gone.length }, 'freed the jobs of workers that were killed');
  });
  // Always UTC: in a local zone the hour that repeats in autumn would be silent.
  const everyMinute = cron.schedule('* * * * *', safeTick, { timezone: 'UTC', noOverlap: true, name: 'tick' });
  const everyTenSeconds = cron.schedule('*/10 * * * * *', freeAbandoned, {
    timezone: 'UTC',
    noOverlap: true,
    name: 'free',
  });
  await freeAbandoned();
  await safeTick();
  return {
    tick: () => tick(world),
    stop: async () => {
      await everyMinute.destroy();
      await everyTenSeconds.destroy();
      await runner.stop();
      await locks.close();
    },
  };
}
