import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrashLane, crashLane, type Found } from '../support/crash-lane.ts';
import { type CrashPoint, inBrief } from '../support/crash-points.ts';

/** Everything once, however the desk was killed. */
const whole = { bookings: 1, claims: 1, calendarEvents: 1, booked: 1, followUpsTwice: 0 };
const limit = 120_000;

function lane(): () => CrashLane {
  let open: CrashLane | undefined;
  beforeAll(async () => {
    open = await crashLane();
  }, limit);
  afterAll(() => open?.stop(), limit);
  return () => {
    if (!open) throw new Error('The lane is open within tests only.');
    return open;
  };
}

function expectWhole(found: Found, posts: Partial<Found['posts']> = {}): void {
  expect(found).toMatchObject({ ...whole, posts: { card: 1, owner: 1, reminder: 0, ...posts } });
  expect(found.followUps).toBeGreaterThanOrEqual(2);
  expect(found.settledMs).toBeLessThan(60_000);
}

describe('a desk that is killed while it books', () => {
  const desk = lane();
  it.each(inBrief.booking)(
    '%s: the booking is there once after the next start',
    async (point) => {
      expectWhole(await desk().bookOver(point));
    },
    limit,
  );
});

describe('a desk that is killed while it carries out a booking', () => {
  const desk = lane();
  /** Between a post and its record nobody can know that it was posted: Slack has no key against repeating it. */
  const twice: Partial<Record<CrashPoint, Partial<Found['posts']>>> = {
    'after the card is posted': { card: 2 },
    'after the owner is told': { owner: 2 },
  };
  it.each(inBrief.job)(
    '%s: the next one finishes it, and nothing is done twice',
    async (point) => {
      expectWhole(await desk().bookOver(point), twice[point]);
    },
    limit,
  );
});

describe('a desk that is killed while it reminds', () => {
  const desk = lane();
  it.each(inBrief.reminder)(
    '%s: every reminder comes once',
    async (point) => {
      expectWhole(await desk().remindOver(point), { reminder: point === 'after a reminder is posted' ? 2 : 1 });
    },
    limit,
  );
});
