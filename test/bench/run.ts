/** `npm run bench`: measures the desk as people run it, prints each figure as a line of JSON, and all of them as a table. */
import { availableParallelism, loadavg } from 'node:os';
import { benchAnswers } from './answers.ts';
import { benchProposal } from './proposal.ts';
import { printTable } from './report.ts';
import { benchStart } from './start.ts';

const load = () => (loadavg()[0] ?? 0).toFixed(1);

process.stdout.write(
  `Node ${process.version} on ${process.platform}, ${availableParallelism()} cores, load ${load()} before. Measures of ` +
    'time hold on a machine that does nothing else. It takes about two minutes.\n',
);
benchProposal();
await benchStart();
await benchAnswers();
const met = printTable();
process.stdout.write(met ? '\nEvery goal was met.\n' : `\nA goal was missed. Load now: ${load()}.\n`);
