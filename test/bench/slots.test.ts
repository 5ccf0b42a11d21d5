/** The workloads of the slot bench: the engine finds exactly the starts that are expected, and so does plain luxon. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asked, engineStarts } from './engine-starts.ts';
import { luxonStarts } from './luxon-baseline.ts';
import { readScenarios, workloadsFolder } from './workloads.ts';

const present = existsSync(`${workloadsFolder}/workload.mjs`);
const scenarios = present ? await readScenarios() : [];

test.each(scenarios.map((scenario) => [scenario.work.name, scenario] as const))(
  'the engine finds the starts of scenario %s',
  (_name, { work, expected }) => {
    expect(engineStarts(asked(work))).toEqual(expected);
  },
);

test.runIf(present)('the luxon that it is measured beside finds the same', () => {
  const [first] = scenarios;
  expect(first && luxonStarts(first.work)).toEqual(first?.expected);
});

test.runIf(!present)('the workloads are absent', () => {
  console.log(
    `Skipped the workloads: there are none in ${workloadsFolder}. Set BENCH_DIR to the folder that has them.`,
  );
});
