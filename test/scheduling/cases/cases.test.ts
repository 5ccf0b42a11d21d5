/**
 * Recorded cases of other schedulers and of an independent time library, run against the core. They are read from the
 * folder CASES_DIR, by default the one beside the project; where there is none, this says so.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { adapters } from './adapters.ts';
import { type Case, casesFolder, readCases } from './case.ts';
import { disagreements } from './disagreements.ts';

const files = readCases();
const counts = { passed: 0, failed: 0, skipped: 0 };

/** Why a case is not followed; null when it is. Throws what a test reports when it should be and is not. */
function run(one: Case): string | null {
  const adapter = adapters[one.kind];
  if (adapter === undefined) throw new Error(`There is no adapter for the kind "${one.kind}": add it to adapters.ts.`);
  const { found, expected } = adapter(one);
  if (isDeepStrictEqual(found, expected)) return null;
  const chosen = disagreements.find(({ instead }) => isDeepStrictEqual(found, instead(one, expected)));
  if (chosen === undefined) expect(found).toEqual(expected);
  return chosen?.reason ?? null;
}

for (const { file, cases } of files)
  describe(file, () => {
    test.each(cases.map((one) => [one.id, one] as const))('%s', (id, one) => {
      counts.failed++;
      const reason = run(one);
      counts.failed--;
      if (reason === null) counts.passed++;
      else {
        counts.skipped++;
        console.log(`Not followed on purpose: ${id}. ${reason}`);
      }
    });
  });

afterAll(() => {
  if (files.length > 0) console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
});

test.runIf(files.length === 0)('the recorded cases are absent', () => {
  console.log(
    `Skipped the recorded cases: there are none in ${casesFolder}. Set CASES_DIR to the folder that has them.`,
  );
});
