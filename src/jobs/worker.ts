/** Runs the jobs and the clock's ticks until it is stopped; what is in flight then is finished first. */
import cron from 'node-cron';
import { tick } from '../flow/ticks.ts';
import type { World } from '../flow/world.ts';
import type { Log } from '../lib/log.ts';
import { openJobLocks } from '../store/job-locks.ts';
import { keepRunning } from './runner.ts';
import { tasks } from './tasks.ts';

export interface Worker {
  /** Does now what the clock would do next: due follow-ups and forgotten requests. */
  tick(): Promise<void>;
  /** Takes no new job, finishes the running ones, and ends. */
  stop(): Promise<void>;
}

/** Starts the worker. */
export async function startWorker(world: World): Promise<Worker> {
  const { store, log } = world;
  const locks = await openJobLocks(store, log);
  const underway = new Set<Promise<void>>();
  const safely = (name: string, act: () => Promise<void>) => () => {
    const work = act()
      .catch((err: unknown) => log.error({ err }, `${name} failed; the next one tries again`))
      .finally(() => underway.delete(work));
    underway.add(work);
    return work;
  };
  const safeTick = safely('a tick', () => tick(world));
  const freeAbandoned = safely('freeing abandoned jobs', async () => {
    const gone = await locks.freeAbandoned();
    if (gone.length > 0) log.warn({ workers: gone }, 'freed the jobs of workers that were killed');
  });
  await freeAbandoned();
  const runner = await keepRunning({ store, log, locks, taskList: tasks(world) }).catch(async (error: unknown) => {
    await locks.close();
    throw error;
  });
  // Always UTC: in a local zone the hour that repeats in autumn would be silent.
  const options = { timezone: 'UTC', noOverlap: true, logger: quietly(log) };
  const recurring = [
    cron.schedule('* * * * *', safeTick, { ...options, name: 'tick' }),
    cron.schedule('*/5 * * * * *', freeAbandoned, { ...options, name: 'free' }),
  ];
  await safeTick();
  return {
    tick: () => tick(world),
    stop: async () => {
      for (const task of recurring) await task.destroy();
      await Promise.all(underway);
      await runner.stop();
      await locks.close();
    },
  };
}

/** A time that was missed, because the machine slept or was busy, is no news: the rows tell the next tick what is due. */
function quietly(log: Log) {
  const say = (message: string | Error) => log.debug(String(message));
  return { info: say, warn: say, debug: say, error: say };
}
