/**
 * `npm run bench`: measures the desk as people run it, prints each figure as a line of JSON, and all of them as a table.
 * `npm run bench -- slots` measures the slot engine alone.
 */
import { availableParallelism, loadavg } from 'node:os';
import { benchAnswers } from './answers.ts';
import { benchProposal } from './proposal.ts';
import { printTable } from './report.ts';
import { benchSlots } from './slots.ts';
import { benchStart } from './start.ts';

const load = () => (loadavg()[0] ?? 0).toFixed(1);
const slotsOnly = process.argv[2] === 'slots';

process.stdout.write(
  `Node ${process.version} on ${process.platform}, ${availableParallelism()} cores, load ${load()} before. Measures of ` +
    'time hold on a machine that does nothing else. It takes about two minutes.\n',
);
const met = slotsOnly ? await benchSlots() : await benchDesk();
process.stdout.write(met ? '\nEvery goal was met.\n' : `\nA goal was missed. Load now: ${load()}.\n`);

async function benchDesk(): Promise<boolean> {
  benchProposal();
  await benchStart();
  await benchAnswers();
  return printTable();
}
