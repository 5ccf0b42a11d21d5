/** Checks of the questions: a form asks only what something reads. */
import { parentsOf } from '../conditions.ts';
import type { Feed } from '../feeds.ts';
import type { Question } from '../question.ts';
import { type Method, stepsOf } from '../routing/schema.ts';
import { questionFor, type UseCase } from '../use-case.ts';
import type { LintProblem, LintRule } from './lint-rule.ts';

/** For feeds that only some rules or methods read: whether this use case has one of those. */
const readers: Readonly<Partial<Record<Feed, { by: string; reads(useCase: UseCase, question: Question): boolean }>>> = {
  asker: { by: 'policies.whoMayBook.kinds', reads: ({ policies }) => policies.whoMayBook?.kinds !== undefined },
  account: { by: 'the routing method account-owner', reads: (useCase) => routes(useCase, 'account-owner') },
  owner: { by: 'the routing method named-owner', reads: (useCase) => routes(useCase, 'named-owner') },
  'postal-code': {
    by: 'the routing method territory, or policies.places',
    reads: (useCase) => routes(useCase, 'territory') || useCase.policies.places !== undefined,
  },
  rule: { by: 'a rule that names it', reads: ({ policies }, { key }) => namesQuestion(policies, key) },
  condition: { by: 'the condition of another question', reads: isParent },
};

function routes({ routing }: UseCase, method: Method): boolean {
  return stepsOf(routing).some((step) => step.method === method);
}

function isParent({ questions }: UseCase, { key }: Question): boolean {
  return questions.some(({ when }) => when !== undefined && parentsOf(when).includes(key));
}

/** Whether a rule, wherever it stands, has this key as its `question`. */
function namesQuestion(value: unknown, key: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) =>
    name === 'question' ? inner === key : namesQuestion(inner, key),
  );
}

/** A question whose answer nothing reads costs everybody time. */
export const unusedQuestions: LintRule = (useCase) =>
  useCase.questions.flatMap((question, i): LintProblem[] => {
    const reader = readers[question.feeds];
    if (reader === undefined || reader.reads(useCase, question) || isParent(useCase, question)) return [];
    return [
      {
        path: ['questions', i, 'feeds'],
        text: `Nothing reads the answer to “${question.key}”: ${question.feeds} is for ${reader.by}. Add that, or take the question out.`,
      },
    ];
  });

/** Two questions that feed the same and may both be asked: the answer to the first does not count. */
export const rivalQuestions: LintRule = ({ questions }) =>
  questions.flatMap((question, i): LintProblem[] => {
    if (question.when !== undefined || several.has(question.feeds)) return [];
    const rival = questions.find((other, j) => j < i && other.feeds === question.feeds && other.when === undefined);
    if (rival === undefined) return [];
    return [
      {
        path: ['questions', i, 'feeds'],
        text: `“${rival.key}” feeds ${question.feeds} too, and only one answer counts. Let one of the two feed something else.`,
      },
    ];
  });

/** Answers of several questions that are taken together, or that each serve another reader. */
const several = new Set<Feed>(['skill', 'equipment', 'rule', 'condition']);

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
