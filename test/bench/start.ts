/** How soon the desk is ready, from nothing and again, and how much memory it holds when nobody asks anything. */
import { setTimeout as pause } from 'node:timers/promises';
import { inFolder, startProgram } from './program.ts';
import { quantile, report } from './report.ts';

const restarts = 3;
/** After this the memory of a start has settled. */
const idleMs = 10_000;

/** Measures it in the local workspace, as a newcomer starts it. */
export async function benchStart(): Promise<void> {
  await inFolder(async (folder) => {
    const first = await startProgram(folder);
    report({ measure: 'first start: until ready', value: first.readyAfter / 1000, unit: 's', goal: 15 });
    await first.stop();
    const times: number[] = [];
    for (let n = 0; n < restarts; n += 1) {
      const again = await startProgram(folder);
      times.push(again.readyAfter / 1000);
      if (n === restarts - 1) await reportMemory(again);
      await again.stop();
    }
    report({ measure: `restart: until ready, median of ${restarts}`, value: quantile(times, 0.5), unit: 's', goal: 3 });
  });
}

async function reportMemory(program: Awaited<ReturnType<typeof startProgram>>): Promise<void> {
  await pause(idleMs);
  const { now, peak } = await program.memory();
  report({ measure: 'memory of the Node process, idle', value: now, unit: 'MB', goal: 250 });
  if (peak !== null) report({ measure: 'memory of the Node process, most since its start', value: peak, unit: 'MB' });
}
