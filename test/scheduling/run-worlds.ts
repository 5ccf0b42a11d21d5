/**
 * `npm run test:worlds [-- HOW_MANY [SEED]]`: checks a hundred thousand random worlds, or as many as it is told, in parts of
 * a thousand, each from a seed of its own that is printed when it fails.
 */
import { checkWorlds } from './many-worlds.ts';

const [howMany = 100_000, firstSeed = 20261130] = process.argv.slice(2).map(Number);
const part = 1000;
let offering = 0;
process.stdout.write(`${howMany.toLocaleString('en-US')} worlds, seeds from ${firstSeed} on\n`);
for (let done = 0; done < howMany; done += part) {
  const runs = Math.min(part, howMany - done);
  offering += checkWorlds(runs, firstSeed + done / part);
  if ((done + runs) % (10 * part) === 0 || done + runs === howMany)
    process.stdout.write(
      `${(done + runs).toLocaleString('en-US')} checked, ${offering.toLocaleString('en-US')} with something to offer\n`,
    );
}
