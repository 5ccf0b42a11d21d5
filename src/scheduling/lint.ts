/**
 * Lint: what is wrong with a use case although it has the right shape. Rules that can never apply, questions that nothing
 * reads, requests that would fall to nobody. A new check is one function in `lint/` and one line here.
 */
import { emptyPool, unknownPeople } from './lint/desk-lint.ts';
import { neverDue, repeatedReminders } from './lint/follow-up-lint.ts';
import type { Known, LintProblem, LintRule } from './lint/lint-rule.ts';
import {
  closedChanges,
  noApprover,
  noWindow,
  unaskedRules,
  unknownHolidays,
  unreachableLimits,
} from './lint/policy-lint.ts';
import { unaskedDuplicates, unservedChoices, unusedAnswers } from './lint/question-lint.ts';
import { noFallback, repeatedMethods, unaskedMethods } from './lint/routing-lint.ts';
import type { UseCase } from './use-case.ts';

const checks: readonly LintRule[] = [
  unusedAnswers,
  unaskedDuplicates,
  unservedChoices,
  emptyPool,
  noApprover,
  noWindow,
  closedChanges,
  unreachableLimits,
  unaskedRules,
  unknownHolidays,
  noFallback,
  unaskedMethods,
  repeatedMethods,
  neverDue,
  repeatedReminders,
  unknownPeople,
];

/** Everything that would not do what it says; empty when nothing is found. */
export function lint(useCase: UseCase, known: Known = {}): LintProblem[] {
  return checks.flatMap((check) => check(useCase, known));
}
