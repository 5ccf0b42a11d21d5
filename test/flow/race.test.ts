import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedDesk, connectedDesk, firstPersonSells, goodAnswers } from '../support/connected-desk.ts';

const crowd = 50;

describe('fifty people and one slot of one owner', () => {
  let c: ConnectedDesk;

  beforeAll(async () => {
    c = await connectedDesk(crowd);
    await firstPersonSells(c.desk.world.store);
  });
  afterAll(() => c?.stop());

  it('gives it to exactly one, and every other is told kindly and offered other times at once', async () => {
    const everybody = Array.from({ length: crowd }, (_, n) => c.person(n));
    for (const one of everybody) {
      await one.types('general', '/schedule sales-call');
      await one.sends(goodAnswers);
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
