/** Random worlds in which every rule about time is set: limits that are filled, blackouts, and days of the company. */
import fc from 'fast-check';
import { type World, worlds } from '../random-worlds.ts';
import { hour } from '../worlds.ts';
import { useCaseWith, type Written } from './judging.ts';

const day = 24 * hour;
const broken = fc.constantFrom('refuse', 'needs-override');

/** The same world with limits, blackouts and closed days around its time, and bookings that fill the limits. */
export const ruledWorlds = worlds(12).chain((world): fc.Arbitrary<World> => {
  const date = (n: number) => new Date(world.now + n * day).toISOString().slice(0, 10);
  const days = fc.integer({ min: 0, max: 12 });
  return fc
    .record({
      limits: fc.array(
        fc.record({
          whose: fc.constantFrom('owner', 'pool', 'requester'),
          per: fc.constantFrom('day', 'week', 'month'),
          weekStart: fc.constantFrom('monday', 'sunday'),
          max: fc.integer({ min: 1, max: 3 }),
          of: fc.constantFrom('this-use-case', 'all-use-cases'),
          broken,
        }),
        { minLength: 1, maxLength: 3 },
      ),
      blackouts: fc.array(
        fc.record({
          first: days,
          length: fc.integer({ min: 0, max: 3 }),
          zoned: fc.boolean(),
          clock: fc.boolean(),
          broken,
        }),
        { maxLength: 3 },
      ),
      closed: fc.uniqueArray(days, { maxLength: 4 }),
      booked: fc.array(fc.integer({ min: -3, max: 12 * 24 }), { maxLength: 12 }),
    })
    .map(({ limits, blackouts, closed, booked }): World => {
      const policies: Written = {
        ...world.facts.useCase.policies,
        limits,
        blackouts: blackouts.map((b) => ({
          name: 'x',
          from: date(b.first) + (b.clock ? 'T01:30' : ''),
          until: date(b.first + b.length) + (b.clock ? 'T23:45' : ''),
          ...(b.zoned ? { zone: 'Asia/Kathmandu' } : {}),
          broken: b.broken,
        })),
        companyDays: closed.map((n) => ({ date: date(n), name: 'x' })),
      };
      const live = booked.map((n, i) => ({
        useCaseKey: i % 4 === 0 ? 'interview' : 'sales-call',
        start: world.now + n * hour,
      }));
      const { facts } = world;
      const useCase = useCaseWith(policies, { duration: facts.useCase.duration, grid: facts.useCase.grid });
      return {
        ...world,
        facts: {
          ...facts,
          useCase,
          owners: facts.owners.map((o, i) => ({ ...o, booked: live.filter((_, n) => n % facts.owners.length === i) })),
          requester: { email: null, rights: new Set(), booked: live, open: 0 },
        },
      };
    });
});
