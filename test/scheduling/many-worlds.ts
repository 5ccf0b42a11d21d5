/**
 * Property: in any world, no offered slot breaks a rule according to the independent checker, and no start that counts as
 * open does. Checked over as many random worlds as one likes.
 */
import fc from 'fast-check';
import { availabilityOf } from '../../src/scheduling/availability.ts';
import { propose } from '../../src/scheduling/proposal.ts';
import { gridOf, searchFor } from '../../src/scheduling/search.ts';
import { brokenRules } from './brute-force-rules.ts';
import type { World } from './random-worlds.ts';
import { ruledWorlds } from './ruled-worlds.ts';

/**
 * What is wrong with the proposal of a world, as one sentence; null when nothing is.
 * @param look which of an owner's open starts is looked at besides those offered; any whole number
 */
export function complaint({ facts, intake, now }: World, look: number): string | null {
  const { slots } = propose({ facts, intake, now });
  for (const slot of slots) {
    const owner = facts.owners.find((one) => one.owner.id === slot.ownerId);
    if (owner === undefined) return `${slot.ownerName} is offered but not in the pool`;
    const codes = [...brokenRules(facts, owner, intake, now, slot.start)];
    if (codes.length > 0) return `${slot.ownerName} at ${slot.start} is offered but breaks ${codes.join(', ')}`;
  }
  const search = searchFor(facts, intake, now);
  const grid = gridOf(search);
  for (const owner of facts.owners) {
    const { open } = availabilityOf(owner, search, grid);
    const start = open.length === 0 ? undefined : grid.starts[open[look % open.length] ?? 0];
    if (start === undefined) continue;
    if (slots.length === 0) return `${owner.owner.name} is open at ${start} but nothing is offered`;
    const codes = [...brokenRules(facts, owner, intake, now, start)];
    if (codes.length > 0) return `${owner.owner.name} is open at ${start}, which breaks ${codes.join(', ')}`;
  }
  return null;
}

/**
 * Checks worlds.
 * @returns how many of them had something to offer: worlds without would prove nothing
 * @throws fast-check's error with the smallest world that fails, its seed and its path
 */
export function checkWorlds(numRuns: number, seed: number): number {
  let offering = 0;
  const look = fc.nat({ max: 10_000 });
  const property = fc.property(ruledWorlds(10), look, (world, n) => {
    const wrong = complaint(world, n);
    if (wrong !== null) throw new Error(wrong);
    if (propose(world).slots.length > 0) offering++;
  });
  fc.assert(property, { numRuns, seed });
  return offering;
}
