/**
 * The use cases of the starter desk, useful as they are: a sales call, an onsite visit, an interview, a review. Each is
 * the file beside this one that has its name.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { problemLines } from '../../lib/text/problem.ts';
import { type Step, stepsOf } from '../../scheduling/routing/schema.ts';
import { type UseCase, useCaseSchema } from '../../scheduling/use-case.ts';
import { readShape } from '../use-case-file.ts';

export const starterUseCases: readonly UseCase[] = ['sales-call', 'onsite-visit', 'interview', 'internal-review'].map(
  (name) => {
    const path = fileURLToPath(new URL(`./${name}.yaml`, import.meta.url));
    const read = readShape(readFileSync(path, 'utf8'));
    if (!read.ok) throw new Error(problemLines(path, read.problems).join('\n'));
    return read.useCase;
  },
);

/** A use case without the sample people, for a workspace that has its own: routing then names nobody. */
export function withoutPeople(useCase: UseCase): UseCase {
  const [first, ...fallback] = stepsOf(useCase.routing).map(unnamed);
  return useCaseSchema.parse({ ...useCase, routing: { ...first, fallback } });
}

function unnamed(step: Step): Step {
  if (step.method === 'round-robin') return { ...step, weights: {}, priorities: {} };
  if (step.method === 'skills') return { ...step, levels: {} };
  return step.method === 'territory' ? { ...step, areas: [] } : step;
}
