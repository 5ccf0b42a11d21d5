import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/store/database.ts';
import { addToPool, saveOwner } from '../../src/store/owners.ts';
import { createPerson } from '../../src/store/people.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { type ConnectedDesk, connectedDesk } from '../support/connected-desk.ts';

const crowd = 50;

describe('fifty people and one slot of one owner', () => {
  let c: ConnectedDesk;

  beforeAll(async () => {
    c = await connectedDesk(crowd);
    const { store } = c.desk.world;
    const tenant = await tenantOfWorkspace(store.db, 'slack', 'T0CONNECTED');
    if (tenant === null) throw new Error('no tenant');
    await inTransaction(store, async (tx) => {
      const who = await createPerson(tx, tenant, {
        name: 'Person 0',
        email: 'person.0@example.com',
        zone: 'America/Denver',
      });
      const owner = await saveOwner(tx, tenant, {
        personId: who.id,
        name: who.name,
        zone: who.zone,
        hours: [{ days: [1, 2, 3, 4, 5], start: 540, end: 1020 }],
        dateHours: [],
        skills: ['core'],
        territories: [],
      });
      await addToPool(tx, tenant, 'sales', owner.id);
    });
  });
  afterAll(() => c?.stop());

  it('gives it to exactly one, and every other is told kindly and offered other times at once', async () => {
    const everybody = Array.from({ length: crowd }, (_, n) => c.person(n));
    for (const one of everybody) {
      await one.types('general', '/schedule sales-call');
      await one.sends({
        Customer: 'Acme Corp',
        'Customer’s email': 'pat@acme.example',
        'Customer’s time zone': 'America/Phoenix',
        'What are they interested in?': 'core',
      });
      await one.sees('Nothing is held until you pick one');
    }
    await Promise.all(everybody.map((one) => one.presses('Book')));
    const said = await Promise.all(everybody.map((one) => one.sees(/is booked|was just taken/)));

    expect(said.filter((text) => text.includes('is booked'))).toHaveLength(1);
    const losers = said.filter((text) => text.includes('That time was just taken'));
    expect(losers).toHaveLength(crowd - 1);
    for (const text of losers) {
      expect(text).toContain('Pick one of these instead');
      expect(text).not.toMatch(/Person [1-9]/);
    }
    const { rows } = await c.desk.world.store.pool.query(
      "select (select count(*)::int from booking) as bookings, (select count(*)::int from claim where state = 'confirmed') as claims",
    );
    expect(rows).toEqual([{ bookings: 1, claims: 1 }]);
  }, 60_000);
});
