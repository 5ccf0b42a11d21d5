/**
 * Answers: one question's answer as it was typed becomes the answer as it is kept, or one sentence that says how to mend
 * it. What all kinds share is here; what a kind wants is in `answer-kinds.ts`.
 */
import { type Checked, checks } from './answer-kinds.ts';
import type { Question, QuestionKind } from './question.ts';

/** The longest answer of each kind, in characters, where the question does not say. */
const longest: Readonly<Record<QuestionKind, number>> = {
  text: 150,
  'long-text': 3000,
  email: 254,
  phone: 40,
  number: 40,
  date: 10,
  time: 10,
  'date-range': 40,
  choice: 75,
  'multiple-choice': 8000,
  person: 254,
  address: 300,
  'time-zone': 60,
  'yes-no': 10,
};

/** Longer texts are not even looked at. */
const absurd = 50_000;

/** Characters that no kind of answer may hold: control characters, line breaks aside, and halves of characters. */
const unprintable = /\p{Cs}|(?![\n\t])\p{Cc}/u;
/** Characters that show nothing by themselves; an answer of these alone is empty. */
const invisible = /[\p{Cf}\p{Z}\s]/gu;
/** Kinds that may be written on several lines. */
const manyLines = new Set<QuestionKind>(['long-text', 'address']);

/**
 * Checks one answer as a chat delivered it.
 * @param raw anything but a text counts as no answer
 */
export function checkAnswer(question: Question, raw: unknown): Checked {
  const typed = typeof raw === 'string' ? raw : '';
  if (typed.length > absurd) return { kind: 'error', error: tooLong(limitOf(question), typed.length) };
  const text = typed.replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (text.replaceAll(invisible, '') === '')
    return question.required ? { kind: 'error', error: missing(question.kind) } : { kind: 'none' };
  const error = unfit(question, text);
  return error === null ? checks[question.kind](text, question) : { kind: 'error', error };
}

function limitOf(question: Question): number {
  return question.maxLength ?? longest[question.kind];
}

function unfit(question: Question, text: string): string | null {
  const length = [...text].length;
  const limit = limitOf(question);
  if (length > limit) return tooLong(limit, length);
  if (unprintable.test(text)) return 'This has characters that cannot be shown. Type it again instead of pasting it.';
  if (!manyLines.has(question.kind) && /[\n\t\u2028\u2029]/.test(text)) return 'Write this on one line.';
  return null;
}

function tooLong(limit: number, length: number): string {
  return `Shorten this to ${limit.toLocaleString('en-US')} characters; it has ${length.toLocaleString('en-US')}.`;
}

function missing(kind: QuestionKind): string {
  switch (kind) {
    case 'choice':
    case 'yes-no':
      return 'Choose one of these.';
    case 'multiple-choice':
      return 'Choose at least one of these.';
    case 'date':
      return 'Choose a day.';
    case 'date-range':
      return 'Choose the first day and the last day.';
    case 'time':
      return 'Choose a time.';
    case 'person':
      return 'Choose a person.';
    case 'time-zone':
      return 'Choose a time zone.';
    default:
      return 'Fill this in.';
  }
}
