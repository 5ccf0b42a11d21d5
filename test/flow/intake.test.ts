/** Forms as people meet them in the local workspace: questions that come and go, data that is checked, wishes asked twice. */
import { describe, expect, it } from 'vitest';
import { localPeople } from '../../src/local-workspace.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';
import { inTransaction } from '../../src/store/database.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';
import { runningDesk } from '../support/running-desk.ts';

const desk = runningDesk();

const visit = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Phone on site': '(602) 555-0134',
  'Address of the site': '120 W Washington St, phoenix,  arizona 85003',
  'Time zone of the site': 'America/Phoenix',
  'What is to be done?': 'inspection',
};

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await desk().database.store.pool.query(sql)).rows;
}

/** Puts a use case into the desk of the local workspace. */
async function addUseCase(useCase: unknown): Promise<void> {
  const tenant = await tenantOfWorkspace(desk().world.store.db, 'slack', 'T0SLOTDESK');
  if (tenant === null) throw new Error('no tenant');
  await inTransaction(desk().database.store, (tx) => saveUseCase(tx, tenant, useCaseSchema.parse(useCase)));
}

describe('a form', () => {
  it('asks for a phone number only while the interview is by phone', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule interview');
    await jamie.sees('A candidate meets an interviewer');
    expect(await jamie.fields()).not.toContain('Phone to call');
    await jamie.fills({ Candidate: 'Ada', 'How do they meet?': 'By phone' });
    await expect.poll(() => jamie.fields()).toContain('Phone to call');
    await jamie.fills({ 'How do they meet?': 'By video' });
    await expect.poll(() => jamie.fields()).not.toContain('Phone to call');
    await jamie.closes();
  });

  it('asks what hangs on an answer that itself hangs on another', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.fills({ 'What are they interested in?': 'Enterprise plan', 'Who are they?': 'A customer already' });
    await expect.poll(() => jamie.fields()).toContain('Who knows them here?');
    await jamie.fills({ 'What are they interested in?': 'Core plan' });
    await expect.poll(() => jamie.fields()).not.toContain('Who knows them here?');
    expect(await jamie.fields()).not.toContain('Who are they?');
    await jamie.closes();
  });

  it('does not change while the answers change nothing about its questions', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sees('A first call');
    const before = (await jamie.see()).views.at(-1)?.hash;
    await jamie.fills({ Customer: 'Acme', 'What are they interested in?': 'Core plan' });
    expect((await jamie.see()).views.at(-1)?.hash).toBe(before);
    await jamie.closes();
  });
});

describe('answers', () => {
  it('say beside the address and the zone what does not fit together', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends({ ...visit, 'Address of the site': '120 W Washington St, Phoenix' });
    expect(await jamie.errors()).toEqual({ 'Address of the site': expect.stringContaining('ZIP code') });
    await jamie.sends({ ...visit, 'Address of the site': '120 W Washington St, Phoenix, AZ 10001' });
    expect(await jamie.errors()).toEqual({
      'Address of the site': expect.stringContaining('is in New York, not in Arizona'),
    });
    await jamie.sends({ ...visit, 'Time zone of the site': 'America/New_York' });
    expect(await jamie.errors()).toEqual({ 'Time zone of the site': expect.stringContaining('Clocks in Arizona') });
    await jamie.closes();
  });

  it('reach the owner in the words of the form', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends({
      ...visit,
      'What is to be done?': 'Repair',
      'How urgent is it?': 'Work has stopped there',
      'What should be known about getting in?': 'Stairs only, Loading dock',
    });
    await jamie.sees('Nothing is held until you pick one');
    await jamie.presses('Book');
    await jamie.sees('is booked');
    await jamie.closes();
    const [request] = await rows('select number, intake from request order by number desc limit 1');
    expect(request?.intake).toMatchObject({
      territory: 'AZ',
      postalCode: '85003',
      priority: 'urgent',
      place: '120 W Washington St, phoenix, AZ 85003',
      attendee: { zone: 'America/Phoenix', phone: '+16025550134' },
    });
    const [owner] = await rows(
      `select p.name from booking b join owner o on o.id = b.owner_id join person p on p.id = o.person_id
        order by b.booked_at desc limit 1`,
    );
    const told = await desk().as(String(owner?.name)).reads('Slotdesk', 'You have a new booking: Onsite visit');
    expect(told).toContain('Work has stopped there');
    expect(told).toContain('Stairs only, Loading dock');
  });
});

