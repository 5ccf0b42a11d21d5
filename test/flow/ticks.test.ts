import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import { remind } from '../../src/flow/deliver/remind.ts';
import { tenantOfRow } from '../../src/store/tenants.ts';
import { runningDesk } from '../support/running-desk.ts';
import { byHand } from '../support/slack-app.ts';

const answers = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Customer’s time zone': 'America/Phoenix',
  'What are they interested in?': 'core',
};

/** What the next post waits for. */
let held = Promise.resolve();
let reached = 0;
const desk = runningDesk({
  wrap: (world) => ({
    ...world,
    chats: Object.assign(new Map(), {
      get: (platform: Chat['platform']) => {
        const chat = world.chats.get(platform);
        const post: Chat['post'] = async (...args) => {
          reached += 1;
          await held;
          if (chat === undefined) throw new Error('no chat');
          return chat.post(...args);
        };
        return chat && { ...chat, post };
      },
    }),
  }),
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await desk().database.store.pool.query(sql)).rows;
}
const atRest = () => expect.poll(() => rows('select 1 from graphile_worker.jobs'), { timeout: 10_000 }).toEqual([]);

describe('a tick', () => {
  it('closes the forgotten requests that it can, also when one of them is broken', async () => {
    const jamie = desk().as('Jamie Fox');
    for (const customer of ['Broken', 'Forgotten']) {
      await jamie.types('general', '/schedule sales-call');
      await jamie.sends({ ...answers, Customer: customer });
      await jamie.sees('Nothing is held');
      await jamie.closes();
    }
    await rows(`update request set changed_at = changed_at - interval '2 days' * (3 - number)`);
    await rows(`update request set because = '"broken"' where number = 1`);
    await desk().worker.tick();
    expect(await rows('select number, state from request order by number')).toEqual([
      { number: 1, state: 'proposed' },
      { number: 2, state: 'abandoned' },
    ]);
    await rows('delete from graphile_worker._private_jobs');
  });

  it('lets a reminder that is being posted while its booking is cancelled say so in the end', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sends(answers);
    await jamie.presses('Book');
    await jamie.reads('sales-desk', 'booked');
    await jamie.closes();
    await atRest();
    const post = byHand<void>();
    held = post.promise;
    reached = 0;
    await rows(`update follow_up set due_at = desk_now() where person_role = 'requester'`);
    await desk().worker.tick();
    await expect.poll(() => reached, { timeout: 10_000 }).toBe(1);

    await jamie.pressesOnCard('sales-desk', 'Cancel…');
    await jamie.sends({ 'Why is it cancelled?': 'On vacation' });
    await jamie.sees('It is cancelled');
    post.resolve();
    await atRest();
    const reminder = await jamie.reads('Slotdesk', 'Reminder: Sales call');
    expect(reminder).not.toContain('Reschedule');
  });

  it('reminds nobody of the time that a booking had before it was moved', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sends({ ...answers, Customer: 'Initech' });
    await jamie.presses('Book');
    await jamie.sees('is booked');
    await jamie.closes();
    await jamie.reads('sales-desk', 'Initech');
    await atRest();
    const stateOf = (id: unknown) => rows(`select state, note from follow_up where id = '${id}'`);
    const [booking] = await rows(`select id from booking where state = 'booked'`);
    const [old] = await rows(
      `update follow_up set state = 'queued' where person_role = 'requester' and booking_id = '${booking?.id}'
       returning id, tenant_id`,
    );
    await jamie.pressesOnCard('sales-desk', 'Reschedule');
    await jamie.presses('Move here', 1);
    await jamie.sees('is moved');
    await jamie.closes();
    expect(await stateOf(old?.id)).toEqual([{ state: 'dropped', note: 'replaced' }]);

    // As if the job had it in hand when the booking moved.
    await rows(`update follow_up set state = 'queued', note = null where id = '${old?.id}'`);
    const tenant = tenantOfRow({ tenantId: String(old?.tenant_id) });
    await remind(desk().world, tenant, { tenant, followUpId: String(old?.id) });
    expect(await stateOf(old?.id)).toEqual([{ state: 'dropped', note: 'the booking was moved after this was made' }]);
    expect(await rows(`select 1 from card where kind = 'reminder' and key = '${old?.id}'`)).toEqual([]);
  });
});
