/**
 * The list of rules, in the order in which they are asked: the first that says no is the reason. A new rule is one file
 * and one line here.
 */
import { type Search, searchAt } from '../search.ts';
import { overlaps } from '../time/intervals.ts';
import type { UseCase } from '../use-case.ts';
import { buffers } from './buffers.ts';
import { busy } from './busy.ts';
import { holidays } from './holidays.ts';
import { leadTime } from './lead-time.ts';
import { notice } from './notice.ts';
import { past } from './past.ts';
import { reserved } from './reserved.ts';
import type { Candidate, Rule, Verdict } from './rule.ts';
import { unknownCalendar } from './unknown-calendar.ts';
import { workingHours } from './working-hours.ts';

export const rules: readonly Rule[] = [
  past,
  notice,
  leadTime,
  holidays,
  workingHours,
  unknownCalendar,
  busy,
  reserved,
  buffers,
];

/** What one rule says about one candidate. */
export function judge(rule: Rule, { owner, start }: Candidate, search: Search): Verdict {
  const closed = rule.closes(owner, searchAt(search, start));
  if (!overlaps(closed, [start, start + 1])) return { kind: 'pass' };
  return { kind: rule.no, reason: rule.why(owner, search, start) };
}

/** What all rules say about one candidate: the first no, a final one before one that may be overridden. */
export function judgeAll(candidate: Candidate, search: Search): Verdict {
  let verdict: Verdict = { kind: 'pass' };
  for (const rule of rules) {
    const said = judge(rule, candidate, search);
    if (said.kind === 'refuse') return said;
    if (verdict.kind === 'pass') verdict = said;
  }
  return verdict;
}

/** The rules of a use case as plain English sentences. */
export function describePolicies(useCase: UseCase): string[] {
  return rules.map((rule) => rule.describe(useCase)).filter((sentence) => sentence !== null);
}
