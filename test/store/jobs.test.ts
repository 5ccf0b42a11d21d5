import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/store/database.ts';
import { AlreadyDone } from '../../src/store/errors.ts';
import { remember, seen } from '../../src/store/inbox.ts';
import { addJob } from '../../src/store/jobs.ts';
import { insertRequest } from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import { sampleRequest, sampleTenant, tuesday } from '../support/samples.ts';

const database = testDatabase();

async function jobs(task: string) {
  const { rows } = await database.store.pool.query(
    `select j.payload, j.max_attempts, q.queue_name, j.key, extract(epoch from j.run_at)::float8 * 1000 as run_at
       from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
      where t.identifier = $1`,
    [task],
  );
  return rows;
}

describe('a job', () => {
  it('stands when the transaction that asked for it does, as it was asked for', async () => {
    await inTransaction(database.store, (tx) =>
      addJob(tx, 'kept', { a: 'é' }, { key: 'k', queue: 'q', runAt: tuesday, maxAttempts: 3 }),
    );
    expect(await jobs('kept')).toEqual([
      { payload: { a: 'é' }, max_attempts: 3, queue_name: 'q', key: 'k', run_at: tuesday },
    ]);
  });

  it('is gone when the transaction is', async () => {
    const failing = inTransaction(database.store, async (tx) => {
      await addJob(tx, 'lost', {});
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await jobs('lost')).toEqual([]);
  });

  it('replaces one that waits under the same key', async () => {
    await addJob(database.store.db, 'once', { n: 1 }, { key: 'same' });
    await addJob(database.store.db, 'once', { n: 2 }, { key: 'same' });
    expect((await jobs('once')).map((job) => job.payload)).toEqual([{ n: 2 }]);
  });
});

describe('the inbox', () => {
  it('notes a delivery before its request is written, in the same transaction', async () => {
    const sample = await sampleTenant(database.store);
    const request = sampleRequest(sample);
    await inTransaction(database.store, async (tx) => {
      await remember(tx, sample.tenant, 'Ev1', request.id);
      await insertRequest(tx, sample.tenant, request);
    });
    expect(await seen(database.store.db, sample.tenant, 'Ev1')).toEqual({ requestId: request.id });
    expect(await seen(database.store.db, sample.tenant, 'Ev2')).toBeNull();
    const other = await sampleTenant(database.store);
    expect(await seen(database.store.db, other.tenant, 'Ev1')).toBeNull();
  });

  it('lets one of many repeated deliveries through, and nothing of the others stands', async () => {
    const sample = await sampleTenant(database.store);
    const deliver = () =>
      inTransaction(database.store, async (tx) => {
        await insertRequest(tx, sample.tenant, sampleRequest(sample));
        await remember(tx, sample.tenant, 'Ev1', null);
      });
    const results = await Promise.allSettled(Array.from({ length: 10 }, deliver));
    const refusals = results.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
    expect(refusals).toHaveLength(9);
    expect(refusals.filter((error) => !(error instanceof AlreadyDone))).toEqual([]);
    expect(await database.store.db.request.count({ where: { tenantId: sample.tenant } })).toBe(1);
  });
});
