/** Random worlds with the rules that a use case may add: company days, blackouts, limits and certificates. */
import fc from 'fast-check';
import type { Booked, OwnerFacts } from '../../src/scheduling/facts.ts';
import type { Policies } from '../../src/scheduling/policies/schema.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';
import { type World, worlds } from './random-worlds.ts';
import { hour } from './worlds.ts';

const certificate = 'forklift';
const broken = fc.constantFrom('refuse' as const, 'needs-override' as const);

function dateFrom(now: number, days: number): string {
  return new Date(now + days * 24 * hour).toISOString().slice(0, 10);
}

function policiesNear(now: number, lead: number): fc.Arbitrary<Partial<Policies>> {
  const day = fc.integer({ min: -1, max: lead });
  const blackout = fc.record({
    from: day,
    days: fc.integer({ min: 0, max: 2 }),
    zone: fc.option(fc.constantFrom('America/Chicago', 'Asia/Kathmandu'), { nil: undefined }),
    broken,
  });
  const limit = fc.record({
    whose: fc.constantFrom('owner' as const, 'pool' as const, 'requester' as const),
    per: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    weekStart: fc.constantFrom('monday' as const, 'sunday' as const),
    max: fc.integer({ min: 1, max: 3 }),
    of: fc.constantFrom('this-use-case' as const, 'all-use-cases' as const),
    broken,
  });
  return fc.record({
    companyDays: fc.array(
      day.map((n) => ({ date: dateFrom(now, n), name: 'a day of the company' })),
      { maxLength: 2 },
    ),
    blackouts: fc.array(
      blackout.map(({ from, days, zone, broken }) => ({
        name: 'inventory',
        from: dateFrom(now, from),
        until: dateFrom(now, from + days),
        broken,
        ...(zone === undefined ? {} : { zone }),
      })),
      { maxLength: 2 },
    ),
    limits: fc.array(limit, { maxLength: 2 }),
    evidence: fc.array(
      broken.map((broken) => ({ from: 'owner' as const, certificate, broken })),
      { maxLength: 1 },
    ),
  });
}

function bookedNear(now: number, lead: number): fc.Arbitrary<Booked[]> {
  const one = fc.record({
    useCaseKey: fc.constantFrom('sales-call', 'site-visit'),
    start: fc.integer({ min: -40, max: (lead + 8) * 48 }).map((halfHours) => now + halfHours * (hour / 2)),
  });
  return fc.array(one, { maxLength: 6 });
}

/** @param lead the longest maximum lead, in days */
export function ruledWorlds(lead: number): fc.Arbitrary<World> {
  return worlds(lead).chain((world) => {
    const { now, facts } = world;
    const booked = bookedNear(now, lead);
    const expires = fc.option(fc.integer({ min: -1, max: lead + 1 }).map((days) => dateFrom(now, days)));
    const added = fc.record({ booked, expires, everyDay: fc.boolean() });
    const owners = fc.array(added, { minLength: facts.owners.length, maxLength: facts.owners.length });
    return fc.record({ policies: policiesNear(now, lead), owners, requester: booked }).map((more): World => {
      const useCase = useCaseSchema.parse({
        ...facts.useCase,
        policies: { ...facts.useCase.policies, ...more.policies },
      });
      const requester = { email: null, rights: new Set<never>(), booked: more.requester, open: 0 };
      const known = facts.owners.map((owner, i) => withAdded(owner, more.owners[i]));
      return { ...world, facts: { ...facts, useCase, requester, owners: known } };
    });
  });
}

interface Added {
  booked: Booked[];
  expires: string | null;
  /** Works long hours every day, so that most worlds have something to offer. */
  everyDay: boolean;
}

function withAdded(facts: OwnerFacts, added: Added | undefined): OwnerFacts {
  if (added === undefined) return facts;
  const { booked, expires, everyDay } = added;
  const certificates = expires === null ? [] : [{ name: certificate, expires }];
  const hours = everyDay ? [{ days: [0, 1, 2, 3, 4, 5, 6], start: 480, end: 1200 }] : facts.owner.hours;
  return { ...facts, booked, owner: { ...facts.owner, hours, certificates } };
}
