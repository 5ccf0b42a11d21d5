/** Availability and the grid of starts: exactly what a naive checker finds, start by start. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { availabilityOf } from '../../src/scheduling/availability.ts';
import { rulesOf } from '../../src/scheduling/policies/policies.ts';
import { gridOf, searchFor } from '../../src/scheduling/search.ts';
import { broken, clock } from './brute-force.ts';
import { newcomer, type World, worlds } from './random-worlds.ts';
import { anIntake, anOwner, at, aUseCase, hour, minute, monday, ownerFacts, someFacts } from './worlds.ts';

function openStarts({ facts, intake, now }: World): Set<number> {
  const search = searchFor(facts, intake, now);
  const grid = gridOf(search);
  return new Set(
    facts.owners.flatMap((owner) => availabilityOf(owner, search, grid).open.map((place) => grid.starts[place] ?? 0)),
  );
}

/** The starts of an owner on one local day of New York, as clock times there. */
function clockTimes(
  world: Partial<Parameters<typeof aUseCase>[0]>,
  owner = ownerFacts(anOwner(1)),
  now = monday,
): string[] {
  const facts = someFacts([owner], { useCase: aUseCase(world) });
  const open = [...openStarts({ facts, intake: anIntake(), now })];
  return open
    .map((start) => new Date(start - 5 * hour).toISOString())
    .filter((text) => text.startsWith('2026-12-01'))
    .map((text) => text.slice(11, 16));
}

test('a meeting lies wholly inside the hours: the last start leaves room for it', () => {
  const times = clockTimes({ duration: 50 });
  expect(times[0]).toBe('09:00');
  expect(times.at(-1)).toBe('16:00');
});

test('a meeting may use stretches that touch as one', () => {
  const hours = [
    { days: [2], start: 540, end: 600 },
    { days: [2], start: 600, end: 660 },
  ];
  expect(clockTimes({ duration: 120 }, ownerFacts(anOwner(1, { hours })))).toEqual(['09:00']);
});

test('buffers may lie outside the hours, but touch neither busy time nor claims', () => {
  const owner = ownerFacts(anOwner(1, { hours: [{ days: [2], start: 540, end: 720 }] }), {
    busy: { kind: 'known', ranges: [[at('2026-12-01T13:00Z'), at('2026-12-01T14:00Z')]] },
    claimed: [[at('2026-12-01T16:00Z'), at('2026-12-01T16:10Z')]],
  });
  const useCase = { policies: { buffers: { before: 15, after: 15 } } };
  expect(clockTimes(useCase)).toContain('09:00');
  expect(clockTimes(useCase, owner)).toEqual(['09:30', '10:00', '11:30']);
});

test('starts lie on the clock of the attendee: an owner on the hour has other starts for Kathmandu', () => {
  const facts = someFacts([ownerFacts(anOwner(1))], { useCase: aUseCase({ grid: 60 }) });
  const open = openStarts({
    facts,
    intake: anIntake({ attendee: { name: 'Ada', zone: 'Asia/Kathmandu' } }),
    now: monday,
  });
  expect(new Set([...open].map((start) => (start / minute) % 60))).toEqual(new Set([15]));
});

test('a start that the spring jump swallows is never in the grid', () => {
  const facts = someFacts([newcomer], { useCase: aUseCase({ grid: 30, maximumLead: 2 } as never) });
  const now = at('2026-03-07T12:00Z');
  const { starts } = gridOf(searchFor(facts, anIntake(), now));
  const shown = starts.map((start) => clock('America/New_York', start)).filter((c) => c.date === '2026-03-08');
  expect(shown).toHaveLength(46);
  expect(shown.some((c) => c.minute >= 120 && c.minute < 180)).toBe(false);
});

test('the grid is every minute of the window whose clock is a multiple of the step', () => {
  fc.assert(
    fc.property(worlds(2), ({ facts, intake, now }) => {
      const search = searchFor(facts, intake, now);
      const naive: number[] = [];
      for (let start = search.from; start < search.to; start += 5 * minute)
        if (clock(intake.attendee.zone, start).minute % facts.useCase.grid === 0) naive.push(start);
      expect(gridOf(search).starts).toEqual(naive);
    }),
    { seed: 7, numRuns: 60 },
  );
});

test('a start is open exactly when a naive checker finds no broken rule, and else counts for the first that is', () => {
  fc.assert(
    fc.property(worlds(2), ({ facts, intake, now }) => {
      const search = searchFor(facts, intake, now);
      const grid = gridOf(search);
      for (const owner of facts.owners) {
        const { open, closed } = availabilityOf(owner, search, grid);
        const naiveOpen: number[] = [];
        const naiveClosed: Record<string, number> = {};
        grid.starts.forEach((start, place) => {
          const codes = broken(facts, owner, intake, now, start);
          const first = rulesOf(facts.useCase).find((rule) => codes.has(rule.code))?.code;
          if (first === undefined) naiveOpen.push(place);
          else naiveClosed[first] = (naiveClosed[first] ?? 0) + 1;
        });
        expect(open).toEqual(naiveOpen);
        expect(closed).toEqual(naiveClosed);
      }
    }),
    { seed: 11, numRuns: 150 },
  );
});

test('one more owner never takes a start away', () => {
  fc.assert(
    fc.property(worlds(3), (world) => {
      const before = openStarts(world);
      const after = openStarts({ ...world, facts: { ...world.facts, owners: [newcomer, ...world.facts.owners] } });
      expect([...before].every((start) => after.has(start))).toBe(true);
    }),
    { seed: 13, numRuns: 200 },
  );
});
