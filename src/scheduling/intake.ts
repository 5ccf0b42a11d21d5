/**
 * Intake: answers to a use case's questions become a checked `Intake`, or one error for each field at fault. What was
 * typed is kept, except that surrounding white space goes, composed letters take their usual form (Unicode NFC), line
 * breaks become \n, and a phone number takes its international form.
 */
import { z } from 'zod';
import { checkAnswer } from './answers.ts';
import type { Feed, Question } from './question.ts';
import { formatDate } from './time/format.ts';
import { addDays } from './time/local-date.ts';
import type { UseCase } from './use-case.ts';

export const intakeSchema = z.object({
  /** The checked answers by question key, as they are shown again. */
  answers: z.record(z.string(), z.string()),
  attendee: z.object({
    name: z.string(),
    email: z.string().optional(),
    phone: z.string().optional(),
    /** IANA zone; the requester's when the form does not ask. */
    zone: z.string(),
  }),
  /** Wished first and last local date of the attendee (YYYY-MM-DD), inclusive. */
  window: z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() }),
  skill: z.string().optional(),
  territory: z.string().optional(),
  place: z.string().optional(),
  notes: z.string().optional(),
});

export type Intake = z.infer<typeof intakeSchema>;

/** Raw answers by question key, as a chat delivered them; absent or empty: not answered. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** What is wrong with an answer, by question key: one sentence that says how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What the intake takes from the requester where the form does not ask. */
export interface AskedBy {
  requesterName: string;
  requesterZone: string;
  /** The requester's local date, YYYY-MM-DD. */
  today: string;
}

export type ParsedIntake = { ok: true; intake: Intake } | { ok: false; errors: FieldErrors };

/** Checks the answers to a use case's questions. Answers to questions that it does not ask are ignored. */
export function parseIntake(useCase: UseCase, answers: Answers, by: AskedBy): ParsedIntake {
  const values = new Map<Question, string>();
  const errors = new Map<string, string>();
  for (const question of useCase.questions) {
    const raw = Object.hasOwn(answers, question.key) ? answers[question.key] : undefined;
    const checked = checkAnswer(question, raw);
    const refused = checked.kind === 'value' ? outOfWindow(question, checked.value, useCase, by.today) : null;
    if (checked.kind === 'error') errors.set(question.key, checked.error);
    else if (refused !== null) errors.set(question.key, refused);
    else if (checked.kind === 'value') values.set(question, checked.value);
  }
  const fed = (feed: Feed) => [...values].findLast(([question]) => question.feeds === feed)?.[1];
  const from = fed('window.from');
  const until = fed('window.until');
  if (from !== undefined && until !== undefined && until < from) {
    const last = useCase.questions.findLast((q) => q.feeds === 'window.until');
    if (last)
      errors.set(last.key, `The last day is before the first, ${formatDate(from)}. Choose that day or a later one.`);
  }
  if (errors.size > 0) return { ok: false, errors: Object.fromEntries(errors) };
  return {
    ok: true,
    intake: {
      answers: Object.fromEntries([...values].map(([question, value]) => [question.key, value])),
      attendee: {
        name: fed('attendee.name') ?? by.requesterName,
        ...given('email', fed('attendee.email')),
        ...given('phone', fed('attendee.phone')),
        zone: fed('attendee.zone') ?? by.requesterZone,
      },
      window: { ...given('from', from), ...given('until', until) },
      ...given('skill', fed('skill')),
      ...given('territory', fed('territory')),
      ...given('place', fed('place')),
      ...given('notes', fed('notes')),
    },
  };
}

/** Why a wished day cannot be: it is over, or further ahead than the use case books. */
function outOfWindow(question: Question, value: string, useCase: UseCase, today: string): string | null {
  if (question.kind !== 'date' || !question.feeds.startsWith('window.')) return null;
  if (value < today) return 'That day is over. Choose today or a later day.';
  const { maximumLead } = useCase.policies;
  const furthest = addDays(today, maximumLead);
  if (value > furthest)
    return `That is more than ${maximumLead} days ahead. Choose a day up to ${formatDate(furthest)}.`;
  return null;
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: string });
}
