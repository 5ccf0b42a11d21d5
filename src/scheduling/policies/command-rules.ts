/** The list of rules about commands: opening one more request, moving a booking, cancelling it. */
import type { UseCase } from '../use-case.ts';
import { cancellation } from './cancellation.ts';
import type { CommandRule, CommandRulesOf, Doing } from './command-rule.ts';
import { openRequests } from './open-requests.ts';
import { rescheduling } from './rescheduling.ts';
import type { Verdict } from './rule.ts';

const all: readonly CommandRulesOf[] = [openRequests, rescheduling, cancellation];

/** The rules of a use case about commands, those that are final first. */
export function commandRulesOf(useCase: UseCase): readonly CommandRule[] {
  const rules = all.flatMap((rulesOf) => rulesOf(useCase));
  return [...rules.filter((rule) => rule.no === 'refuse'), ...rules.filter((rule) => rule.no === 'needs-override')];
}

/** What the rules say about a command: the first no, a final one before one that may be overridden. */
export function judgeCommand(doing: Doing): Verdict {
  for (const rule of commandRulesOf(doing.facts.useCase)) {
    const why = rule.why(doing);
    if (why !== null) return { kind: rule.no, reason: why };
  }
  return { kind: 'pass' };
}
