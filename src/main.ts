/** The program: reads the settings, starts the desk, says where it is, and stops it gracefully. */
import open from 'open';
import { BadConfig, type Config, loadConfig } from './config.ts';
import { createLog } from './lib/log.ts';
import { type Running, startSlotdesk } from './start.ts';

const out = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Milliseconds as people read them. */
const time = (ms: number) => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`);

function settings(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    complain(`Slotdesk did not start. ${error.message}`);
    for (const problem of error.problems) complain(`  - ${problem}`);
    complain('Each variable is described in .env.example.');
    process.exit(1);
  }
}

/** How long a stop may take before it is forced, in milliseconds. */
const stopWithinMs = 10_000;

/** Leaves anyway when stopping takes too long. */
function leaveInTime(): void {
  setTimeout(() => {
    complain('Stopping took too long; leaving now. Whatever was not finished goes on at the next start.');
    process.exit(1);
  }, stopWithinMs).unref();
}

function stopOnSignals(running: () => Running | undefined): void {
  let asked = false;
  const stop = async (signal: string) => {
    if (asked) return;
    asked = true;
    out(`\n${signal}: finishing what is in flight…`);
    leaveInTime();
    await running()?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
}

async function main(): Promise<void> {
  const config = settings();
  const log = createLog({ level: config.logLevel });
  let running: Running | undefined;
  stopOnSignals(() => running);
  out('Slotdesk');
  try {
    running = await startSlotdesk(config, {
      log,
      onStep: (name, ms, note) => out(`  ${name.padEnd(11)} ${time(ms).padStart(7)}   ${note}`),
      onFatal: (error) => {
        complain(error.message);
        leaveInTime();
        void running?.stop().finally(() => process.exit(1));
      },
    });
  } catch (error) {
    complain(`Slotdesk did not start. ${error instanceof Error ? error.message : String(error)}`);
    if (config.logLevel === 'debug') complain(String(error instanceof Error ? error.stack : error));
    process.exit(1);
  }
  const page = running.sandbox === undefined ? running.url : `${running.url}/sandbox`;
  // From the start of the process: loading the program is part of the wait.
  out(`Ready in ${time(process.uptime() * 1_000)}: ${page}`);
  if (running.sandbox !== undefined) {
    out('Type /schedule in the workspace. Press Ctrl+C to stop.');
    if (process.stdout.isTTY) await openBrowser(page);
  }
}

/** Opens the page for a person at a terminal; one without a browser has the address above. */
async function openBrowser(page: string): Promise<void> {
  try {
    const child = await open(page);
    child.on('error', () => out(`Open ${page} in your browser.`));
  } catch {
    out(`Open ${page} in your browser.`);
  }
}

await main();
