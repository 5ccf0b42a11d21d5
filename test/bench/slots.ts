/**
 * `npm run bench -- slots`: the engine beside plain luxon, in one process, on the same workloads; then whole proposals. A
 * time counts only when the output equals the expected instants.
 */
import { type Asked, asked, engineStarts } from './engine-starts.ts';
import { benchLargeProposals } from './large-proposals.ts';
import { luxonStarts } from './luxon-baseline.ts';
import { type Measured, measure, rounded } from './measure.ts';
import { readScenarios, type Workload, workloadsAreAbsent, workloadsAreThere } from './workloads.ts';

/** How many times faster than luxon, at least. */
const goals: Readonly<Record<string, number>> = { a: 300, b: 2000 };
/** How much longer than b the scenario with 100 times its owners may take. */
const goalOfD = 150;

function same(name: string, found: readonly number[], expected: readonly number[]): void {
  const at = expected.findIndex((start, i) => found[i] !== start);
  if (at === -1 && found.length === expected.length) return;
  throw new Error(`${name}: ${found.length} starts, expected ${expected.length}; they differ from place ${at} on`);
}

/** Prints one JSON line for each scenario, and one for each size of a whole proposal; answers whether every goal was met. */
export async function benchSlots(): Promise<boolean> {
  const scenarios = await benchScenarios();
  return benchLargeProposals() && scenarios;
}

async function benchScenarios(): Promise<boolean> {
  if (!workloadsAreThere) {
    console.log(workloadsAreAbsent);
    return false;
  }
  const scenarios = await readScenarios();
  const worlds = new Map(scenarios.map(({ work }) => [work.name, asked(work)]));
  let met = true;
  for (const { work, expected } of scenarios) {
    const world = asked(work);
    same(`${work.name}, the engine`, engineStarts(world), expected);
    const other = comparison(work, expected, worlds);
    const { engine, compared } = measure({ engine: () => engineStarts(world), compared: other.run }, 3);
    const { ok, told } = other.judge(engine.cpu, compared);
    met &&= ok;
    const about = { scenario: work.name, owners: work.hosts.length, starts: expected.length, equal: true };
    console.log(JSON.stringify({ ...about, ...figures('engine', engine), ...told, met: ok }));
  }
  return met;
}

function figures(of: string, { median, cpu, runs }: Measured): object {
  return { [`${of}Ms`]: rounded(median), [`${of}CpuMs`]: rounded(cpu), [`${of}Runs`]: runs };
}

interface Comparison {
  run: () => unknown;
  judge(engineCpu: number, compared: Measured): { ok: boolean; told: object };
}

/** What a scenario is measured beside: luxon where that ends in good time, else the engine on scenario b. */
function comparison(work: Workload, expected: readonly number[], worlds: ReadonlyMap<string, Asked>): Comparison {
  const goal = goals[work.name];
  if (goal !== undefined) {
    same(`${work.name}, luxon`, luxonStarts(work), expected);
    return {
      run: () => luxonStarts(work),
      judge(engineCpu, luxon) {
        const ratio = Math.round(luxon.cpu / engineCpu);
        return { ok: ratio >= goal, told: { ...figures('luxon', luxon), ratio, atLeast: goal } };
      },
    };
  }
  const b = worlds.get('b');
  if (b === undefined) throw new Error('There is no scenario b to compare with.');
  const atMost = work.name === 'd' ? goalOfD : null;
  return {
    run: () => engineStarts(b),
    judge(engineCpu, { cpu }) {
      const timesB = rounded(engineCpu / cpu);
      return { ok: atMost === null || timesB <= atMost, told: { bCpuMs: rounded(cpu), timesB, atMost } };
    },
  };
}
