/** Checks of the questions: a form asks only what something reads. */
import { parentsOf } from '../conditions.ts';
import type { Feed } from '../feeds.ts';
import type { Question } from '../question.ts';
import { type Method, stepsOf } from '../routing/schema.ts';
import { unusedQuestions } from '../unused-questions.ts';
import { questionFor, type UseCase } from '../use-case.ts';
import type { LintProblem, LintRule } from './lint-rule.ts';

/** For feeds that only some rules or methods read: whether this use case has one of those. */
const readers: Readonly<Partial<Record<Feed, { by: string; reads(useCase: UseCase): boolean }>>> = {
  asker: { by: 'policies.whoMayBook.kinds', reads: ({ policies }) => policies.whoMayBook?.kinds !== undefined },
  account: { by: 'the routing method account-owner', reads: (useCase) => routes(useCase, 'account-owner') },
  owner: { by: 'the routing method named-owner', reads: (useCase) => routes(useCase, 'named-owner') },
  'postal-code': {
    by: 'the routing method territory, or policies.places',
    reads: (useCase) => routes(useCase, 'territory') || useCase.policies.places !== undefined,
  },
};

function routes({ routing }: UseCase, method: Method): boolean {
  return stepsOf(routing).some((step) => step.method === method);
}

function isParent({ questions }: UseCase, { key }: Question): boolean {
  return questions.some(({ when }) => when !== undefined && parentsOf(when).includes(key));
}

/** A question whose answer nothing reads costs everybody time. */
export const unusedAnswers: LintRule = (useCase) => [
  ...unusedQuestions(useCase).map(
    ({ index, why }): LintProblem => ({ path: ['questions', index, 'feeds'], text: why }),
  ),
  ...useCase.questions.flatMap((question, i): LintProblem[] => {
    const reader = readers[question.feeds];
    if (reader === undefined || reader.reads(useCase) || isParent(useCase, question)) return [];
    return [
      {
        path: ['questions', i, 'feeds'],
        text: `Nothing reads the answer to “${question.key}”: ${question.feeds} is for ${reader.by}. Add that, or take the question out.`,
      },
    ];
  }),
];

/** Duplicates are found by something that is asked. */
export const unaskedDuplicates: LintRule = (useCase) => {
  const { duplicates } = useCase;
  const asked = (['attendee.email', 'attendee'] as const).some((feed) => questionFor(useCase, feed) !== undefined);
  const place = duplicates?.of.indexOf('customer') ?? -1;
  if (place < 0 || asked) return [];
  return [
    {
      path: ['duplicates', 'of', place],
      text: 'A customer is known by their email, but no question asks for it. Add one that feeds attendee.email, or write requester.',
    },
  ];
};

/** What a choice asks of the owners, somebody in the pool has. */
export const unservedChoices: LintRule = ({ questions, pool }, { pools }) => {
  const owners = pools?.get(pool);
  if (owners === undefined) return [];
  const have = {
    skill: new Set(owners.flatMap(({ skills }) => skills.map((skill) => skill.toLowerCase()))),
    territory: new Set(owners.flatMap(({ territories }) => territories.map((state) => state.toLowerCase()))),
  };
  const everywhere = owners.some(({ territories }) => territories.length === 0);
  return questions.flatMap(({ feeds, choices = [] }, i): LintProblem[] => {
    if (feeds !== 'skill' && (feeds !== 'territory' || everywhere)) return [];
    return choices.flatMap(({ value }, j) =>
      have[feeds].has(value.toLowerCase())
        ? []
        : [
            {
              path: ['questions', i, 'choices', j, 'value'],
              text: `Nobody in the pool ${pool} ${feeds === 'skill' ? 'has the skill' : 'serves'} ${value}, so who chooses it finds no time. Take it out, or give it to an owner.`,
            },
          ],
    );
  });
};
