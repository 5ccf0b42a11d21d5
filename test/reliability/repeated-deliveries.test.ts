import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Running } from '../../src/start.ts';
import { firstPersonSells, goodAnswers } from '../support/connected-desk.ts';
import { type ConnectedWorkspace, connectedWorkspace } from '../support/connected-workspace.ts';
import type { Member } from '../support/member.ts';
import { type RepeatingSlack, repeatingSlack } from '../support/repeating-slack.ts';
import { deskBeside, type RunningDesk, runDesk } from '../support/running-desk.ts';

const times = 10;

let there: ConnectedWorkspace;
let desk: RunningDesk;
let beside: Running;
let slack: RepeatingSlack;

beforeAll(async () => {
  there = await connectedWorkspace(3);
  desk = await runDesk({ config: { slack: there.slack } });
  beside = await deskBeside(desk, { slack: there.slack });
  slack = await repeatingSlack([desk.url, beside.url], there.workspace.signingSecret, times);
  there.deliverTo(slack.url);
  await firstPersonSells(desk.world.store);
});
afterAll(async () => {
  await beside?.stop();
  await desk?.stop();
  await slack?.stop();
  await there?.stop();
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await desk.world.store.pool.query(sql)).rows;
}
const atRest = () => expect.poll(() => rows('select 1 from graphile_worker.jobs'), { timeout: 15_000 }).toEqual([]);
const opened = () => there.workspace.calls('views.open').filter(({ answer }) => answer.ok).length;
const whispers = async () => (await there.person(1).see()).messages.filter((m) => m.ephemeral).map((m) => m.text);
/** Everything that counts, as it stands. */
const state = async () => ({
  requests: await rows('select number, version, state from request order by number'),
  bookings: await rows('select starts_at, sequence, state from booking order by starts_at'),
  claims: await rows("select during from claim where state = 'confirmed'"),
  followUps: await rows('select key, state from follow_up order by key'),
  audit: await rows("select what from audit where what not like 'calendar%' order by seq"),
  posts: there.workspace.calls('chat.postMessage').length,
});

/** A copy that the desk is slow to answer is told to wait, and the dialog is changed later. */
const isFinal = (body: string) => !/Finding times|One moment/.test(body);

/** Sends a form, and waits until every copy of it is answered to the end. */
async function sendsForm(who: Member, answers: Record<string, string>): Promise<void> {
  const changed = () => there.workspace.calls('views.update').length;
  const before = changed();
  await who.sends(answers);
  const late = slack.answers().filter((answer) => !isFinal(answer.body)).length;
  await expect.poll(changed, { timeout: 15_000 }).toBe(before + late);
}

describe('a delivery that comes ten times at once, to two processes of the desk', () => {
  const jamie = () => there.person(1);
  let openedBefore: number;
  beforeEach(() => {
    openedBefore = opened();
  });

  it('of a command that answers with words whispers them once for each process', async () => {
    await jamie().types('general', '/schedule help');
    expect(slack.answers()).toEqual(Array(times).fill(expect.objectContaining({ status: 200, body: '' })));
    await expect.poll(whispers).toHaveLength(2);
    await slack.again('/schedule', times);
    expect(await whispers()).toHaveLength(2);
  });

  it('of a command that opens a form opens one, and complains of nothing', async () => {
    await jamie().types('general', '/schedule sales-call');
    await jamie().sees('A first call');
    expect(opened() - openedBefore).toBe(1);
    expect(await whispers()).toHaveLength(2);
  });

  it('of a form makes one request, and every copy is answered alike', async () => {
    await sendsForm(jamie(), goodAnswers);
    await jamie().sees('Nothing is held until you pick one');
    expect(
      new Set(
        slack
          .answers()
          .map((answer) => answer.body)
          .filter(isFinal),
      ).size,
    ).toBeLessThanOrEqual(1);
    expect(await rows('select number, version from request')).toEqual([{ number: 1, version: 1 }]);
  });

  it('of a click on Book books once, and shows that it is booked', async () => {
    await jamie().presses('Book');
    await jamie().sees('is booked');
    await atRest();
    const { bookings, claims, audit, posts } = await state();
    expect({ bookings: bookings.length, claims: claims.length, posts }).toEqual({ bookings: 1, claims: 1, posts: 2 });
    expect(audit.map((row) => row.what)).toEqual(['submitted', 'proposed', 'booked']);
  });

  it('changes nothing when it comes once more, long after', async () => {
    const before = await state();
    await slack.again('view_submission', times);
    await slack.again('block_actions', times);
    await atRest();
    expect(await state()).toEqual(before);
    expect(await jamie().sees('is booked')).not.toContain('Nothing is held');
    await jamie().closes();
  });

  it('of a reschedule and of a cancellation moves once and cancels once', async () => {
    await jamie().pressesOnCard('sales-desk', 'Reschedule');
    await jamie().sees('It stays booked until you pick another time');
    await jamie().presses('Move here', 1);
    await jamie().sees('is moved');
    await jamie().closes();
    await atRest();
    expect(await rows('select sequence from booking')).toEqual([{ sequence: 1 }]);

    await jamie().pressesOnCard('sales-desk', 'Cancel…');
    await sendsForm(jamie(), { 'Why is it cancelled?': 'On vacation' });
    await jamie().sees('It is cancelled');
    await atRest();
    const what = (await state()).audit.map((row) => row.what);
    expect(what).toEqual(['submitted', 'proposed', 'booked', 'proposed', 'rescheduled', 'cancelled']);
    expect(await whispers()).toHaveLength(2);
  });
});

describe('two clicks on Book by the same person', () => {
  it('book once, and both say that it is booked', async () => {
    const robin = there.person(2);
    await robin.types('general', '/schedule sales-call');
    await sendsForm(robin, goodAnswers);
    await robin.sees('Nothing is held until you pick one');
    await Promise.all([robin.presses('Book'), robin.presses('Book')]);
    const said = await robin.sees('is booked');
    expect(said).not.toMatch(/changed meanwhile|Not done/);
    await atRest();
    const about = '(select id from request order by number desc limit 1)';
    expect(
      await rows(`select what from audit where request_id = ${about} and what not like 'calendar%' order by seq`),
    ).toEqual([{ what: 'submitted' }, { what: 'proposed' }, { what: 'booked' }]);
    expect(await rows(`select state from claim where request_id = ${about}`)).toEqual([{ state: 'confirmed' }]);
  });
});
