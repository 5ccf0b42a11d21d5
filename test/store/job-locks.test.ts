import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { openStore } from '../../src/store/database.ts';
import { type JobLocks, openJobLocks } from '../../src/store/job-locks.ts';
import { testDatabase } from '../support/database.ts';

const database = testDatabase();
const log = createLog({ level: 'silent' });

/** A process that runs jobs: a store of its own, so that all its connections can go at once. */
async function aProcess(): Promise<{ locks: JobLocks; die(): Promise<void>; loseConnection(): Promise<void> }> {
  const store = openStore({ connection: { ...database.connection, application_name: `process ${++count}` } });
  const name = `process ${count}`;
  const locks = await openJobLocks(store, log);
  onTestFinished(async () => {
    await locks.close();
    await store.close();
  });
  const loseConnection = async () => {
    await database.store.pool.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1',
      [name],
    );
  };
  return { locks, loseConnection, die: () => locks.close() };
}
let count = 0;

async function jobLockedBy(workers: string): Promise<void> {
  await database.store.pool.query(
    `with job as (select * from graphile_worker.add_job('a-task', queue_name := $1))
     select from job`,
    [`queue of ${workers}`],
  );
  await database.store.pool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now()
      where job_queue_id = (select id from graphile_worker._private_job_queues where queue_name = $2)`,
    [workers, `queue of ${workers}`],
  );
  await database.store.pool.query(
    `update graphile_worker._private_job_queues set locked_by = $1, locked_at = now() where queue_name = $2`,
    [workers, `queue of ${workers}`],
  );
}

async function lockers(): Promise<string[]> {
  const { rows } = await database.store.pool.query(
    `select locked_by from graphile_worker._private_jobs where locked_by is not null
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null order by 1`,
  );
  return rows.map((row) => row.locked_by);
}

async function freeEverything(): Promise<void> {
  await database.store.pool.query('delete from graphile_worker._private_jobs');
  await database.store.pool.query('update graphile_worker._private_job_queues set locked_by = null, locked_at = null');
}

describe('signs of life', () => {
  it('keep the jobs of workers that live, however often another process looks and however long a job takes', async () => {
    const first = await aProcess();
    const second = await aProcess();
    await first.locks.hold('pool-lives');
    await jobLockedBy('pool-lives');
    for (let look = 0; look < 3; look += 1) expect(await second.locks.freeAbandoned()).toEqual([]);
    expect(await first.locks.freeAbandoned()).toEqual([]);
    expect(await lockers()).toEqual(['pool-lives']);
    await freeEverything();
  });

  it('free the jobs of a killed process at the first look of the next', async () => {
    const first = await aProcess();
    await first.locks.hold('pool-killed');
    await jobLockedBy('pool-killed');
    await first.die();
    const next = await aProcess();
    expect(await next.locks.freeAbandoned()).toEqual(['pool-killed']);
    expect(await lockers()).toEqual([]);
    await freeEverything();
  });

  it('free the jobs of a killed process at the second look of one that ran beside it', async () => {
    const beside = await aProcess();
    await beside.locks.freeAbandoned();
    await jobLockedBy('pool-killed-beside');
    expect(await beside.locks.freeAbandoned()).toEqual([]);
    expect(await beside.locks.freeAbandoned()).toEqual(['pool-killed-beside']);
    await freeEverything();
  });

  it('come back by themselves when only the connection was lost', async () => {
    const first = await aProcess();
    const second = await aProcess();
    await second.locks.freeAbandoned();
    await first.locks.hold('pool-cut-off');
    await jobLockedBy('pool-cut-off');
    await first.loseConnection();
    const shown = async () => {
      const { rows } = await database.store.pool.query(
        `select pg_try_advisory_xact_lock(hashtextextended('job worker pool-cut-off', 0)) as free`,
      );
      return !rows[0].free;
    };
    await expect.poll(shown).toBe(true);
    expect(await second.locks.freeAbandoned()).toEqual([]);
    expect(await second.locks.freeAbandoned()).toEqual([]);
    await freeEverything();
  });

  it('end when workers do, also while their process lives on', async () => {
    const { locks } = await aProcess();
    await locks.freeAbandoned();
    await locks.hold('pool-ended');
    await jobLockedBy('pool-ended');
    await locks.letGo('pool-ended');
    expect(await lockers()).toEqual([]);
    await freeEverything();
  });
});
