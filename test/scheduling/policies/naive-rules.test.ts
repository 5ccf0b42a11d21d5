/** No slot breaks a rule, and no rule closes more than it says, by a checker that shares no code with the rules. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, rulesOf } from '../../../src/scheduling/policies/policies.ts';
import { propose } from '../../../src/scheduling/proposal.ts';
import { searchFor } from '../../../src/scheduling/search.ts';
import { broken } from '../brute-force.ts';
import { hour, minute } from '../worlds.ts';
import { brokenRules } from './naive-rules.ts';
import { ruledWorlds } from './ruled-worlds.ts';

test('no slot breaks any rule, final or not', () => {
  let slots = 0;
  fc.assert(
    fc.property(ruledWorlds, ({ facts, intake, now }) => {
      for (const slot of propose({ facts, intake, now }).slots) {
        const owner = facts.owners.find((o) => o.owner.id === slot.ownerId);
        if (owner === undefined) throw new Error('a slot of nobody');
        expect([...brokenRules(facts, owner, slot.start)]).toEqual([]);
        expect([...broken(facts, owner, intake, now, slot.start)]).toEqual([]);
        slots++;
      }
    }),
    { seed: 27, numRuns: 250 },
  );
  expect(slots).toBeGreaterThan(100);
});

test('each rule closes exactly the starts that break it', () => {
  const codes = ['DAY_MAX', 'WEEK_MAX', 'MONTH_MAX', 'BLACKOUT', 'HOLIDAY'];
  const starts = fc.array(fc.integer({ min: -24 * 12, max: 12 * 24 * 12 }), { minLength: 5, maxLength: 10 });
  fc.assert(
    fc.property(ruledWorlds, starts, ({ facts, intake, now }, offsets) => {
      const search = searchFor({ ...facts, holidays: new Map() }, intake, now);
      for (const n of offsets) {
        const start = now - (now % hour) + n * 5 * minute;
        for (const owner of facts.owners) {
          const said = rulesOf(facts.useCase)
            .filter((rule) => judge(rule, { owner, start }, search).kind !== 'pass')
            .map((rule) => rule.code);
          const wanted = brokenRules(facts, owner, start);
          expect(codes.filter((code) => said.some((one) => one === code))).toEqual(
            codes.filter((code) => wanted.has(code)),
          );
        }
      }
    }),
    { seed: 28, numRuns: 120 },
  );
});
