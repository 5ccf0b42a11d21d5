/** The chain: who is asked first, when somebody is passed over, and who looks after what nobody can take. */
import { describe, expect, test } from 'vitest';
import type { Facts, OwnerFacts } from '../../../src/scheduling/facts.ts';
import type { Intake } from '../../../src/scheduling/intake.ts';
import { type Proposal, propose } from '../../../src/scheduling/proposal.ts';
import { describeRouting } from '../../../src/scheduling/routing/describe.ts';
import { routingSchema } from '../../../src/scheduling/routing/schema.ts';
import { anIntake, anOwner, at, aUseCase, id, monday, ownerFacts, someFacts } from '../worlds.ts';

const dana = anOwner(1, { email: 'dana@example.com' });
const alex = anOwner(2, { email: 'alex@example.com' });
const kim = anOwner(3, { email: 'kim@example.com' });
const busyUntil = (day: string): Partial<OwnerFacts> => ({
  busy: { kind: 'known', ranges: [[monday - 86_400_000, at(`${day}T05:00:00Z`)]] },
});
const ada = { name: 'Ada', email: 'ada@acme.com', zone: 'America/New_York' };

function proposed(
  routing: unknown,
  { owners, facts = {}, intake = {} }: { owners?: OwnerFacts[]; facts?: Partial<Facts>; intake?: Partial<Intake> } = {},
): Proposal {
  const useCase = aUseCase({ routing: routingSchema.parse(routing) });
  return propose({
    facts: someFacts(owners ?? [dana, alex, kim].map((o) => ownerFacts(o)), { useCase, ...facts }),
    intake: anIntake({ attendee: ada, ...intake }),
    now: monday,
  });
}

const whose = ({ slots }: Proposal) => [...new Set(slots.map((s) => s.ownerName))];
const handedOver = ({ evaluation }: Proposal) => evaluation.tried?.map((t) => t.reason?.text ?? 'decided');
const ofDana = { ownerId: dana.id, ownerName: 'Dana', key: 'acme.com' };
const ownerFirst = {
  method: 'account-owner',
  unlessAfterDays: 5,
  fallback: [{ method: 'round-robin' }, { person: 'Olivia@example.com' }],
};

describe('the account owner', () => {
  test('is offered alone, with the account as the reason, and nobody else is asked', () => {
    const found = proposed(ownerFirst, { facts: { account: ofDana } });
    expect(whose(found)).toEqual(['Dana']);
    expect(found.slots[0]?.reasons[0]?.text).toBe('Dana owns the account acme.com.');
    expect(found.slots[0]?.routedBy).toBe('account-owner');
    expect(found.because).toEqual([]);
    expect(found.evaluation.owners[1]).toMatchObject({
      eligible: true,
      rank: null,
      reasons: [{ code: 'NOT_ASKED', text: 'Alex was not asked: the account owner decided.' }],
    });
  });

  test('is passed over when their next time is too far away, and that is said', () => {
    const owners = [ownerFacts(dana, busyUntil('2026-12-09')), ownerFacts(alex)];
    const found = proposed(ownerFirst, { owners, facts: { account: ofDana } });
    expect(whose(found)).toEqual(['Alex']);
    const said =
      'Dana owns the account acme.com but has no time before Wed, Dec 9, more than 5 days away, so the round-robin decides.';
    expect(found.because).toEqual([{ code: 'PASSED_OVER', text: said }]);
    expect(handedOver(found)).toEqual([said, 'decided']);
    expect(found.evaluation.method).toBe('round-robin');
  });

  test('may be exactly as many days away as the rule says', () => {
    const owners = [ownerFacts(dana, busyUntil('2026-12-05')), ownerFacts(alex)];
    expect(whose(proposed({ ...ownerFirst, unlessAfterDays: 7 }, { owners, facts: { account: ofDana } }))).toEqual([
      'Dana',
    ]);
    expect(whose(proposed({ ...ownerFirst, unlessAfterDays: 6 }, { owners, facts: { account: ofDana } }))).toEqual([
      'Alex',
    ]);
  });

  test('counts the days from the first wished day on', () => {
    const owners = [ownerFacts(dana, busyUntil('2026-12-08')), ownerFacts(alex)];
    const intake = { window: { from: '2026-12-04' } };
    expect(whose(proposed(ownerFirst, { owners, facts: { account: ofDana }, intake }))).toEqual(['Dana']);
  });

  test('is offered late all the same when nobody else is to be asked', () => {
    const owners = [ownerFacts(dana, busyUntil('2026-12-09')), ownerFacts(alex)];
    const found = proposed({ method: 'account-owner', unlessAfterDays: 5 }, { owners, facts: { account: ofDana } });
    expect(whose(found)).toEqual(['Dana']);
    expect(found.because.at(-1)?.text).toBe('Nobody else has an open time, so Dana is offered after all.');
  });

  test('who cannot take it hands over quietly, and the record says why', () => {
    const found = proposed(ownerFirst, { facts: { account: { ...ofDana, ownerId: id(77), ownerName: 'Uma' } } });
    expect(found.because).toEqual([]);
    expect(handedOver(found)).toEqual([
      'Uma owns the account acme.com but cannot take this, so the round-robin decides.',
      'decided',
    ]);
    expect(handedOver(proposed(ownerFirst))?.[0]).toBe(
      'No owner of an account is known for ada@acme.com, so the round-robin decides.',
    );
  });
});

