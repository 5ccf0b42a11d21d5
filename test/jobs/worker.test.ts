import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { openJobLocks } from '../../src/store/job-locks.ts';
import { type RunningDesk, runDesk } from '../support/running-desk.ts';
import { byHand } from '../support/slack-app.ts';

describe('a job that takes long', () => {
  const written = byHand<void>();
  let reached = 0;
  let desk: RunningDesk;
  beforeAll(async () => {
    desk = await runDesk({
      wrap: (world) => ({
        ...world,
        calendarOf: (tenant) => ({
          ...world.calendarOf(tenant),
          put: async (event) => {
            reached += 1;
            await written.promise;
            await world.calendarOf(tenant).put(event);
          },
        }),
      }),
    });
  });
  afterAll(() => desk?.stop());

  it('is left to its worker while that lives, and its messages do not wait for the calendar', async () => {
    const jamie = desk.as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sends({
      Customer: 'Acme Corp',
      'Customer’s email': 'pat@acme.example',
      'Customer’s time zone': 'America/Phoenix',
      'What are they interested in?': 'core',
    });
    await jamie.presses('Book');
    await jamie.reads('sales-desk', 'Sales call R-1: booked');
    await expect.poll(() => reached).toBe(1);

    const { store } = desk.world;
    const locked = async () =>
      (await store.pool.query('select task_identifier as task from graphile_worker.jobs where locked_by is not null'))
        .rows;
    const beside = await openJobLocks(store, createLog({ level: 'silent' }));
    for (let look = 0; look < 3; look += 1) expect(await beside.freeAbandoned()).toEqual([]);
    await beside.close();
    expect(await locked()).toContainEqual({ task: 'sync-calendar' });

    written.resolve();
    await expect.poll(locked, { timeout: 10_000 }).toEqual([]);
    expect(reached).toBe(1);
  });
});
