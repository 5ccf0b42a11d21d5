/** What the clock does: rows that are due become jobs, and proposals that nobody used are closed. Safe to run twice. */
import { DAY_MS } from '../scheduling/time/local-date.ts';
import { inTransaction } from '../store/database.ts';
import { takeDue } from '../store/follow-ups.ts';
import { addJob } from '../store/jobs.ts';
import { waitingBefore } from '../store/requests.ts';
import { queueOf } from './effects.ts';
import { handle } from './handle.ts';
import type { World } from './world.ts';

/** How long offered slots wait for a pick before the request is closed, in milliseconds: one day. */
export const patienceMs = DAY_MS;

const batch = 100;

/** One tick. Reminders fall due by the database's clock, so that a process with a wrong one does no harm. */
export async function tick(world: World): Promise<void> {
  await queueDue(world);
  await closeForgotten(world);
}

async function queueDue(world: World): Promise<void> {
  for (;;) {
    const taken = await inTransaction(world.store, async (tx) => {
      const due = await takeDue(tx, batch);
      for (const { tenant, id, requestId } of due) {
        const spec = { key: `remind:${id}`, queue: queueOf('messages', requestId) };
        await addJob(tx, 'remind', { tenant, followUpId: id }, spec);
      }
      return due.length;
    });
    if (taken < batch) return;
  }
}

async function closeForgotten(world: World): Promise<void> {
  const forgotten = await waitingBefore(world.store.db, world.clock.now() - patienceMs);
  for (const { tenant, id, version } of forgotten) {
    try {
      const outcome = await handle(world, tenant, 'clock', { kind: 'abandon', requestId: id, version });
      if (outcome.kind === 'refused')
        world.log.info(
          { request: id, why: outcome.refusal.reason.code },
          'a waiting request changed before it was closed',
        );
    } catch (err) {
      // The others are closed all the same.
      world.log.error({ err, request: id }, 'a waiting request could not be closed; the next tick tries again');
    }
  }
}
