/** Fixes: the start that a no names is one that the same rule allows. Over random worlds with every rule set. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, rulesOf } from '../../../src/scheduling/policies/policies.ts';
import type { ReasonCode } from '../../../src/scheduling/reasons.ts';
import { searchFor } from '../../../src/scheduling/search.ts';
import { minute } from '../worlds.ts';
import { ruledWorlds } from './ruled-worlds.ts';

test('moving a start to where its no says turns that no into a yes', () => {
  const flipped = new Map<ReasonCode, number>();
  fc.assert(
    fc.property(
      ruledWorlds,
      fc.array(fc.integer({ min: 0, max: 12 * 24 * 12 }), { maxLength: 20 }),
      (world, starts) => {
        const { facts, intake, now } = world;
        const search = searchFor(facts, intake, now);
        for (const n of starts) {
          const start = now - (now % (5 * minute)) + n * 5 * minute;
          for (const owner of facts.owners)
            for (const rule of rulesOf(facts.useCase)) {
              const said = judge(rule, { owner, start }, search);
              if (said.kind === 'pass' || said.reason.opens === undefined) continue;
              const { code, fix, opens } = said.reason;
              expect(fix, `a fix for ${code}`).toMatch(/\d/);
              expect(judge(rule, { owner, start: opens }, search), `${code}: ${fix}`).toEqual({ kind: 'pass' });
              flipped.set(code, (flipped.get(code) ?? 0) + 1);
            }
        }
      },
    ),
    { seed: 20261122, numRuns: 250 },
  );
  for (const code of ['TOO_SOON', 'RANGE', 'HOLIDAY', 'BLACKOUT', 'HOURS', 'DAY_MAX', 'WEEK_MAX', 'MONTH_MAX'] as const)
    expect(flipped.get(code) ?? 0, `cases of ${code}`).toBeGreaterThan(20);
});
