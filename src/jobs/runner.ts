/**
 * Keeps graphile-worker running. It ends itself when it cannot note what became of a job, as when the database was away
 * at that moment; then another one is started, and what the first had in hand is free to be taken.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import type { Store } from '../store/database.ts';
import type { JobLocks } from '../store/job-locks.ts';

/** Jobs at once: they wait for chats and calendars, not for the processor. */
const concurrency = 4;
/** New jobs are announced by the database at once; the poll is for retries that come due. */
const pollIntervalMs = 1_000;
/**
 * When to look for the next job of a queue after one of it is done, in ms: graphile-worker looks while it is still
 * noting the first as done, finds the queue taken, and would look again only with the next poll.
 */
const nextOfQueueMs = [15, 100];
/** Between the end of one and the start of the next, at first and at most, in ms. */
const restartMs = { first: 500, most: 10_000 };
/** How long one that broke may take to end before it is left to itself, in ms. */
const endWithinMs = 5_000;

export interface JobRunner {
  /** Takes no new job, finishes the running ones, and ends. */
  stop(): Promise<void>;
}

interface Parts {
  store: Store;
  log: Log;
  locks: JobLocks;
  taskList: TaskList;
}

/** One graphile-worker from start to end. */
interface Life {
  /** The name that it locks jobs with. */
  workers: string;
  runner: Runner;
  /** When it has broken or ended. */
  over: Promise<void>;
}

/**
 * Starts it.
 * @throws when the first start fails; later ones are tried again until they succeed
 */
export async function keepRunning(parts: Parts): Promise<JobRunner> {
  const { log, locks } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  let life = await begin(parts, signal);
  const keep = async () => {
    while (!signal.aborted) {
      await life.over;
      if (signal.aborted) return;
      log.warn('the job queue ended by itself; it is started again');
      await within(endWithinMs, life.runner.promise).catch((err: unknown) => log.debug({ err }, 'the job queue broke'));
      const { workers } = life;
      await restart();
      if (!signal.aborted)
        await locks.letGo(workers).catch((err: unknown) => log.warn({ err }, 'what it left behind is freed later'));
    }
  };
  const restart = async () => {
    for (let wait = restartMs.first; !signal.aborted; wait = Math.min(wait * 2, restartMs.most)) {
      try {
        await pause(wait, undefined, { signal });
        life = await begin(parts, signal);
        return;
      } catch (err) {
        if (!signal.aborted) log.error({ err }, 'the job queue did not start; it is tried again');
      }
    }
  };
  const kept = keep();
  return {
    stop: async () => {
      stopping.abort();
      await life.runner.stop().catch((err: unknown) => {
        log.debug({ err }, 'the job queue is ending by itself');
        return within(endWithinMs, life.over);
      });
      await kept;
    },
  };
}

async function begin({ store, log, locks, taskList }: Parts, stopping: AbortSignal): Promise<Life> {
  const events: WorkerEvents = new EventEmitter();
  const broke = new Promise<void>((resolve) => events.on('pool:fatalError', () => resolve()));
  let workers = '';
  events.on('pool:create', ({ workerPool }) => {
    workers = workerPool.id;
    lookAgain(events, workerPool);
  });
  const runner = await run({
    pgPool: store.pool,
    taskList,
    concurrency,
    pollInterval: pollIntervalMs,
    noHandleSignals: true,
    events,
    logger: loggerOf(log),
    preset: {
      // Without these, what goes wrong while noting a job's end is an unhandled rejection, which ends the process.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      plugins: [
        {
          name: 'ShowsThatItLives',
          version: '0.0.0',
          worker: {
            hooks: { startWorker: (_, { worker }) => untilHeld(locks, worker.workerPool.id, log, stopping) },
          },
        },
      ],
    },
  });
  const ended = runner.promise.catch((err: unknown) => log.debug({ err }, 'the job queue broke'));
  return { workers, runner, over: Promise.race([broke, ended]) };
}

/** A worker takes no job before its sign of life shows. */
async function untilHeld(locks: JobLocks, workers: string, log: Log, stopping: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await locks.hold(workers);
    } catch (err) {
      if (stopping.aborted) return;
      log.error({ err }, 'the job workers cannot show that they live; they wait');
      await pause(restartMs.first);
    }
  }
}

function lookAgain(events: WorkerEvents, pool: WorkerPool): void {
  const timers = new Set<NodeJS.Timeout>();
  let ending = false;
  events.on('pool:gracefulShutdown', () => {
    ending = true;
    for (const timer of timers) clearTimeout(timer);
  });
  events.on('job:complete', ({ job }) => {
    if (job.job_queue_id === null || ending) return;
    for (const ms of nextOfQueueMs) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        pool.nudge(1);
      }, ms);
      timers.add(timer);
    }
  });
}

function loggerOf(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    if (level === 'error') log.error({ ...scope }, message);
    else if (level === 'warning') log.warn({ ...scope }, message);
    else log.debug({ ...scope }, message);
  });
}
