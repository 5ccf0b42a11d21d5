/** What a rule about a command is: about what is done with a request, whatever the time on offer. */
import type { Command } from '../command.ts';
import type { Facts } from '../facts.ts';
import type { Reason } from '../reasons.ts';
import type { Request } from '../request.ts';
import type { UseCase } from '../use-case.ts';
import type { Broken } from './broken.ts';

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
