/** What a chat hands over may be forged, broken or out of date: it is answered kindly, and nothing fails or changes. */
import { describe, expect, it } from 'vitest';
import type { Desk, Reply, Speaker } from '../../src/chat/chat.ts';
import { createDesk } from '../../src/flow/desk.ts';
import { newId } from '../../src/lib/ids.ts';
import { localPeople } from '../../src/local-workspace.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';
import { runningDesk } from '../support/running-desk.ts';
import { sampleUseCase } from '../support/samples.ts';

const desk = runningDesk();

const good = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Customer’s time zone': 'America/Phoenix',
  'What are they interested in?': 'core',
};

function speaker(name: string): Speaker {
  const chatId = localPeople().find((person) => person.name === name)?.id;
  if (chatId === undefined) throw new Error(`no ${name}`);
  return { platform: 'slack', workspace: 'T0SLOTDESK', chatId };
}
const jamie = () => speaker('Jamie Fox');
const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await desk().database.store.pool.query(sql)).rows;

/** The desk without a chat in between, so that anything can be handed to it. */
const direct = (): Desk => createDesk(desk().world);
const saidBy = (reply: Reply): string => JSON.stringify(reply);

async function book(): Promise<{ id: string; state: string }> {
  const member = desk().as('Jamie Fox');
  await member.types('general', '/schedule sales-call');
  await member.sends(good);
  await member.presses('Book');
  await member.sees('is booked');
  await member.closes();
  const [row] = await rows('select id, version from request order by number desc limit 1');
  const id = String(row?.id);
  return { id, state: JSON.stringify({ r: id, v: row?.version }) };
}

describe('why a booking is cancelled', () => {
  it.each([
    ['has a NUL', 'ill\0', 'characters that cannot be shown'],
    ['has half a character', 'ill \ud83d', 'characters that cannot be shown'],
    ['shows nothing', '\u200b\u2060 \u00ad', 'Say in a few words why'],
    ['is longer than the form allows', 'x'.repeat(501), 'Shorten this to 500 characters; it has 501.'],
    ['is 900 kB long', 'x'.repeat(900_000), 'Shorten this to 500 characters; it has 900,000.'],
  ])('is asked for again beside the field when it %s', async (_what, why, says) => {
    const { id, state } = await book();
    const reply = await direct().submit(jamie(), newId(), 'cancel', state, { why });
    expect(reply).toEqual({ kind: 'errors', errors: { why: expect.stringContaining(says) } });
    expect(await rows(`select state from request where id = '${id}'`)).toEqual([{ state: 'booked' }]);
  });

  it('is kept as it was meant, on several lines and in any script', async () => {
    const { id, state } = await book();
    const reply = await direct().submit(jamie(), newId(), 'cancel', state, { why: ' Ill 🤒\r\nSorry ' });
    expect(saidBy(reply)).toContain('It is cancelled');
    expect(await rows(`select why from audit where request_id = '${id}' and what = 'cancelled'`)).toEqual([
      { why: 'Ill 🤒\nSorry' },
    ]);
  });
});

