/** Which questions a form asks, given the answers so far: those without a condition, and those whose condition holds. */
import type { Checked } from './answer-kinds.ts';
import { checkAnswer } from './answers.ts';
import { holds } from './conditions.ts';
import { type Question, splitValues } from './question.ts';

/** Raw answers by question key; whatever is no text counts as no answer. */
type Raw = Readonly<Record<string, unknown>>;

/** A question that is asked, with its answer as it was checked. */
export interface Asked {
  question: Question;
  checked: Checked;
}

/** What a date range is asked as: two days, each with a key of its own. Keys of questions have no dot. */
export const rangeKeys = (key: string) => ({ first: `${key}.first`, last: `${key}.last` });

/**
 * The questions that are asked, in the order of the form. An answer to a question that is not asked does not count, nor
 * does one that is wrong: what hangs on it is decided as if there was none.
 */
export function askedQuestions(questions: readonly Question[], answers: Raw): Asked[] {
  const byKey = new Map(questions.map((question) => [question.key, question]));
  const known = new Map<string, Asked | null>();
  const judge = (question: Question): Asked | null => {
    const before = known.get(question.key);
    if (before !== undefined) return before;
    // Met again before it is judged, it would hang on itself; the schema refuses that, and here it is not asked.
    known.set(question.key, null);
    const asked = question.when === undefined || holds(question.when, valuesOf);
    const judged = asked ? { question, checked: checkAnswer(question, rawAnswer(question, answers)) } : null;
    known.set(question.key, judged);
    return judged;
  };
  const valuesOf = (key: string): readonly string[] => {
    const question = byKey.get(key);
    const checked = question && judge(question)?.checked;
    if (question === undefined || checked?.kind !== 'value') return [];
    return question.kind === 'multiple-choice' ? splitValues(checked.value) : [checked.value];
  };
  return questions.map(judge).filter((asked) => asked !== null);
}

/** The answer as it came; the two days of a range as one. */
function rawAnswer({ key, kind }: Question, answers: Raw): unknown {
  const own = Object.hasOwn(answers, key) ? answers[key] : undefined;
  if (kind !== 'date-range' || own !== undefined) return own;
  const { first, last } = rangeKeys(key);
  const day = (part: string) => {
    const typed = Object.hasOwn(answers, part) ? answers[part] : undefined;
    return typeof typed === 'string' ? typed : '';
  };
  const range = `${day(first)}/${day(last)}`;
  return range === '/' ? undefined : range;
}
