/** What becomes of messages that the chat refuses: over HTTP, in a workspace that fails as Slack does. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/store/database.ts';
import { addJob } from '../../../src/store/jobs.ts';
import { type ConnectedDesk, connectedDesk, firstPersonSells, goodAnswers } from '../../support/connected-desk.ts';

const limit = 60_000;
const patience = { timeout: 15_000 };

describe('messages that the chat refuses', () => {
  let there: ConnectedDesk;
  beforeAll(async () => {
    there = await connectedDesk(2);
    await firstPersonSells(there.desk.world.store);
  }, limit);
  afterAll(() => there?.stop(), limit);
  beforeEach(() => there.workspace.faults.clear());

  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await there.desk.world.store.pool.query(sql)).rows;
  const atRest = () => expect.poll(() => rows('select 1 from graphile_worker.jobs'), patience).toEqual([]);
  /** Lets jobs that wait for their next try have it now. */
  const tryAgain = async () => {
    await expect
      .poll(() => rows('select 1 from graphile_worker.jobs where locked_at is not null or attempts = 0'), patience)
      .toEqual([]);
    await rows('update graphile_worker._private_jobs set run_at = now()');
  };
  const answered = (method: string, error: string) =>
    there.workspace.calls(method).filter(({ answer }) => answer.error === error).length;
  const posted = () => there.workspace.calls('chat.postMessage').filter(({ answer }) => answer.ok).length;
  const requester = () => there.person(1);
  const cards = (kind: string) =>
    rows(`select c.id, c.place, c.message from card c join request r on r.tenant_id = c.tenant_id and r.id = c.request_id
          where c.kind = '${kind}' and r.number = (select max(number) from request)`);
  async function messagesIn(name: string, words: string): Promise<number> {
    const { channels, messages } = await requester().see();
    const channel = channels.find((one) => one.name === name);
    return messages.filter((one) => one.channel === channel?.id && JSON.stringify(one).includes(words)).length;
  }
  async function books(customer: string): Promise<void> {
    await requester().types('general', '/schedule sales-call');
    await requester().sends({ ...goodAnswers, Customer: customer });
    await requester().sees('Nothing is held');
    await requester().presses('Book');
    await requester().sees('is booked');
    await requester().closes();
  }
  async function showsAgain(): Promise<void> {
    const [one] = await rows('select tenant_id, id from request order by number desc limit 1');
    await inTransaction(there.desk.world.store, (tx) =>
      addJob(tx, 'show-card', { tenant: one?.tenant_id, requestId: one?.id }),
    );
    await atRest();
  }
  async function deletes({ place, message }: Record<string, unknown> = {}): Promise<void> {
    const { apiUrl = '', botToken } = there.slack;
    const answer = await fetch(`${apiUrl}chat.delete`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${botToken}` },
      body: JSON.stringify({ channel: place, ts: message }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
  }

  it(
    'wait for the next try while the token is refused, and are all there once it is mended',
    async () => {
      there.workspace.faults.failNext('chat.postMessage', { error: 'account_inactive', times: 100 });
      await books('Token Corp');
      await expect.poll(() => answered('chat.postMessage', 'account_inactive'), patience).toBeGreaterThan(1);
      await tryAgain();
      there.workspace.faults.clear();
      await tryAgain();
      await requester().reads('sales-desk', 'Token Corp');
      await there.person(0).reads('Slotdesk', 'Token Corp');
      await atRest();
    },
    limit,
  );

  it(
    'keep a reminder waiting while the token is refused',
    async () => {
      there.workspace.faults.failNext('chat.postMessage', { error: 'token_revoked', times: 100 });
      await rows(`update follow_up set due_at = desk_now() where person_role = 'requester' and state = 'due'`);
      await there.desk.worker.tick();
      await expect.poll(() => answered('chat.postMessage', 'token_revoked'), patience).toBeGreaterThan(0);
      await tryAgain();
      expect(await rows(`select state from follow_up where person_role = 'requester'`)).toEqual([{ state: 'queued' }]);
      there.workspace.faults.clear();
      await tryAgain();
      await requester().reads('Slotdesk', 'Reminder: Sales call');
      await atRest();
      expect(await rows(`select state from follow_up where person_role = 'requester'`)).toEqual([{ state: 'done' }]);
    },
    limit,
  );

  it(
    'leave a reminder failed and not done when nobody can see it',
    async () => {
      there.workspace.faults.failNext('chat.postMessage', { error: 'user_not_found' });
      await rows(`update follow_up set due_at = desk_now() where person_role = 'owner' and state = 'due'`);
      await there.desk.worker.tick();
      await atRest();
      expect(await rows(`select state, note from follow_up where person_role = 'owner'`)).toEqual([
        { state: 'failed', note: 'the chat refused to show it' },
      ]);
    },
    limit,
  );

  it(
    'bring a deleted card back with the next change, once',
    async () => {
      await books('Deleted Corp');
      await requester().reads('sales-desk', 'Deleted Corp');
      await atRest();
      const [card] = await cards('request');
      await deletes(card);
      expect(await messagesIn('sales-desk', 'Deleted Corp')).toBe(0);
      const before = posted();
      await showsAgain();
      expect(await messagesIn('sales-desk', 'Deleted Corp')).toBe(1);
      expect(posted()).toBe(before + 1);
      const [back] = await cards('request');
      expect(back).toMatchObject({ id: card?.id, place: card?.place });
      expect(back?.message).not.toBe(card?.message);
      await showsAgain();
      expect(posted()).toBe(before + 1);
    },
    limit,
  );

  it(
    "bring an owner's card back while its news stands, and not when it is old",
    async () => {
      const [card] = await cards('owner');
      await deletes(card);
      const before = posted();
      await showsAgain();
      expect(posted()).toBe(before + 1);
      const [back] = await cards('owner');
      expect(back?.message).not.toBe(card?.message);
      await deletes(back);
      await requester().pressesOnCard('sales-desk', 'Cancel…');
      await requester().sends({ 'Why is it cancelled?': 'On vacation' });
      await requester().sees('It is cancelled');
      await requester().closes();
      await atRest();
      // Only the news that it is cancelled.
      expect(posted()).toBe(before + 2);
    },
    limit,
  );

  it(
    "move a card whose channel was archived to the requester's direct messages",
    async () => {
      await books('Archived Corp');
      await requester().reads('sales-desk', 'Archived Corp');
      await atRest();
      there.workspace.faults.failNext('chat.update', { error: 'is_archived', times: 2 });
      // The owner's own card comes first, and has no other place.
      there.workspace.faults.failNext('chat.postMessage', { error: 'is_archived', times: 2 });
      await showsAgain();
      await requester().reads('Slotdesk', 'Archived Corp');
      const before = posted();
      await showsAgain();
      expect(posted()).toBe(before);
      expect((await cards('request'))[0]?.place).toMatch(/^D/);
    },
    limit,
  );
});
