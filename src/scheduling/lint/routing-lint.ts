/** Checks of the routing: a chain whose end nobody stands at, and methods that nothing is asked for. */
import type { Feed } from '../feeds.ts';
import { accountableEmail } from '../routing/describe.ts';
import { type Method, stepsOf } from '../routing/schema.ts';
import { questionFor } from '../use-case.ts';
import type { LintProblem, LintRule } from './lint-rule.ts';

/** Somebody looks after what nobody could take. */
export const noFallback: LintRule = (useCase) =>
  accountableEmail(useCase) === null
    ? [
        {
          path: ['routing'],
          text: 'When nobody can take a request, nobody is named to look after it. End the fallback with a person: and their email address, or add accountable.',
        },
      ]
    : [];

/** What a method decides by; absent: nothing that is asked. */
const needs: Readonly<Partial<Record<Method, readonly Feed[]>>> = {
  skills: ['skill', 'language'],
  territory: ['postal-code', 'territory', 'place'],
  'account-owner': ['account', 'attendee.email', 'attendee'],
  'last-touch': ['attendee.email', 'attendee'],
  'named-owner': ['owner'],
};

/** A method that needs an answer which no question asks for always hands over. */
export const unaskedMethods: LintRule = (useCase) =>
  stepsOf(useCase.routing).flatMap(({ method }, i): LintProblem[] => {
    const feeds = needs[method];
    if (feeds === undefined || feeds.some((feed) => questionFor(useCase, feed) !== undefined)) return [];
    return [
      {
        path: stepPath(i),
        text: `${method} decides nothing here: no question asks for what it needs. Add one that feeds ${feeds.join(' or ')}, or take it out.`,
      },
    ];
  });

/** A method that already found nobody finds nobody the second time. */
export const repeatedMethods: LintRule = ({ routing }) =>
  stepsOf(routing).flatMap(({ method }, i, steps): LintProblem[] =>
    steps.findIndex((step) => step.method === method) === i
      ? []
      : [{ path: stepPath(i), text: `${method} was already tried before. Take it out here.` }],
  );

/** The first step is the routing itself. */
function stepPath(step: number): LintProblem['path'] {
  return step === 0 ? ['routing', 'method'] : ['routing', 'fallback', step - 1, 'method'];
}
