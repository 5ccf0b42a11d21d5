import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/store/audit.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { runningDesk } from '../support/running-desk.ts';

const desk = runningDesk();

const good = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Customer’s time zone': 'America/Phoenix',
  'What are they interested in?': 'core',
};

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await desk().database.store.pool.query(sql)).rows;
}

describe('booking from Slack', () => {
  it('keeps whole milliseconds, however oddly the clock of the workspace is moved', async () => {
    await desk().as('Jamie Fox').movesClock(0.0959);
    const [row] = await rows('select offset_ms from desk_clock');
    expect(await desk().as('Jamie Fox').see()).toMatchObject({ clock: { ahead: Number(row?.offset_ms) } });
  });

  it('goes from the command to a booking in three actions, and everybody who should know does', async () => {
    const jamie = desk().as('Jamie Fox');
    expect(await jamie.types('general', '/schedule sales-call')).toEqual({ ok: true });
    await jamie.sees('A first call with a prospective customer');

    expect(await jamie.sends(good)).toEqual({ ok: true });
    const offered = await jamie.sees('Nothing is held until you pick one');
    expect(offered).toMatch(/in turn/);

    expect(await jamie.presses('Book')).toEqual({ ok: true });
    await jamie.sees('is booked');
    await jamie.closes();

    const card = await jamie.reads('sales-desk', 'Sales call R-1: booked');
    expect(card).toContain('Acme Corp');
    expect(card).toMatch(/Dec 1|Dec 2/);
    expect(card).toContain('MST');

    const [booking] = await rows('select owner_id, starts_at, sequence from booking');
    expect(booking).toMatchObject({ sequence: 0 });
    const [owner] = await rows(
      `select p.name from owner o join person p on p.id = o.person_id where o.id = '${booking?.owner_id}'`,
    );
    const told = await desk().as(String(owner?.name)).reads('Slotdesk', 'You have a new booking');
    expect(told).toContain('pat@acme.example');

    const events = await rows("select title, lower(during) as start from local_event where state = 'confirmed'");
    expect(events).toEqual([{ title: 'Sales call: Acme Corp', start: booking?.starts_at }]);

    const trail = (await rows('select what from audit order by seq')).map((r) => r.what);
    expect(trail).toEqual(expect.arrayContaining(['submitted', 'proposed', 'booked', 'calendar-event-put']));
    const tenant = await tenantOfWorkspace(desk().world.store.db, 'slack', 'T0SLOTDESK');
    if (tenant === null) throw new Error('no tenant');
    expect(await verifyAudit(desk().world.store.db, tenant)).toMatchObject({ broken: null });
  });

  it('says what is wrong beside the answer, and keeps what was typed', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule sales-call');
    await jamie.sends({ ...good, 'Earliest day': '2026-12-10', 'Latest day': '1999-01-01' });
    expect(Object.keys(await jamie.errors())).toEqual(['Latest day']);
    await jamie.sends({ ...good, 'Earliest day': '2026-12-10', 'Latest day': '2026-12-08' });
    expect(Object.keys(await jamie.errors())).toEqual(['Latest day']);
    await jamie.sends({ ...good, 'Earliest day': '2026-12-10', 'Latest day': '2026-12-11' });
    await jamie.sees('Thu, Dec 10');
    await jamie.closes();
  });

  it('says why: by the request’s number, who was considered and what happened since', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule why r-1');
    const details = await jamie.sees('R-1 details');
    for (const words of ['Who was considered', 'in turn', 'On the calendar', 'booked it'])
      expect(details).toContain(words);
    await jamie.closes();
    await jamie.types('general', '/schedule why 999');
    await jamie.reads('general', 'There is no request R-999');
  });

  it('shows the details of a request only to those who may view it at that moment', async () => {
    const { pool } = desk().world.store;
    const everyone = `person_id is null and "right" = 'view'`;
    const { rows: taken } = await pool.query(`delete from role_grant where ${everyone} returning *`);
    expect(taken).toHaveLength(1);
    const lena = desk().as('Lena Hoffman');
    await pool.query(
      `delete from role_grant where "right" = 'view' and person_id = (select id from person where name = 'Lena Hoffman')`,
    );
    await lena.pressesOnCard('sales-desk', 'Details');
    await lena.reads('sales-desk', 'You may not read the details of this request');
    await pool.query(`insert into role_grant (id, tenant_id, "right") values ($1, $2, 'view')`, [
      taken[0]?.id,
      taken[0]?.tenant_id,
    ]);
    await lena.pressesOnCard('sales-desk', 'Details');
    await lena.sees('R-1 details');
  });

  it('moves a booking: the old time is free again and the calendar, the card and the owner follow', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.pressesOnCard('sales-desk', 'Reschedule');
    await jamie.sees('It stays booked until you pick another time');
    await jamie.presses('Move here', 1);
    await jamie.sees('is moved');
    await jamie.closes();
    const [booking] = await rows('select starts_at, ends_at, sequence from booking');
    expect(booking).toMatchObject({ sequence: 1 });
    const claims = await rows("select 1 from claim where state = 'confirmed'");
    expect(claims).toHaveLength(1);
    await expect
      .poll(
        async () => (await rows("select lower(during) as start from local_event where state = 'confirmed'"))[0]?.start,
        {
          timeout: 10_000,
        },
      )
      .toEqual(booking?.starts_at);
  });

  it('cancels with a reason that the owner is told, in words that stay words', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.pressesOnCard('sales-desk', 'Cancel…');
    await jamie.sends({ 'Why is it cancelled?': 'On vacation <!channel> *now*' });
    await jamie.sees('It is cancelled');
    const card = await jamie.reads('sales-desk', 'Sales call R-1: cancelled');
    expect(card).toContain('Cancelled by Jamie Fox: On vacation <!channel> *now*');
    // The words stand in plain text, where Slack reads no markup.
    expect(JSON.stringify((await jamie.see()).messages)).not.toMatch(/"type":"mrkdwn","text":"[^"]*<!channel>/);
    expect(await rows("select 1 from claim where state in ('hold', 'confirmed')")).toHaveLength(0);
    await expect.poll(() => rows("select 1 from local_event where state = 'confirmed'")).toHaveLength(0);
    expect(await rows("select 1 from follow_up where state = 'due'")).toHaveLength(0);
  });

  it('answers an unknown use case with what there is', async () => {
    const jamie = desk().as('Jamie Fox');
    await jamie.types('general', '/schedule lunch');
    expect(await jamie.reads('general', 'nothing called “lunch”')).toContain('/schedule sales-call');
  });
});
