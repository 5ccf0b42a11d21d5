/** Proposals: a few slots, spread over days, each with reasons, and a record that explains every start. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OwnerFacts } from '../../src/scheduling/facts.ts';
import { propose } from '../../src/scheduling/proposal.ts';
import { inBrief } from '../../src/scheduling/reasons.ts';
import type { Slot } from '../../src/scheduling/request.ts';
import { formatTime } from '../../src/scheduling/time/format.ts';
import { broken, clock } from './brute-force.ts';
import { type World, worlds } from './random-worlds.ts';
import { anIntake, anOwner, at, aUseCase, hour, id, monday, ownerFacts, someFacts } from './worlds.ts';

const dana = ownerFacts(anOwner(1));
const alex = ownerFacts(anOwner(2), { taken: 3 });
const phoenix = anIntake({ attendee: { name: 'Ada', zone: 'America/Phoenix' } });

function offered(owners: readonly OwnerFacts[], changes: Partial<Parameters<typeof propose>[0]> = {}) {
  return propose({ facts: someFacts(owners), intake: anIntake(), now: monday, ...changes });
}
const lines = (slots: readonly Slot[], zone = 'America/New_York') =>
  slots.map((s) => `${formatTime(s.start, zone)} ${s.ownerName}`);
const codes = (slot: Slot | undefined) => slot?.reasons.map((r) => r.code);

test('slots come on different days first, changing between morning and afternoon', () => {
  expect(lines(offered([dana, alex]).slots)).toEqual([
    'Mon, Nov 30, 10:30 AM EST Dana',
    'Tue, Dec 1, 1:00 PM EST Dana',
    'Wed, Dec 2, 9:00 AM EST Dana',
    'Thu, Dec 3, 1:00 PM EST Dana',
  ]);
});

test('on a single wished day, slots come in both halves of it and not close together', () => {
  const intake = anIntake({ window: { from: '2026-12-01', until: '2026-12-01' } });
  expect(lines(offered([dana], { intake }).slots)).toEqual([
    'Tue, Dec 1, 9:00 AM EST Dana',
    'Tue, Dec 1, 10:30 AM EST Dana',
    'Tue, Dec 1, 1:00 PM EST Dana',
    'Tue, Dec 1, 2:30 PM EST Dana',
  ]);
});

test('wished days are days of the attendee, both included', () => {
  const intake = { ...phoenix, window: { from: '2026-12-02', until: '2026-12-03' } };
  const { slots } = offered([dana], { intake });
  expect(new Set(slots.map((s) => clock('America/Phoenix', s.start).date))).toEqual(
    new Set(['2026-12-02', '2026-12-03']),
  );
});

test('whoever is next in turn is offered, and the reasons say so with both clocks', () => {
  const [first] = offered([dana, alex], { intake: phoenix }).slots;
  expect(first?.reasons.map((r) => r.text)).toEqual([
    'Dana is next in turn: 0 bookings so far, 1.5 due.',
    '9:00 AM in Phoenix, 11:00 AM in New York: inside Dana’s working hours; daytime in Phoenix.',
  ]);
  expect(codes(offered([dana, alex]).slots[0])).toContain('SOONEST');
});

test('the list of slots says the reasons in a few words', () => {
  const [first, second] = offered([dana, alex], { intake: phoenix }).slots.map((s) => inBrief(s.reasons));
  expect([first, second]).toEqual(['next in turn · daytime in Phoenix', 'next in turn · daytime in Phoenix']);
  expect(inBrief(offered([dana]).slots[0]?.reasons ?? [])).toBe('next in turn · soonest · daytime in New York');
});

test('another owner steps in on a day when the first has nothing, and the reason says so', () => {
  const off = ownerFacts(anOwner(1, { dateHours: [{ date: '2026-12-01', start: 0, end: 0 }] }));
  const { slots } = offered([off, alex]);
  expect(slots.map((s) => s.ownerName)).toEqual(['Dana', 'Alex', 'Dana', 'Dana']);
  expect(slots[1]?.reasons[0]?.text).toBe('Dana is next in turn but has no open time on Tue, Dec 1; Alex has.');
  expect(slots[1]?.reasons[0]?.brief).toBe('Dana, next in turn, has no time that day');
});

test('a matching skill is among the reasons', () => {
  const { slots } = offered([ownerFacts(anOwner(1, { skills: ['spanish'] }))], {
    intake: anIntake({ skill: 'spanish' }),
  });
  expect(slots.every((s) => codes(s)?.includes('MATCHES_SKILL'))).toBe(true);
});

test('the attendee is not woken while there is anything else', () => {
  const early = ownerFacts(anOwner(1, { hours: [{ days: [1, 2, 3, 4, 5], start: 5 * 60, end: 10 * 60 }] }));
  const honolulu = anIntake({ attendee: { name: 'Ada', zone: 'Pacific/Honolulu' } });
  const nothingElse = offered([early], { intake: honolulu }).slots;
  expect(nothingElse[0]?.reasons.at(-1)?.brief).toBe('before 7:00 AM in Honolulu, but nothing else is open');
  const { slots } = offered([early, alex], { intake: honolulu });
  expect(slots.every((s) => s.ownerName === 'Alex' && clock('Pacific/Honolulu', s.start).minute >= 420)).toBe(true);
});

test('starts that were shown are not offered again', () => {
  const first = offered([dana]);
  const next = offered([dana], { exclude: new Set(first.slots.map((s) => s.start)) });
  expect(next.slots).toHaveLength(4);
  expect(next.slots.some((s) => first.slots.some((f) => f.start === s.start))).toBe(false);
});

test('an owner whose calendar cannot be read is not offered, and the record says why', () => {
  const unknown = ownerFacts(anOwner(1), { busy: { kind: 'unknown', why: 'it does not answer' } });
  const { slots, evaluation } = offered([unknown, alex]);
  expect(slots.every((s) => s.ownerName === 'Alex')).toBe(true);
  expect(evaluation.owners[0]).toMatchObject({ name: 'Dana', open: 0, rank: 1 });
  expect(evaluation.owners[0]?.reasons.map((r) => r.code)).toContain('UNKNOWN_CALENDAR');
});

test('nobody eligible is told as that, with the gates that failed and what would help', () => {
  const { slots, because } = offered([dana, alex], { intake: anIntake({ skill: 'spanish' }) });
  expect(slots).toEqual([]);
  expect(because).toEqual([
    {
      code: 'NO_OWNER',
      text: 'None of the 2 people in the pool can take this: 2 without the skill.',
      fix: 'Ask for another skill. Or ask the manager of the pool to add somebody.',
    },
  ]);
});

test('an empty pool is told as that', () => {
  expect(offered([]).because).toMatchObject([{ code: 'NO_OWNER', text: 'Nobody is in the pool for this yet.' }]);
});

test('no time is told with what took it, and a wished last day with the change that would help', () => {
  const intake = anIntake({ window: { from: '2026-12-05', until: '2026-12-06' } });
  expect(offered([dana], { intake }).because).toEqual([
    {
      code: 'NO_TIME',
      text: 'Nothing is open from Sat, Dec 5 to Sun, Dec 6 in New York for the one person who can take this. Of 96 starts: 96 outside working hours.',
      fix: 'Try a later last day.',
    },
  ]);
});

test('wished days that are over leave nothing, and are told as that', () => {
  const intake = anIntake({ window: { until: '2026-11-01' } });
  expect(offered([dana], { intake }).because).toMatchObject([
    { code: 'NO_TIME', text: expect.stringContaining('over') },
  ]);
});

test('the record names window, starts, method and the tie-break', () => {
  const { evaluation } = offered([alex, dana]);
  expect(evaluation).toMatchObject({
    at: monday,
    useCaseKey: 'sales-call',
    useCaseVersion: 3,
    method: 'round-robin',
    window: { from: at('2026-11-30T05:00Z'), to: at('2026-12-15T05:00Z') },
    starts: 15 * 48,
  });
  expect(evaluation.tieBreak).toContain('waited longest');
  expect(evaluation.owners.map((o) => [o.name, o.rank])).toEqual([
    ['Dana', 1],
    ['Alex', 2],
  ]);
});

const settings = { seed: 20261130, numRuns: 400 };
const run = ({ facts, intake, now }: World) => propose({ facts, intake, now });

test('no slot breaks a rule, leaves its wished days or shares a moment with another, and each has reasons', () => {
  fc.assert(
    fc.property(worlds(10), (world) => {
      const { facts, intake, now } = world;
      const { slots } = run(world);
      expect(slots.length).toBeLessThanOrEqual(facts.useCase.offer);
      slots.forEach((slot, i) => {
        const owner = facts.owners.find((o) => o.owner.id === slot.ownerId);
        expect(owner && [...broken(facts, owner, intake, now, slot.start)]).toEqual([]);
        const { date } = clock(intake.attendee.zone, slot.start);
        expect(date >= (intake.window.from ?? '') && date <= (intake.window.until ?? '9999')).toBe(true);
        expect(slot.start).toBeGreaterThanOrEqual(slots[i - 1]?.end ?? 0);
        expect(slot.reasons.length).toBeGreaterThan(0);
      });
    }),
    settings,
  );
});

test('a slot fits the free time of its one owner', () => {
  fc.assert(
    fc.property(worlds(10), (world) => {
      for (const slot of run(world).slots) {
        const owner = world.facts.owners.find((o) => o.owner.id === slot.ownerId);
        const taken = [...(owner?.busy.kind === 'known' ? owner.busy.ranges : []), ...(owner?.claimed ?? [])];
        expect(taken.some(([from, to]) => from < slot.end && slot.start < to)).toBe(false);
      }
    }),
    settings,
  );
});

test('open and explained starts of an owner are together all starts', () => {
  fc.assert(
    fc.property(worlds(10), (world) => {
      const { evaluation } = run(world);
      for (const owner of evaluation.owners) {
        const closed = Object.values(owner.closed).reduce((sum, n) => sum + n, 0);
        expect(owner.open + closed).toBe(evaluation.starts);
      }
    }),
    settings,
  );
});

test('the order in which facts arrive changes nothing', () => {
  const shuffled = worlds(6).chain((world) =>
    fc.record({
      world: fc.constant(world),
      owners: fc.shuffledSubarray([...world.facts.owners], { minLength: world.facts.owners.length }),
      reverse: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ world, owners, reverse }) => {
      const mixed = owners.map((o): OwnerFacts => {
        if (!reverse) return o;
        const busy = o.busy.kind === 'known' ? { ...o.busy, ranges: [...o.busy.ranges].reverse() } : o.busy;
        const owner = { ...o.owner, hours: [...o.owner.hours].reverse(), dateHours: [...o.owner.dateHours].reverse() };
        return { ...o, owner, busy, claimed: [...o.claimed].reverse() };
      });
      expect(run({ ...world, facts: { ...world.facts, owners: mixed } })).toEqual(run(world));
    }),
    settings,
  );
});

test('the season of today and the hour of the question change nothing about another month', () => {
  const facts = someFacts([ownerFacts(anOwner(1))], { useCase: aUseCase({ policies: { maximumLead: 180 } }) });
  const intake = anIntake({ window: { from: '2026-12-01', until: '2026-12-04' } });
  const asked = (now: number) => propose({ facts, intake, now }).slots.map((s) => [s.ownerId, s.start]);
  expect(asked(at('2026-07-15T12:00Z'))).toEqual(asked(monday - 9 * hour));
  expect(asked(monday)[0]).toEqual([id(1), at('2026-12-01T14:00Z')]);
});
