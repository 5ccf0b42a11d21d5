/** Lint of a form: questions whose answers nothing uses, and questions that can never come up. */
import { type Condition, holds, parentsOf } from './conditions.ts';
import { uses } from './feeds.ts';
import type { Question } from './question.ts';
import type { UseCase } from './use-case.ts';

export interface UnusedQuestion {
  /** Its key. */
  question: string;
  /** Its place among the questions, from 0. */
  index: number;
  /** Why, and how to mend it, as one sentence. */
  why: string;
}

/** The questions that a form asks for nothing, in its order. */
export function unusedQuestions(useCase: UseCase): UnusedQuestion[] {
  return useCase.questions.flatMap((question, index) => {
    const why = whyUnused(useCase, question, index);
    return why === null ? [] : [{ question: question.key, index, why }];
  });
}

function whyUnused(useCase: UseCase, question: Question, index: number): string | null {
  const { questions, ...rest } = useCase;
  const { key, feeds, when } = question;
  if (feeds === 'condition' && !questions.some((other) => other.when && parentsOf(other.when).includes(key)))
    return `No condition names "${key}"; let it feed something, or take it away.`;
  if (feeds === 'rule' && !names(rest, key))
    return `No rule of the use case names "${key}"; let it feed something, or take it away.`;
  const later = questions.find(
    (other, at) =>
      at > index && other.feeds === feeds && single.has(feeds) && other.when === undefined && other.required,
  );
  if (later !== undefined)
    return `"${later.key}" is always answered and feeds "${feeds}" too, so "${key}" never counts; take one away.`;
  if (when !== undefined && isNever(when, questions))
    return `The condition of "${key}" can never hold; mend it, or take the question away.`;
  return null;
}

/** What only one answer can feed. */
const single: ReadonlySet<string> = new Set(
  Object.keys(uses).filter((feed) => !['skill', 'equipment', 'rule', 'condition'].includes(feed)),
);

/** Whether a text somewhere in the data is this. */
function names(data: unknown, wanted: string): boolean {
  if (typeof data === 'string') return data === wanted;
  return typeof data === 'object' && data !== null && Object.values(data).some((inner) => names(inner, wanted));
}

/** More combinations of answers than this are not tried. */
const most = 20_000;

/** Whether no combination of answers makes a condition hold. Only said where every parent has a list of answers. */
function isNever(when: Condition, questions: readonly Question[]): boolean {
  const domains = parentsOf(when).map((key) => ({ key, answers: domainOf(questions.find((q) => q.key === key)) }));
  let combinations: Map<string, readonly string[]>[] = [new Map()];
  for (const { key, answers } of domains) {
    if (answers === null || combinations.length * answers.length > most) return false;
    combinations = combinations.flatMap((before) => answers.map((answer) => new Map([...before, [key, answer]])));
  }
  return !combinations.some((answers) => holds(when, (key) => answers.get(key) ?? []));
}

/** Every answer that a question can have, and none; null when these cannot be listed. */
function domainOf(question: Question | undefined): (readonly string[])[] | null {
  const values = question?.kind === 'yes-no' ? ['yes', 'no'] : question?.choices?.map((choice) => choice.value);
  if (values === undefined) return null;
  if (question?.kind !== 'multiple-choice') return [[], ...values.map((value) => [value])];
  if (values.length > 10) return null;
  let sets: string[][] = [[]];
  for (const value of values) sets = sets.concat(sets.map((set) => [...set, value]));
  return sets;
}