describe('a forged form', () => {
  it.each([
    ['use case with a NUL', { useCaseKey: 'sales\0call', place: null }],
    ['use case with half a character', { useCaseKey: 'sales\ud800', place: null }],
    ['place with a NUL', { useCaseKey: 'sales-call', place: 'C\0' }],
    ['place with half a character', { useCaseKey: 'sales-call', place: 'C\udc00' }],
    ['place as long as a book', { useCaseKey: 'sales-call', place: 'C'.repeat(100_000) }],
  ])('with a %s is out of date', async (_what, state) => {
    const answers = { customer: 'Ada', email: 'ada@acme.example', zone: 'America/Phoenix', product: 'core' };
    const reply = await direct().submit(jamie(), newId(), 'intake', JSON.stringify(state), answers);
    expect(saidBy(reply)).toContain('This form is out of date');
    expect(await direct().change(jamie(), newId(), 'intake', JSON.stringify(state), answers)).toEqual({ kind: 'done' });
  });

  it.each([[42], [true], [null], [{}], [['a']]])('with the answer %j is out of date', async (answer) => {
    const answers = { why: answer, customer: answer } as unknown as Record<string, string>;
    const state = JSON.stringify({ useCaseKey: 'sales-call', place: null });
    expect(saidBy(await direct().submit(jamie(), newId(), 'intake', state, answers))).toContain('out of date');
    expect(await direct().change(jamie(), newId(), 'intake', state, answers)).toEqual({ kind: 'done' });
    const press = JSON.stringify({ r: newId(), v: 1 });
    expect(saidBy(await direct().submit(jamie(), newId(), 'cancel', press, answers))).toContain('out of date');
  });

  it('that names nobody by a NUL says so beside the field', async () => {
    const { db } = desk().world.store;
    const tenant = await tenantOfWorkspace(db, 'slack', 'T0SLOTDESK');
    if (tenant === null) throw new Error('no tenant');
    const questions = [{ key: 'whom', kind: 'person', label: 'With whom?', feeds: 'attendee' }];
    await saveUseCase(db, tenant, useCaseSchema.parse({ ...sampleUseCase, key: 'with-somebody', questions }));
    const state = JSON.stringify({ useCaseKey: 'with-somebody', place: null });
    const reply = await direct().submit(jamie(), newId(), 'intake', state, { whom: 'U\0' });
    expect(saidBy(reply)).toContain('characters that cannot be shown');
  });

  it.each(['sales\0call', 'sales\ud800', ''])('button that starts %j says that it is not there', async (value) => {
    const reply = await direct().press(jamie(), newId(), 'start', value, 'screen', '');
    expect(saidBy(reply)).toContain('That cannot be scheduled any more');
  });
});

describe('the question why a booking is cancelled', () => {
  it('is put only to who may cancel it; others are told at once', async () => {
    const { id, state } = await book();
    const [holder] = await rows(
      `select p.name from booking b join owner o on o.id = b.owner_id join person p on p.id = o.person_id
        where b.request_id = '${id}'`,
    );
    const ask = (name: string) => direct().press(speaker(name), newId(), 'ask-cancel', state, 'card', '');
    const other = await ask('Mei Lin');
    expect(other.kind).toBe('whisper');
    expect(saidBy(other)).toContain('You may not cancel this request.');
    for (const name of ['Jamie Fox', String(holder?.name), 'Olivia Grant'])
      expect(await ask(name)).toMatchObject({ kind: 'screen', screen: { name: 'cancel' } });
  });

  it('is put to an owner who was taken out of the pool, and what they answer counts', async () => {
    const { id, state } = await book();
    const [holder] = await rows(
      `select p.name, b.owner_id from booking b join owner o on o.id = b.owner_id join person p on p.id = o.person_id
        where b.request_id = '${id}'`,
    );
    await rows(`delete from pool_member where owner_id = '${holder?.owner_id}'`);
    const from = speaker(String(holder?.name));
    const moved = await direct().press(from, newId(), 'reschedule', state, 'card', '');
    expect(moved).toMatchObject({ kind: 'screen', screen: { name: 'slots' } });
    const [{ version } = {}] = await rows(`select version from request where id = '${id}'`);
    const now = JSON.stringify({ r: id, v: version });
    expect(await direct().press(from, newId(), 'ask-cancel', now, 'card', '')).toMatchObject({ kind: 'screen' });
    const reply = await direct().submit(from, newId(), 'cancel', now, { why: 'Left the team' });
    expect(saidBy(reply)).toContain('It is cancelled');
  });

  it('is not put about a meeting that is over, which cannot be moved either', async () => {
    const { id, state } = await book();
    const [{ ends_at: end } = {}] = await rows(`select ends_at from booking where request_id = '${id}'`);
    const day = 86_400_000;
    await desk()
      .as('Jamie Fox')
      .movesClock(Number(end) + day - desk().world.clock.now());
    for (const action of ['ask-cancel', 'reschedule']) {
      const reply = await direct().press(jamie(), newId(), action, state, 'card', '');
      expect(saidBy(reply)).toContain('That meeting is over. Ask for a new time with /schedule sales-call.');
    }
    const sent = await direct().submit(jamie(), newId(), 'cancel', state, { why: 'Too late' });
    expect(saidBy(sent)).toContain('That meeting is over.');
    expect(await rows(`select state from request where id = '${id}'`)).toEqual([{ state: 'booked' }]);
  });
});
