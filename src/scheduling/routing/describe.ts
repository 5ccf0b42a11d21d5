/** How a use case routes, in plain English from the settings themselves. */
import type { UseCase } from '../use-case.ts';
import { methodOf } from './routing.ts';
import { lastPersonOf, stepsOf } from './schema.ts';

/** The person, by email address, who looks after a request that finds no time; null when the use case names nobody. */
export function accountableEmail(useCase: UseCase): string | null {
  return lastPersonOf(useCase.routing) ?? useCase.accountable ?? null;
}

/** One sentence a step of the chain, in order, and at last who looks after what nobody could take. */
export function describeRouting(useCase: UseCase): string[] {
  const steps = stepsOf(useCase.routing).map((step, i) => {
    const says = methodOf(step).describe();
    return i === 0 ? says : `If that gives no time: ${says.charAt(0).toLowerCase()}${says.slice(1)}`;
  });
  const last = accountableEmail(useCase);
  return [
    ...steps,
    last === null
      ? 'If nobody can take it, nobody is named to look after it.'
      : `If nobody can take it, ${last} is told and looks after it.`,
  ];
}
