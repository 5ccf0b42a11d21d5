/** The rules of the starter desk, played by the words on its screens. */
import { describe, expect, it } from 'vitest';
import { runningDesk } from '../support/running-desk.ts';

const desk = runningDesk();

const hour = 3_600_000;
const visit = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Phone on site': '(602) 555-0134',
  'Address of the site': '120 W Washington St, Phoenix, AZ 85003',
  'Time zone of the site': 'America/Phoenix',
  'What is to be done?': 'inspection',
};
const review = { 'What is to be reviewed?': 'The quarterly plan' };

describe('the rules', () => {
  it('can be read in the chat, in plain sentences', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule rules onsite-visit');
    const said = await jamie.reads('general', 'The rules of Onsite visit');
    for (const sentence of [
      'It starts at least 1 day after it is booked.',
      'It is never on Fri, Nov 27, 2026 (the day after Thanksgiving).',
      'Nothing takes place from Wed, Dec 30, 2026 to Thu, Dec 31, 2026, 12:00 PM: year-end inventory.',
      'An owner gives at most 3 meetings for Onsite visit in a day, by the owner’s clock.',
      "The owner's certificate “electrical safety” is valid on the day of the meeting.",
      'A booking is moved at most 3 times, and only until 4 hours before it starts.',
      'A booking is cancelled at least 4 hours before it starts.',
    ])
      expect(said).toContain(sentence);
    await jamie.types('general', '/schedule rules lunch');
    expect(await jamie.reads('general', 'nothing called “lunch” to schedule')).toContain('/schedule rules sales-call');
  });

  it('leave a way back to the times of a request that waits for a pick', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule internal-review');
    await jamie.sends(review);
    await jamie.sees('Nothing is held until you pick one');
    await jamie.closes();
    await jamie.types('general', '/schedule mine');
    await jamie.pressesOnCard('general', 'Show times');
    await jamie.sees('Nothing is held until you pick one');
    await jamie.closes();
  });

  it('of a requester’s week close it after three reviews, and offer the next', async () => {
    const jamie = desk().as('Jamie Fox');
    for (let n = 1; n <= 3; n++) {
      await jamie.types('general', '/schedule internal-review');
      await jamie.sends({ ...review, 'Latest day': '2026-12-04' });
      await jamie.sees('Nothing is held until you pick one');
      await jamie.presses('Book');
      await jamie.sees('is booked');
      await jamie.closes();
    }
    await jamie.types('general', '/schedule internal-review');
    await jamie.sends({ ...review, 'Latest day': '2026-12-04' });
    expect(await jamie.sees('There is no open time')).toContain('in weeks that are full');
    await jamie.closes();
    await jamie.types('general', '/schedule internal-review');
    await jamie.sends(review);
    expect(await jamie.sees('Nothing is held until you pick one')).toContain('Dec 7');
    await jamie.closes();
  });

  it('let a call be moved three times and not a fourth', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sends({
      Customer: 'Acme Corp',
      'Customer’s email': 'pat@acme.example',
      'Customer’s time zone': 'America/Phoenix',
      'What are they interested in?': 'core',
    });
    await jamie.presses('Book');
    await jamie.sees('is booked');
    await jamie.closes();
    await jamie.reads('sales-desk', ': booked');
    for (let moves = 1; moves <= 3; moves++) {
      await jamie.pressesOnCard('sales-desk', 'Reschedule');
      await jamie.sees('It stays booked until you pick another time');
      await jamie.presses('Move here');
      const [when = ''] = /\w{3}, \w{3} \d+, .+ MST/.exec(await jamie.sees('is moved')) ?? [];
      await jamie.closes();
      await jamie.reads('sales-desk', when);
    }
    await jamie.pressesOnCard('sales-desk', 'Reschedule');
    await jamie.reads('sales-desk', 'It was moved 3 times, and may not be moved again. Talk to');
  });

  it('of a place refuse it beside the address, in the form as it was filled', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends({
      ...visit,
      'Address of the site': '1 Main St, Anchorage, AK 99501',
      'Time zone of the site': 'America/Anchorage',
    });
    expect(await jamie.errors()).toEqual({
      'Address of the site': expect.stringContaining('It does not take place in AK. Choose a place in AZ, CA,'),
    });
    await jamie.closes();
  });

  it('keep a visit from being cancelled or moved in its last four hours', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule onsite-visit');
    await jamie.sends(visit);
    await jamie.presses('Book');
    await jamie.sees('is booked');
    await jamie.closes();
    await jamie.reads('field-desk', ': booked');
    const { rows } = await desk().database.store.pool.query(
      "select starts_at from booking where use_case_key = 'onsite-visit'",
    );
    const start: Date = rows[0]?.starts_at;
    await jamie.movesClock(start.getTime() - 3 * hour - desk().world.clock.now());
    await jamie.pressesOnCard('field-desk', 'Cancel…');
    const said = await jamie.reads('field-desk', 'It could be cancelled until');
    expect(said).toMatch(
      /It could be cancelled until .+ (EST|EDT), 4 hours before it starts\. Talk to Ruth Begay about it\./,
    );
    await jamie.pressesOnCard('field-desk', 'Reschedule');
    await jamie.reads('field-desk', 'It could be moved until');
    const still = await desk().database.store.pool.query(
      "select state from booking where use_case_key = 'onsite-visit'",
    );
    expect(still.rows).toEqual([{ state: 'booked' }]);
  });
});
