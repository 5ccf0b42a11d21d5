/** Answers as people read them: by the words of the form, never by the values behind them. */
import type { Feed } from '../scheduling/feeds.ts';
import { type Question, splitValues } from '../scheduling/question.ts';
import type { Request } from '../scheduling/request.ts';
import { formatDate, formatMinutes, zonePlace } from '../scheduling/time/format.ts';
import type { UseCase } from '../scheduling/use-case.ts';

/** One answer in the words of its question. */
export function answerText({ kind, choices = [] }: Question, answer: string): string {
  const label = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value;
  switch (kind) {
    case 'choice':
      return label(answer);
    case 'multiple-choice':
      return splitValues(answer).map(label).join(', ');
    case 'yes-no':
      return answer === 'yes' ? 'Yes' : 'No';
    case 'date':
      return formatDate(answer);
    case 'date-range':
      return rangeText(answer);
    case 'time':
      return clockText(answer);
    case 'time-zone':
      return zonePlace(answer);
    default:
      return answer;
  }
}

function rangeText(range: string): string {
  const [first = '', last = ''] = range.split('/');
  if (last === '') return `from ${formatDate(first)}`;
  return first === '' ? `until ${formatDate(last)}` : `${formatDate(first)} – ${formatDate(last)}`;
}

function clockText(clock: string): string {
  const [hour, minute] = clock.split(':').map(Number);
  return hour === undefined || minute === undefined ? clock : formatMinutes(hour * 60 + minute);
}

/** What an owner needs to know beforehand, and has no place of its own on a card. */
const preparing = new Set<Feed>([
  'owner',
  'skill',
  'language',
  'asker',
  'account',
  'subject',
  'outcome',
  'how',
  'priority',
  'complexity',
  'equipment',
  'accessibility',
]);

/** The answers that prepare the owner, in the order of the form. */
export function preparation(request: Request, useCase: UseCase): { label: string; text: string }[] {
  return useCase.questions.flatMap((question) => {
    const answer = request.intake.answers[question.key];
    return answer === undefined || !preparing.has(question.feeds)
      ? []
      : [{ label: question.label, text: answerText(question, answer) }];
  });
}
