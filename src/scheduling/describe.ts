/**
 * A use case in plain English, from the data itself: what it asks, who takes it, every rule and reminder. Written for
 * whoever runs the desk, so that what is configured can be read without knowing its keys.
 */
import type { Comparison, Condition } from './conditions.ts';
import { uses } from './feeds.ts';
import { counted, listed, span } from './policies/minutes.ts';
import { describePolicies } from './policies/policies.ts';
import type { Question, QuestionKind } from './question.ts';
import type { Reminder } from './reminder.ts';
import { describeRouting } from './routing/describe.ts';
import { formatMinutes } from './time/format.ts';
import { minutesOfClock } from './time/local-date.ts';
import type { UseCase } from './use-case.ts';

export interface Section {
  title: string;
  /** One sentence each. */
  lines: readonly string[];
}

/** The whole use case, in short sections. */
export function describeUseCase(useCase: UseCase): Section[] {
  return [
    { title: `${useCase.name} (${useCase.key})`, lines: [useCase.summary, ...meeting(useCase)] },
    { title: 'What it asks', lines: useCase.questions.map((question) => describeQuestion(question, useCase)) },
    { title: 'Who takes it', lines: [`Owners of the pool ${useCase.pool} take it.`, ...describeRouting(useCase)] },
    { title: 'Rules', lines: [...describePolicies(useCase), ...exceptions(useCase), ...duplicates(useCase)] },
    { title: 'Reminders', lines: reminders(useCase) },
  ];
}

function meeting({ duration, grid, offer, channel }: UseCase): string[] {
  return [
    `A meeting takes ${span(duration)}, and may begin every ${span(grid).replace(/^1 /, '')} of the attendee’s day.`,
    `Up to ${offer} times are offered at once.`,
    channel === undefined ? 'Its card is shown where it was asked.' : `Its card is shown in #${channel}.`,
  ];
}

const kindWords: Readonly<Record<QuestionKind, string>> = {
  text: 'a line of text',
  'long-text': 'text',
  email: 'an email address',
  phone: 'a phone number',
  number: 'a number',
  date: 'a day',
  time: 'a time of day',
  'date-range': 'two days',
  choice: 'one of a list',
  'multiple-choice': 'some of a list',
  person: 'somebody of the chat',
  address: 'an address',
  'time-zone': 'a time zone',
  'yes-no': 'yes or no',
};

/** "Customer’s email: an email address, required. It is used to invite the attendee." */
function describeQuestion(question: Question, useCase: UseCase): string {
  const { label, kind, choices, required, feeds, when } = question;
  const words =
    choices === undefined ? kindWords[kind] : `${kindWords[kind]} (${shortList(choices.map((c) => c.label))})`;
  const asked = when === undefined ? '' : ` Asked only if ${inWords(when, useCase)}.`;
  const title = /[?.:!]$/.test(label) ? label : `${label}:`;
  return `${title} ${words}, ${required ? 'required' : 'may be left out'}. Used ${uses[feeds].by}.${asked}`;
}

function shortList(words: readonly string[]): string {
  return words.length <= 6 ? words.join(', ') : `${words.slice(0, 5).join(', ')} and ${words.length - 5} more`;
}

function inWords(condition: Condition, useCase: UseCase): string {
  if ('all' in condition) return condition.all.map((inner) => nested(inner, useCase)).join(' and ');
  if ('any' in condition) return condition.any.map((inner) => nested(inner, useCase)).join(' or ');
  if ('not' in condition) return `it is not so that ${nested(condition.not, useCase)}`;
  return comparison(condition, useCase);
}

/** What joins several conditions stands in brackets inside another. */
function nested(condition: Condition, useCase: UseCase): string {
  const joined = 'all' in condition || 'any' in condition;
  return joined ? `(${inWords(condition, useCase)})` : inWords(condition, useCase);
}

function comparison({ question, is, in: among, answered, atLeast, atMost }: Comparison, useCase: UseCase): string {
  const parent = useCase.questions.find(({ key }) => key === question);
  const label = (value: string) => parent?.choices?.find((choice) => choice.value === value)?.label ?? value;
  const tests = [
    ...(is === undefined ? [] : [`is ${label(is)}`]),
    ...(among === undefined ? [] : [`is ${listed(among.map(label), 'or')}`]),
    ...(answered === undefined ? [] : [answered ? 'is answered' : 'is not answered']),
    ...(atLeast === undefined ? [] : [`is ${atLeast} or more`]),
    ...(atMost === undefined ? [] : [`is ${atMost} or less`]),
  ];
  return `“${parent?.label ?? question}” ${tests.join(' and ')}`;
}

function exceptions({ approvers }: UseCase): string[] {
  return approvers === undefined ? [] : [`Exceptions are allowed by ${listed(approvers, 'or')}.`];
}

function duplicates({ duplicates: rule }: UseCase): string[] {
  if (rule === undefined) return [];
  const whose = listed(
    rule.of.map((of) => (of === 'customer' ? 'the same customer' : 'the same requester')),
    'or',
  );
  return [
    `Asking again within ${counted(rule.days, 'day')} for ${whose} is taken for the same wish, unless they say it is another.`,
  ];
}

function reminders({ reminders: all }: UseCase): string[] {
  return all.length === 0 ? ['Nobody is reminded.'] : all.map(describeReminder);
}

function describeReminder(reminder: Reminder): string {
  if (reminder.kind === 'elapsed') return `The ${reminder.to} is reminded ${span(reminder.minutes)} before the start.`;
  return `The ${reminder.to} is reminded the day before at ${formatMinutes(minutesOfClock(reminder.at))}, on their own clock.`;
}
