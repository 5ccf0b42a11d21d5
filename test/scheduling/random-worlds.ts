/** Random worlds for the property tests, around the days when clocks change as often as on ordinary ones. */
import fc from 'fast-check';
import type { Facts, OwnerFacts } from '../../src/scheduling/facts.ts';
import type { Intake } from '../../src/scheduling/intake.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';
import { anIntake, anOwner, at, aUseCase, hour, id, minute, ownerFacts, someFacts } from './worlds.ts';

export interface World {
  facts: Facts;
  intake: Intake;
  now: number;
}

const zones = [
  'America/New_York',
  'America/Phoenix',
  'America/Los_Angeles',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
];
const zone = fc.constantFrom(...zones);
const days = [
  '2026-03-07',
  '2026-11-01',
  '2026-04-04',
  '2026-09-05',
  '2026-10-03',
  '2026-02-14',
  '2026-03-21',
  '2026-06-10',
  '2026-12-24',
];

/** Whole hours that no change of the clocks falls on, so that a wall time is never in doubt. */
const edge = fc.constantFrom(0, 300, 480, 540, 720, 780, 1020, 1200, 1320, 1440);
const stretch = fc.record({ start: edge, end: edge });

function ownersNear(start: number, length: number): fc.Arbitrary<OwnerFacts[]> {
  const time = fc
    .tuple(fc.integer({ min: -300, max: length * 288 }), fc.integer({ min: 1, max: 60 }))
    .map(([from, steps]): Interval => [start + from * 5 * minute, start + (from + steps) * 5 * minute]);
  const sorted = fc.array(time, { maxLength: 8 }).map((list) => [...list].sort((a, b) => a[0] - b[0]));
  const date = fc
    .integer({ min: -1, max: length })
    .map((n) => new Date(start + n * 24 * hour).toISOString().slice(0, 10));
  const owner = fc.record({
    zone,
    hours: fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 0, max: 6 })), start: edge, end: edge }), {
      maxLength: 3,
    }),
    dateHours: fc.array(
      fc.tuple(date, stretch).map(([on, h]) => ({ date: on, ...h })),
      { maxLength: 2 },
    ),
  });
  return fc
    .array(
      fc.record({
        owner,
        busy: fc.oneof(
          { weight: 9, arbitrary: sorted.map((ranges) => ({ kind: 'known' as const, ranges })) },
          { weight: 1, arbitrary: fc.constant({ kind: 'unknown' as const, why: 'it does not answer' }) },
        ),
        claimed: sorted,
        taken: fc.integer({ min: 0, max: 3 }),
        lastTakenAt: fc.option(fc.integer({ min: 0, max: 3 })),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((list) => list.map(({ owner: changes, ...time }, i) => ownerFacts(anOwner(i + 1, changes), time)));
}

/** @param lead the longest maximum lead, in days */
export function worlds(lead: number): fc.Arbitrary<World> {
  return fc
    .record({
      day: fc.constantFrom(...days),
      into: fc.integer({ min: 0, max: 36 * 60 * 60 * 1000 }),
      maximumLead: fc.integer({ min: 1, max: lead }),
      duration: fc.constantFrom(15, 30, 45, 60, 120),
      grid: fc.constantFrom(15, 20, 30, 45, 50, 60),
      before: fc.constantFrom(0, 10, 30),
      after: fc.constantFrom(0, 15, 60),
      minimumNotice: fc.constantFrom(0, 60, 1440),
      attendeeZone: zone,
      holiday: fc.option(fc.integer({ min: 0, max: lead })),
      wishes: fc.record({
        from: fc.option(fc.integer({ min: 0, max: lead })),
        until: fc.option(fc.integer({ min: 0, max: lead })),
      }),
    })
    .chain((w) => {
      const start = at(`${w.day}T00:00:00Z`);
      const date = (n: number) => new Date(start + n * 24 * hour).toISOString().slice(0, 10);
      return ownersNear(start, lead + 2).map(
        (owners): World => ({
          now: start + w.into,
          facts: someFacts(owners, {
            useCase: aUseCase({
              duration: w.duration,
              grid: w.grid,
              policies: {
                buffers: { before: w.before, after: w.after },
                minimumNotice: w.minimumNotice,
                maximumLead: w.maximumLead,
              },
            }),
            holidays: new Map(w.holiday === null ? [] : [[date(w.holiday), 'a holiday']]),
          }),
          intake: anIntake({
            attendee: { name: 'Ada', zone: w.attendeeZone },
            window: {
              ...(w.wishes.from === null ? {} : { from: date(w.wishes.from) }),
              ...(w.wishes.until === null ? {} : { until: date(w.wishes.until) }),
            },
          }),
        }),
      );
    });
}

/** One more owner for a world, free at all hours of every day. */
export const newcomer: OwnerFacts = ownerFacts(
  anOwner(99, { id: id(99), hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] }),
);
