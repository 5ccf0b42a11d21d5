/**
 * Fills a form from the words after `/schedule <use case>`. Only what is certain is filled: an email is an email; the
 * rest becomes the attendee's name, in plain sight in the form. Nothing that was typed is dropped.
 */
import type { Answers } from './intake.ts';
import type { UseCase } from './use-case.ts';

const email = /^[^\s@<>|]+@[^\s@<>|]+\.[^\s@<>|]+$/;
/** Slack turns a typed address into <mailto:a@b.c|a@b.c>. */
const mailto = /^<mailto:([^|>]+)(?:\|[^>]*)?>$/;
const fillers = new Set(['for', 'with']);

/**
 * The answers that the words give.
 * @param words what was typed after the use case's key
 */
export function fillFromWords(useCase: UseCase, words: string): Answers {
  const tokens = words
    .trim()
    .split(/\s+/)
    .filter((t) => t !== '')
    .map((t) => mailto.exec(t)?.[1] ?? t);
  const question = (feeds: string) => useCase.questions.find((q) => q.feeds === feeds)?.key;
  const emailKey = question('attendee.email');
  const address = emailKey === undefined ? undefined : tokens.find((t) => email.test(t));
  const rest = tokens.filter(
    (t, i) => t !== address && !(i === firstWord(tokens, address) && fillers.has(t.toLowerCase())),
  );
  const restKey = question('attendee.name') ?? question('notes');
  return {
    ...(emailKey !== undefined && address !== undefined ? { [emailKey]: address } : {}),
    ...(restKey !== undefined && rest.length > 0 ? { [restKey]: rest.join(' ') } : {}),
  };
}

function firstWord(tokens: readonly string[], address: string | undefined): number {
  return tokens.findIndex((t) => t !== address);
}