test('the last who served the attendee is offered within the days, and not after', () => {
  const routing = { method: 'last-touch', withinDays: 30, fallback: [{ method: 'round-robin' }] };
  const touched = (day: string) => ({
    facts: { lastTouch: { ownerId: kim.id, ownerName: 'Kim', at: at(`${day}T15:00:00Z`) } },
  });
  const found = proposed(routing, touched('2026-11-03'));
  expect(whose(found)).toEqual(['Kim']);
  expect(found.slots[0]?.reasons[0]?.text).toBe('Kim served ada@acme.com last, on Tue, Nov 3.');
  expect(handedOver(proposed(routing, touched('2026-10-20')))?.[0]).toBe(
    'Nobody served ada@acme.com in the last 30 days, so the round-robin decides.',
  );
});

test('an answer names the owner', () => {
  const routing = { method: 'named-owner', fallback: [{ method: 'round-robin' }] };
  const found = proposed(routing, { intake: { owner: 'Alex@Example.com' } });
  expect(whose(found)).toEqual(['Alex']);
  expect(found.slots[0]?.reasons[0]).toEqual({ code: 'NAMED_OWNER', text: 'Alex was asked for.' });
  expect(handedOver(proposed(routing, { intake: { owner: 'eve@example.com' } }))?.[0]).toBe(
    'eve@example.com is not in the pool, so the round-robin decides.',
  );
});

test('the narrowest territory wins, and its owner is followed by those of wider ones', () => {
  const routing = {
    method: 'territory',
    areas: [
      { owners: ['dana@example.com'], states: ['AZ'] },
      { owners: ['alex@example.com'], postal: ['850'] },
      { owners: ['kim@example.com'], postal: ['85003-85009'] },
    ],
    fallback: [{ method: 'round-robin' }],
  };
  const ranks = (intake: Partial<Intake>) =>
    proposed(routing, { intake })
      .evaluation.owners.filter((o) => o.rank !== null)
      .map((o) => o.name);
  expect(ranks({ postalCode: '85003-1234', territory: 'AZ' })).toEqual(['Kim', 'Alex', 'Dana']);
  expect(ranks({ postalCode: '85012', territory: 'AZ' })).toEqual(['Alex', 'Dana']);
  expect(ranks({ postalCode: '86001', territory: 'AZ' })).toEqual(['Dana']);
  const elsewhere = proposed(routing, { intake: { postalCode: '10001', territory: 'NY' } });
  expect(handedOver(elsewhere)?.[0]).toBe('Nobody serves 10001, NY, so the round-robin decides.');
});

test('the highest level in what is asked for comes first, and equals take turns', () => {
  const routing = {
    method: 'skills',
    levels: { 'Alex@example.com': { Spanish: 3, english: 1 }, 'kim@example.com': { spanish: 3 } },
    fallback: [{ method: 'round-robin' }],
  };
  const owners = [dana, alex, kim].map((o) => ownerFacts({ ...o, skills: ['spanish', 'english'] }));
  const asked = proposed(routing, { owners, intake: { skill: 'spanish' } });
  expect(asked.evaluation.owners.map((o) => [o.name, o.reasons.at(-1)?.text])).toEqual([
    ['Alex', 'Alex comes 2nd in turn: 0 bookings so far, 0 due.'],
    ['Kim', 'Kim comes 3rd in turn: 0 bookings so far, 0 due.'],
    ['Dana', 'Dana has level 1 in Spanish; the highest is 3.'],
  ]);
  expect(asked.slots[0]?.reasons[0]?.text).toBe('Alex has the highest level in Spanish: 3.');
  const both = proposed(routing, { owners, intake: { skill: 'spanish', language: 'english' } });
  expect(both.slots[0]?.reasons[0]?.text).toBe('Dana has the highest level in Spanish and english: 1.');
  expect(handedOver(proposed(routing, { owners }))?.[0]).toBe('No skill was asked for, so the round-robin decides.');
});

test('the last step leaves it to the person at the end, by name', () => {
  const owners = [ownerFacts(dana, busyUntil('2027-01-30'))];
  const found = proposed(ownerFirst, { owners, facts: { accountable: { personId: id(9), name: 'Olivia Grant' } } });
  expect(found.slots).toEqual([]);
  expect(handedOver(found)?.at(-1)).toBe('The whole pool has no open time, so Olivia Grant decides.');
  expect(found.because[0]?.code).toBe('NO_TIME');
});

test('without anybody to fall back on, what was missing is the reason', () => {
  const found = proposed({ method: 'named-owner' });
  expect(found.because).toEqual([
    {
      code: 'NO_OWNER',
      text: 'Nobody was asked for by name.',
      fix: 'Ask whoever looks after the use case to let the round-robin decide at last.',
    },
  ]);
});

describe('the settings', () => {
  test('say in plain English how it routes', () => {
    expect(describeRouting(aUseCase({ routing: routingSchema.parse(ownerFirst) }))).toEqual([
      'Whoever owns the customer’s account takes it, unless their next open time is more than 5 days away.',
      'If that gives no time: owners take turns: whoever is furthest below what is due to them comes first; a booking that ends as cancelled or no-show is given back.',
      'If nobody can take it, olivia@example.com is told and looks after it.',
    ]);
  });

  test('of the first version are still read', () => {
    expect(routingSchema.parse({ method: 'round-robin' })).toMatchObject({ weights: {}, fallback: [] });
  });

  test('refuse a person before the end, a range backwards and a weight of nothing', () => {
    const bad = [
      { method: 'skills', fallback: [{ person: 'a@b.co' }, { method: 'round-robin' }] },
      { method: 'territory', areas: [{ owners: ['a@b.co'], postal: ['85009-85003'] }] },
      { method: 'round-robin', weights: { 'a@b.co': 0 } },
    ];
    for (const routing of bad) expect(routingSchema.safeParse(routing).success).toBe(false);
  });
});
