/**
 * The workloads of the slot bench and their exact answers, from the folder BENCH_DIR (by default the one beside the
 * project): a module `workload.mjs` and one `expected-<name>.json` for each scenario.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

const hours = z.object({ start: z.number(), end: z.number() });

const workloadSchema = z.object({
  name: z.string(),
  hosts: z.array(
    z.object({
      id: z.number(),
      zone: z.string(),
      /** Minutes of the local day; day 0 is Sunday. */
      weekly: z.array(hours.extend({ days: z.array(z.number()) })),
      /** Replaces the weekday on a local date; start equal to end is a day off. */
      overrides: z.array(hours.extend({ date: z.string() })),
      /** Epoch ms, in no order. */
      busy: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
  /** Epoch ms. */
  from: z.number(),
  to: z.number(),
  now: z.number(),
  /** Minutes. */
  interval: z.number(),
  duration: z.number(),
  notice: z.number(),
  invitee: z.string(),
});

const moduleSchema = z.object({
  SCENARIOS: z.array(z.looseObject({ name: z.string() })),
  makeCase: z.custom<(scenario: unknown) => unknown>((value) => typeof value === 'function'),
});

export type Workload = z.infer<typeof workloadSchema>;
export type Host = Workload['hosts'][number];

export interface Scenario {
  work: Workload;
  /** Epoch ms, ascending. */
  expected: readonly number[];
}

export const workloadsFolder =
  process.env.BENCH_DIR ?? fileURLToPath(new URL('../../../shared/bench', import.meta.url));

const file = `${workloadsFolder}/workload.mjs`;

export const workloadsAreThere = existsSync(file);
export const workloadsAreAbsent = `There is no ${file}. Set BENCH_DIR to the folder that has the workloads and their answers.`;

/** Reads every scenario. */
export async function readScenarios(): Promise<Scenario[]> {
  const { SCENARIOS, makeCase } = moduleSchema.parse({ ...(await import(pathToFileURL(file).href)) });
  return SCENARIOS.map((scenario) => ({
    work: workloadSchema.parse(makeCase(scenario)),
    expected: z
      .array(z.number())
      .parse(JSON.parse(readFileSync(`${workloadsFolder}/expected-${scenario.name}.json`, 'utf8'))),
  }));
}
