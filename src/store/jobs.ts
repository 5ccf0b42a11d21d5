/** Asking for a job, in the transaction of the change that needs it: both stand, or neither. */
import type { Tx } from './database.ts';
import { dateOf } from './instants.ts';

export interface JobSpec {
  /** A job that waits under the same key is replaced by this one. One that runs already is not: this one comes after. */
  key?: string | undefined;
  /** Jobs of one queue run one after the other. */
  queue?: string | undefined;
  /** Not before this instant (epoch ms) by the database's clock. */
  runAt?: number | undefined;
  /** How often it is tried at most; 25 times, over some days, unless given. */
  maxAttempts?: number | undefined;
}

/** Adds a job. `payload` is an object, because lists under one key would be joined instead of replaced. */
export async function addJob(
  tx: Tx,
  task: string,
  payload: Readonly<Record<string, unknown>>,
  { key, queue, runAt, maxAttempts }: JobSpec = {},
): Promise<void> {
  await tx.$executeRaw`
    select graphile_worker.add_job(
      identifier := ${task}, payload := ${JSON.stringify(payload)}::json, queue_name := ${queue ?? null}::text,
      run_at := ${runAt === undefined ? null : dateOf(runAt)}::timestamptz, max_attempts := ${maxAttempts ?? null}::int,
      job_key := ${key ?? null}::text)`;
}
