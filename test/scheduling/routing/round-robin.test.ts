/** Round-robin: who comes first, and the numbers that say why. */
import { expect, test } from 'vitest';
import type { OwnerFacts } from '../../../src/scheduling/facts.ts';
import { roundRobin } from '../../../src/scheduling/routing/round-robin.ts';
import { anIntake, anOwner, ownerFacts } from '../worlds.ts';

const owner = (n: number, taken: number, lastTakenAt: number | null = null): OwnerFacts =>
  ownerFacts(anOwner(n), { taken, lastTakenAt });
const order = (...owners: OwnerFacts[]) => roundRobin.rank(owners, anIntake());
const texts = (...owners: OwnerFacts[]) => order(...owners).map((r) => r.reasons[0]?.text);

test('the fewest bookings come first, and the reason says the number', () => {
  expect(texts(owner(1, 3), owner(2, 2), owner(3, 5))).toEqual([
    'Alex is next in turn: 2 bookings so far, the fewest in the pool.',
    'Dana comes 2nd in turn: 3 bookings so far, Alex has 2.',
    'Kim comes 3rd in turn: 5 bookings so far, Alex has 2.',
  ]);
});

test('of equals, the one who has waited longest comes first', () => {
  expect(texts(owner(1, 1, 900), owner(2, 1, 100))).toEqual([
    'Alex is next in turn: 1 booking so far, as few as anyone in the pool, and the longest wait since the last one.',
    'Dana comes 2nd in turn: 1 booking so far, as many as Alex, who has waited longer.',
  ]);
});

test('whoever never had one has waited longest', () => {
  expect(order(owner(1, 0, 5), owner(2, 0, null))[0]?.facts.owner.name).toBe('Alex');
});

test('complete equals keep a fixed order, whatever order they come in', () => {
  const [a, b, c] = [owner(1, 0), owner(2, 0), owner(3, 0)];
  expect(order(c, a, b)).toEqual(order(a, b, c));
  expect(order(c, a, b).map((r) => r.facts.owner.name)).toEqual(['Dana', 'Alex', 'Kim']);
});

test('an owner alone is told to be the only one', () => {
  expect(texts(owner(1, 7))).toEqual(['Dana is the only one who can take this.']);
});
