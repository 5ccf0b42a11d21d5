/** The workloads of the slot bench: the engine finds exactly the starts that are expected, and so does plain luxon. */
import { expect, test } from 'vitest';
import { asked, engineStarts } from './engine-starts.ts';
import { luxonStarts } from './luxon-baseline.ts';
import { readScenarios, workloadsAreAbsent, workloadsAreThere } from './workloads.ts';

const scenarios = workloadsAreThere ? await readScenarios() : [];

test.each(scenarios.map((scenario) => [scenario.work.name, scenario] as const))(
  'the engine finds the starts of scenario %s',
  (_name, { work, expected }) => {
    expect(engineStarts(asked(work))).toEqual(expected);
  },
);

test.runIf(workloadsAreThere)('the luxon that it is measured beside finds the same', () => {
  const [first] = scenarios;
  expect(first && luxonStarts(first.work)).toEqual(first?.expected);
});

test.runIf(!workloadsAreThere)('the workloads are absent', () => {
  console.log(`Skipped the workloads. ${workloadsAreAbsent}`);
});
