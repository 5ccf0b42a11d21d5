/**
 * The list of rules, in the order in which they are asked: the first that says no is the reason, a final one before one
 * that may be overridden. A new rule is one file and one line here.
 */
import { type Search, searchAt } from '../search.ts';
import { overlaps } from '../time/intervals.ts';
import type { UseCase } from '../use-case.ts';
import { blackouts } from './blackouts.ts';
import { withOverride } from './broken.ts';
import { buffers } from './buffers.ts';
import { busy } from './busy.ts';
import { commandRulesOf } from './command-rules.ts';
import { companyDays } from './company-days.ts';
import { holidays } from './holidays.ts';
import { leadTime } from './lead-time.ts';
import { limits } from './limits.ts';
import { notice } from './notice.ts';
import { ownerEvidence } from './owner-evidence.ts';
import { past } from './past.ts';
import { places } from './places.ts';
import { requesterEvidence } from './requester-evidence.ts';
import { reserved } from './reserved.ts';
import type { Candidate, RequestNo, Rule, RulesOf, Verdict } from './rule.ts';
import { unknownCalendar } from './unknown-calendar.ts';
import { whoMayBook } from './who-may-book.ts';
import { workingHours } from './working-hours.ts';

const all: readonly RulesOf[] = [
  whoMayBook,
  places,
  requesterEvidence,
  () => [past],
  notice,
  leadTime,
  holidays,
  companyDays,
  blackouts,
  workingHours,
  ownerEvidence,
  () => [unknownCalendar, busy, reserved],
  buffers,
  limits,
];

/** Kept by use case, since they are asked owner by owner. A use case is never changed once it was read. */
const known = new WeakMap<UseCase, readonly Rule[]>();

/** The rules as a use case sets them, in the order in which they are asked: those that are final first. */
export function rulesOf(useCase: UseCase): readonly Rule[] {
  const kept = known.get(useCase);
  if (kept !== undefined) return kept;
  const rules = all.flatMap((of) => of(useCase));
  const final = (rule: Rule) => rule.no === 'refuse';
  const sorted = [...rules.filter(final), ...rules.filter((rule) => !final(rule))];
  known.set(useCase, sorted);
  return sorted;
}

/** What one rule says about one candidate. */
export function judge(rule: Rule, { owner, start }: Candidate, search: Search): Verdict {
  const closed = rule.closes(owner, searchAt(search, start));
  if (!overlaps(closed, [start, start + 1])) return { kind: 'pass' };
  return { kind: rule.no, reason: rule.why(owner, search, start) };
}

/** What all rules say about one candidate: the first no, a final one before one that may be overridden. */
export function judgeAll(candidate: Candidate, search: Search): Verdict {
  for (const rule of rulesOf(search.useCase)) {
    const said = judge(rule, candidate, search);
    if (said.kind !== 'pass') return said;
  }
  return { kind: 'pass' };
}

/** The first final no to the request as a whole, whoever takes it and whenever; null when there is none. */
export function refusalOf(search: Search): RequestNo | null {
  for (const rule of rulesOf(search.useCase)) {
    const no = rule.no === 'refuse' ? rule.request?.(search) : null;
    if (no) return no;
  }
  return null;
}

/** The whole policy of a use case as plain English sentences. */
export function describePolicies(useCase: UseCase): string[] {
  const rules = all.flatMap((of) => of(useCase));
  return [...rules, ...commandRulesOf(useCase)].flatMap((rule) => {
    const sentence = rule.describe();
    return sentence === null ? [] : [withOverride(sentence, rule.no)];
  });
}
