/** What must hold between the questions of a form, beyond the shape of each: said by place, with how to mend it. */
import { type Comparison, type Condition, comparisonsIn, parentsOf } from './conditions.ts';
import { type Feed, uses } from './feeds.ts';

/** As much of a question as is judged here; the schema of questions itself stands on these checks. */
interface Asked {
  key: string;
  kind: string;
  feeds: Feed;
  required: boolean;
  when?: Condition | undefined;
  choices?: readonly { value: string }[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
}

export interface QuestionFault {
  path: (string | number)[];
  message: string;
}

/** Everything that is wrong with the questions of one form; empty when nothing is. */
export function checkQuestions(questions: readonly Asked[]): QuestionFault[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  return [
    ...questions.flatMap((question, index) => [
      ...checkKey(questions, question, index),
      ...checkChoices(question, index),
      ...checkFeed(question, index),
      ...checkBounds(question, index),
      ...checkCondition(question, index, byKey),
    ]),
    ...checkCircles(questions, byKey),
  ];
}

function checkKey(questions: readonly Asked[], { key }: Asked, index: number): QuestionFault[] {
  const first = questions.findIndex((question) => question.key === key);
  return first === index ? [] : [{ path: [index, 'key'], message: `two questions have the key "${key}"; rename one` }];
}

function checkChoices({ kind, choices = [] }: Asked, index: number): QuestionFault[] {
  if (kind !== 'choice' && kind !== 'multiple-choice') return [];
  const path = [index, 'choices'];
  const values = choices.map((choice) => choice.value);
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (values.length === 0) return [{ path, message: 'give at least one choice' }];
  if (twice !== undefined) return [{ path, message: `two choices have the value "${twice}"; change one` }];
  if (kind === 'multiple-choice' && values.some((value) => value.includes(',')))
    return [{ path, message: 'a value of a multiple choice must have no comma' }];
  return [];
}

function checkFeed({ kind, feeds, choices = [] }: Asked, index: number): QuestionFault[] {
  const { kinds, values } = uses[feeds];
  if (kinds !== undefined && !kinds.includes(kind))
    return [{ path: [index, 'kind'], message: `"${feeds}" is fed by a question of kind ${kinds.join(' or ')}` }];
  const strange = values && choices.find((choice) => !values.includes(choice.value));
  if (strange !== undefined)
    return [
      {
        path: [index, 'choices'],
        message: `"${feeds}" knows the values ${values?.join(', ')}, not "${strange.value}"`,
      },
    ];
  return [];
}

function checkBounds({ min, max }: Asked, index: number): QuestionFault[] {
  return min !== undefined && max !== undefined && min > max
    ? [{ path: [index, 'min'], message: 'min is greater than max' }]
    : [];
}

function checkCondition({ when }: Asked, index: number, byKey: ReadonlyMap<string, Asked>): QuestionFault[] {
  if (when === undefined) return [];
  return comparisonsIn(when).flatMap((comparison) => {
    const message = strangeIn(comparison, byKey.get(comparison.question));
    return message === null ? [] : [{ path: [index, 'when'], message }];
  });
}

/** Why a comparison can never mean anything; null when it can. */
function strangeIn({ question, is, in: among = [] }: Comparison, parent: Asked | undefined): string | null {
  if (parent === undefined) return `there is no question "${question}"`;
  const known = parent.kind === 'yes-no' ? ['yes', 'no'] : parent.choices?.map((choice) => choice.value);
  const strange = known && [...(is === undefined ? [] : [is]), ...among].find((value) => !known.includes(value));
  return strange === undefined ? null : `"${question}" has no choice "${strange}"; it has ${known?.join(', ')}`;
}

/** One fault for each question that hangs on itself, directly or through others. */
function checkCircles(questions: readonly Asked[], byKey: ReadonlyMap<string, Asked>): QuestionFault[] {
  const parents = (key: string): string[] => {
    const when = byKey.get(key)?.when;
    return when === undefined ? [] : parentsOf(when);
  };
  return questions.flatMap(({ key }, index) => {
    const reached = new Set<string>();
    const next = parents(key);
    for (let parent = next.pop(); parent !== undefined; parent = next.pop()) {
      if (reached.has(parent)) continue;
      reached.add(parent);
      next.push(...parents(parent));
    }
    return reached.has(key)
      ? [{ path: [index, 'when'], message: `"${key}" hangs on itself; take one condition of the circle away` }]
      : [];
  });
}
