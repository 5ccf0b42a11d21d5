/**
 * A process that holds the embedded database of a folder, as a desk does, for tests that kill it. Prints one line of JSON
 * when it is ready, or one line with the error.
 */
import { createLog } from '../../src/lib/log.ts';
import { startEmbedded } from '../../src/store/embedded.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Usage: desk-process.ts <data folder>');
// It is ended from outside; the timer keeps it until then.
setInterval(() => {}, 60_000);
try {
  const { connection, adopted, pid, folder } = await startEmbedded({
    dataDir,
    log: createLog({ level: 'silent' }),
    onDeath: (error) => {
      process.stdout.write(`${JSON.stringify({ death: error.message })}\n`, () => process.exit(3));
    },
  });
  process.stdout.write(`${JSON.stringify({ connection, adopted, pid, folder })}\n`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stdout.write(`${JSON.stringify({ error: message })}\n`, () => process.exit(1));
}
