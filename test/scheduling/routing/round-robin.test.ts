/** Round-robin: who comes first, and the numbers that say why. */
import { expect, test } from 'vitest';
import type { OwnerFacts } from '../../../src/scheduling/facts.ts';
import { inTurn } from '../../../src/scheduling/routing/round-robin.ts';
import { routingSchema, turnsOf } from '../../../src/scheduling/routing/schema.ts';
import { booking } from '../../../src/scheduling/routing/units.ts';
import { anOwner, ownerFacts } from '../worlds.ts';

const owner = (n: number, taken: number, lastTakenAt: number | null = null): OwnerFacts =>
  ownerFacts(anOwner(n, { email: `o${n}@example.com` }), { taken, lastTakenAt });

const turns = (settings: object = {}) => turnsOf(routingSchema.parse({ method: 'round-robin', ...settings }));
const order = (owners: OwnerFacts[], settings: object = {}) => inTurn(owners, owners, turns(settings));
const texts = (owners: OwnerFacts[], settings: object = {}) => order(owners, settings).map((r) => r.reasons[0]?.text);
const names = (owners: OwnerFacts[], settings: object = {}) => order(owners, settings).map((r) => r.facts.owner.name);

test('the fewest bookings come first, and the reason says the numbers', () => {
  expect(texts([owner(1, 3), owner(2, 2), owner(3, 5)])).toEqual([
    'Alex is next in turn: 2 bookings so far, 3.3 due.',
    'Dana comes 2nd in turn: 3 bookings so far, 3.3 due.',
    'Kim comes 3rd in turn: 5 bookings so far, 3.3 due.',
  ]);
});

test('of equals, the one who has waited longest comes first', () => {
  expect(texts([owner(1, 1, 900), owner(2, 1, 100)])).toEqual([
    'Alex is next in turn: 1 booking so far, 1 due, the longest wait.',
    'Dana comes 2nd in turn: 1 booking so far, 1 due.',
  ]);
});

test('whoever never had one has waited longest', () => {
  expect(names([owner(1, 0, 5), owner(2, 0, null)])[0]).toBe('Alex');
});

test('priority comes before the wait, and never before what is due', () => {
  const priorities = { 'o1@example.com': 1 };
  expect(names([owner(1, 1, 900), owner(2, 1, 100)], { priorities })[0]).toBe('Dana');
  expect(names([owner(1, 2, 900), owner(2, 1, 100)], { priorities })[0]).toBe('Alex');
});

test('a weight of 2 is due twice as much', () => {
  const weights = { 'O1@example.com': 2 };
  expect(texts([owner(1, 3), owner(2, 2)], { weights })).toEqual([
    'Dana is next in turn: 3 bookings so far, 3.3 due.',
    'Alex comes 2nd in turn: 2 bookings so far, 1.7 due.',
  ]);
});

test('credits, corrections and calibrations count like bookings', () => {
  const line = { got: 4 * booking, credits: -booking, corrections: 2 * booking, calibrations: booking / 2 };
  const [first, second] = order([
    { ...owner(1, 4), ledger: line },
    { ...owner(2, 5), ledger: { ...line, got: 5 * booking } },
  ]);
  expect(first?.reasons[0]?.text).toBe('Dana is next in turn: 5.5 bookings so far, 6 due.');
  expect(second?.facts.owner.name).toBe('Alex');
});

test('somebody who just joined stands where the pool stands', () => {
  const line = (n: number) => ({ got: n * booking, credits: 0, corrections: 0, calibrations: 0 });
  const pool = [
    { ...owner(1, 10), ledger: line(10) },
    { ...owner(2, 12), ledger: line(12) },
    { ...owner(3, 0), ledger: null },
  ];
  expect(texts(pool)).toEqual([
    'Dana is next in turn: 10 bookings so far, 11 due.',
    'Kim comes 2nd in turn: 11 bookings so far, 11 due.',
    'Alex comes 3rd in turn: 12 bookings so far, 11 due.',
  ]);
});

test('complete equals keep a fixed order, whatever order they come in', () => {
  const [a, b, c] = [owner(1, 0), owner(2, 0), owner(3, 0)];
  expect(order([c, a, b])).toEqual(order([a, b, c]));
  expect(names([c, a, b])).toEqual(['Dana', 'Alex', 'Kim']);
});

test('an owner alone is told to be the only one', () => {
  expect(texts([owner(1, 7)])).toEqual(['Dana is the only one who can take this.']);
});