describe('the same wish again', () => {
  it('is refused with the number of the earlier one, and taken when it is another', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends({ ...visit, 'Customer’s email': 'PAT@acme.example' });
    const said = await jamie.sees('is booked already');
    expect(said).toMatch(/R-\d+ is booked already, for .* MST/);
    expect(await jamie.fields()).toContain('Is this another one?');
    await jamie.fills({ ...visit, 'What is to be done?': 'Repair' });
    await expect.poll(() => jamie.fields()).toContain('How urgent is it?');
    expect(await jamie.fields()).toContain('Is this another one?');
    await jamie.sends({ ...visit, 'Is this another one?': 'No' });
    expect(await jamie.errors()).toEqual({ 'Is this another one?': expect.stringContaining('is booked already') });
    await jamie.sends({ ...visit, 'Is this another one?': 'Yes' });
    await jamie.sees('Nothing is held until you pick one');
    await jamie.closes();
    expect(
      await rows("select after ->> 'besides' as besides from audit where what = 'submitted' order by seq desc limit 1"),
    ).toEqual([{ besides: expect.stringMatching(/^R-\d+$/) }]);
  });

  it('is taken for another customer', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends({ ...visit, 'Customer’s email': 'kim@other.example' });
    await jamie.sees('Nothing is held until you pick one');
    await jamie.closes();
  });
});

describe('every kind of question', () => {
  it('is asked with an input of its own, and its answer is kept in its usual form', async () => {
    const yesNo = { question: 'remote', is: 'yes' };
    await addUseCase({
      key: 'everything',
      name: 'Everything',
      summary: 'Every kind of question.',
      duration: 30,
      grid: 30,
      questions: [
        { key: 'constructor', kind: 'person', label: 'Guest', feeds: 'attendee' },
        { key: 'days', kind: 'date-range', label: 'Days', feeds: 'window', required: false },
        { key: 'after', kind: 'time', label: 'Not before', feeds: 'time.from' },
        { key: 'seats', kind: 'number', label: 'Seats', feeds: 'complexity', min: 1, max: 9 },
        {
          key: 'gear',
          kind: 'multiple-choice',
          label: 'Gear',
          feeds: 'equipment',
          choices: Array.from({ length: 12 }, (_, n) => ({ value: `gear-${n}`, label: `Gear ${n}` })),
        },
        { key: 'remote', kind: 'yes-no', label: 'Remote?', feeds: 'condition' },
        { key: 'phone', kind: 'phone', label: 'Number', feeds: 'attendee.phone', when: yesNo },
        { key: 'notes', kind: 'long-text', label: 'Notes', feeds: 'notes', required: false },
      ],
      pool: 'review',
      policies: { buffers: { before: 0, after: 0 }, minimumNotice: 0, maximumLead: 20 },
      routing: { method: 'round-robin' },
      reminders: [],
    });
    const guest =
      localPeople().find((p) => p.name === 'Morgan Lee') ?? localPeople().find((p) => p.name !== 'Jamie Fox');
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule everything');
    const answers = {
      Guest: guest?.id ?? '',
      'Days: first day': '2026-12-07',
      'Days: last day': '2026-12-03',
      'Not before': '13:30',
      Seats: '4',
      Gear: 'Gear 3, Gear 1',
      'Remote?': 'Yes',
      Number: '602 555 0134',
    };
    await jamie.sends(answers);
    expect(await jamie.errors()).toEqual({
      'Days: first day': expect.stringContaining('last day is before the first'),
    });
    await jamie.sends({ ...answers, 'Days: last day': '2026-12-08' });
    await jamie.sees('Nothing is held until you pick one');
    await jamie.closes();
    const [request] = await rows('select intake from request order by number desc limit 1');
    expect(request?.intake).toMatchObject({
      answers: {
        constructor: guest?.email,
        days: '2026-12-07/2026-12-08',
        after: '13:30',
        gear: 'gear-1,gear-3',
        remote: 'yes',
        phone: '+16025550134',
      },
      attendee: { name: guest?.name, email: guest?.email, zone: guest?.zone },
      window: { from: '2026-12-07', until: '2026-12-08' },
      preferred: { from: 810, until: 1440 },
      equipment: ['gear-1', 'gear-3'],
    });
  });
});
