/** What the rules say about one start of one owner, for the tests of rules. */
import type { Facts, OwnerFacts } from '../../../src/scheduling/facts.ts';
import type { Intake } from '../../../src/scheduling/intake.ts';
import { judgeAll } from '../../../src/scheduling/policies/policies.ts';
import type { Verdict } from '../../../src/scheduling/policies/rule.ts';
import { searchFor } from '../../../src/scheduling/search.ts';
import { type UseCase, useCaseSchema } from '../../../src/scheduling/use-case.ts';
import { anIntake, anOwner, aUseCase, monday, ownerFacts, someFacts } from '../worlds.ts';

/** Policies as somebody writes them: what has a default may be left out. */
export type Written = Record<string, unknown>;

/** The use case of the small worlds with these policies. */
export function useCaseWith(policies: Written, changes: Written = {}): UseCase {
  const base = aUseCase();
  return useCaseSchema.parse({ ...base, ...changes, policies: { ...base.policies, ...policies } });
}

export const dana = ownerFacts(anOwner(1));

export interface Asked {
  policies?: Written;
  useCase?: UseCase;
  owner?: OwnerFacts;
  others?: OwnerFacts[];
  facts?: Partial<Facts>;
  intake?: Partial<Intake>;
  now?: number;
}

/** What all rules together say about a start (epoch ms) of an owner. */
export function said(start: number, asked: Asked = {}): Verdict {
  const owner = asked.owner ?? dana;
  const useCase = asked.useCase ?? useCaseWith(asked.policies ?? {});
  const facts = someFacts([owner, ...(asked.others ?? [])], { useCase, ...asked.facts });
  return judgeAll({ owner, start }, searchFor(facts, anIntake(asked.intake), asked.now ?? monday));
}
