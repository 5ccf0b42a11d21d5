/** Prints the proposals of some random worlds as JSON: run in machines of different zones, it must print the same. */
import fc from 'fast-check';
import { propose } from '../../src/scheduling/proposal.ts';
import { ruledWorlds } from './ruled-worlds.ts';

/** The proposals of a fixed set of worlds, with their slots, reasons and records. */
export function someProposals(): string {
  return JSON.stringify(fc.sample(ruledWorlds(8), { seed: 20261130, numRuns: 150 }).map(propose));
}

if (process.argv.includes('--print')) process.stdout.write(someProposals());
