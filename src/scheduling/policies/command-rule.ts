/** Rules about what is done with a request, whatever the time on offer: cancelling, moving, opening one more. */
import type { Command } from '../command.ts';
import type { Facts } from '../facts.ts';
import type { Reason } from '../reasons.ts';
import type { Request } from '../request.ts';
import type { UseCase } from '../use-case.ts';
import type { Broken } from './broken.ts';
import { cancellation } from './cancellation.ts';
import { openRequests } from './open-requests.ts';
import { rescheduling } from './rescheduling.ts';
import type { Verdict } from './rule.ts';

/** What is about to be done. */
export interface Doing {
  kind: Command['kind'];
  /** As it stands; null for one that is being asked for. */
  request: Request | null;
  facts: Facts;
  /** Epoch ms. */
  now: number;
}

export interface CommandRule {
  /** What a no means, as the use case declares it. */
  no: Broken;
  describe(): string;
  /** Why not; null when it may be done, also when the rule is about something else. */
  why(doing: Doing): Reason | null;
}

/** A file of this folder: the rules that a use case sets with it. */
export type CommandRulesOf = (useCase: UseCase) => readonly CommandRule[];

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
