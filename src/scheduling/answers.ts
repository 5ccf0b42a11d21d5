/** Answers: one check for each kind of question. Each error is one sentence that says how to mend it. */

import type { Question } from './question.ts';
import { dayOfDate } from './time/local-date.ts';
import { isZone } from './time/zone.ts';

export type Checked = { kind: 'value'; value: string } | { kind: 'none' } | { kind: 'error'; error: string };

/** The longest answer of each kind, in characters, where the question does not say. */
const longest: Readonly<Record<Question['kind'], number>> = {
  text: 150,
  'long-text': 3000,
  email: 254,
  phone: 40,
  date: 10,
  choice: 75,
  'time-zone': 60,
};

/** Characters that no kind of answer may hold: control characters, line breaks aside, and halves of characters. */
const unprintable = /\p{Cs}|(?![\n\t])\p{Cc}/u;
/** Characters that show nothing by themselves; an answer of these alone is empty. */
const invisible = /[\p{Cf}\p{Z}\s]/gu;

/** Checks one answer as a chat delivered it. */
export function checkAnswer(question: Question, raw: string | undefined): Checked {
  const text = (raw ?? '').replaceAll('\r\n', '\n').trim().normalize('NFC');
  if (text.replaceAll(invisible, '') === '')
    return question.required ? { kind: 'error', error: missing(question.kind) } : { kind: 'none' };
  const error = unfit(question, text);
  return error === null ? kinds[question.kind](text, question) : { kind: 'error', error };
}

function unfit(question: Question, text: string): string | null {
  const length = [...text].length;
  const limit = question.maxLength ?? longest[question.kind];
  if (length > limit)
    return `Shorten this to ${limit.toLocaleString('en-US')} characters; it has ${length.toLocaleString('en-US')}.`;
  if (unprintable.test(text)) return 'This has characters that cannot be shown. Type it again instead of pasting it.';
  if (question.kind !== 'long-text' && /[\n\t\u2028\u2029]/.test(text)) return 'Write this on one line.';
  return null;
}

function missing(kind: Question['kind']): string {
  if (kind === 'choice') return 'Choose one of these.';
  if (kind === 'date') return 'Choose a day.';
  if (kind === 'time-zone') return 'Choose a time zone.';
  return 'Fill this in.';
}

const kinds: Readonly<Record<Question['kind'], (text: string, question: Question) => Checked>> = {
  text: value,
  'long-text': value,
  email: (text) =>
    /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(\.[^\s@<>(),;:"[\]\\.]+)+$/.test(text)
      ? value(text)
      : wrong('Write an email address such as name@example.com.'),
  phone: checkPhone,
  date: (text) =>
    dayOfDate(text) === null ? wrong('Choose a day that is in the calendar, written like 2026-12-01.') : value(text),
  choice: (text, { choices = [] }) =>
    choices.some((choice) => choice.value === text)
      ? value(text)
      : wrong('That is not one of the choices. Choose one of these.'),
  'time-zone': (text) =>
    isZone(text) ? value(zoneAsWritten(text)) : wrong('Choose a time zone from the list, such as America/Phoenix.'),
};

/**
 * A phone number in its international form (E.164). With a plus sign: 8 to 15 digits. Without: a number of the US and
 * its numbering plan, ten digits with area code, a leading 1 allowed.
 */
function checkPhone(text: string): Checked {
  const help = wrong('Write the number with its area code, such as (602) 555-0142, or with + and the country code.');
  if (!/^\+?[\d\s().\-/]+$/.test(text)) return help;
  const digits = text.replaceAll(/\D/g, '');
  if (text.startsWith('+') && !digits.startsWith('1'))
    return /^[2-9]\d{7,14}$/.test(digits) ? value(`+${digits}`) : help;
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(national) ? value(`+1${national}`) : help;
}

/** A zone in the spelling of the zone list, for `america/new_york`. */
function zoneAsWritten(name: string): string {
  const lower = name.toLowerCase();
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === lower) ?? name;
}

function value(text: string): Checked {
  return { kind: 'value', value: text };
}

function wrong(error: string): Checked {
  return { kind: 'error', error };
}
