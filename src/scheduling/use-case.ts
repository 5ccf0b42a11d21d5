/**
 * A use case: what can be scheduled, as data. Its form, duration, pool, policies, routing method, reminders and the
 * person accountable for it. Stored whole with a version; a request keeps the version that it was asked under.
 */
import { z } from 'zod';

const key = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'use lower-case letters, digits and dashes, 2 to 40 of them');

/**
 * What an answer is used for. Every question names it, so that a form asks only what routing, policy or a follow-up
 * needs.
 */
export const feeds = [
  'attendee.name',
  'attendee.email',
  'attendee.phone',
  'attendee.zone',
  'window.from',
  'window.until',
  'skill',
  'territory',
  'place',
  'notes',
] as const;

export const questionSchema = z.object({
  key,
  kind: z.enum(['text', 'long-text', 'email', 'phone', 'date', 'choice', 'time-zone']),
  label: z.string().min(1).max(150),
  hint: z.string().max(150).optional(),
  placeholder: z.string().max(150).optional(),
  required: z.boolean().default(true),
  feeds: z.enum(feeds),
  /** For kind `choice`: what can be chosen. `value` is what routing compares. */
  choices: z
    .array(z.object({ value: z.string().min(1).max(75), label: z.string().min(1).max(75) }))
    .max(100)
    .optional(),
  /** For kinds `text` and `long-text`: the longest answer, in characters. */
  maxLength: z.number().int().positive().max(3000).optional(),
});

export type Question = z.infer<typeof questionSchema>;

/** A reminder before the meeting. `elapsed` counts real minutes; `day-before` is a wall-clock time of the reader. */
export const reminderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elapsed'), minutes: z.number().int().positive(), to: z.enum(['owner', 'requester']) }),
  z.object({
    kind: z.literal('day-before'),
    at: z.string().regex(/^\d{2}:\d{2}$/),
    to: z.enum(['owner', 'requester']),
  }),
]);

export type Reminder = z.infer<typeof reminderSchema>;

export const useCaseSchema = z.object({
  key,
  name: z.string().min(1).max(60),
  /** One sentence: what it is for. Shown in the chooser. */
  summary: z.string().min(1).max(150),
  /** Length of the meeting, in minutes. */
  duration: z.number().int().min(5).max(480),
  /** Starts are offered on this grid of the attendee's local clock, in minutes. */
  grid: z.number().int().min(5).max(120),
  questions: z.array(questionSchema).min(1).max(40),
  /** The name of the pool whose owners may take it. */
  pool: key,
  policies: z.object({
    /** Minutes kept free before and after the meeting. */
    buffers: z.object({ before: z.number().int().min(0), after: z.number().int().min(0) }),
    /** The least time between asking and the start, in minutes. */
    minimumNotice: z.number().int().min(0),
    /** The furthest day that can be booked, in days from today. */
    maximumLead: z.number().int().min(1).max(180),
    /** Public holidays of this country (ISO 3166-1) are closed days. */
    holidays: z.object({ country: z.string().length(2) }).optional(),
  }),
  routing: z.object({ method: z.literal('round-robin') }),
  /** How many slots a proposal offers. */
  offer: z.number().int().min(3).max(5).default(4),
  reminders: z.array(reminderSchema).max(10),
  /** The channel that gets the card, by name without `#`. Absent: the channel where it was asked. */
  channel: z.string().max(80).optional(),
});

export type UseCase = z.infer<typeof useCaseSchema>;

export type Feed = (typeof feeds)[number];

/** The first question that feeds this, if the form asks for it. */
export function questionFor(useCase: UseCase, feed: Feed): Question | undefined {
  return useCase.questions.find((q) => q.feeds === feed);
}

/** How the form words a choice: the label of a value, or the value itself where no choice has it. */
export function labelFor(useCase: UseCase, feed: Feed, value: string): string {
  return questionFor(useCase, feed)?.choices?.find((c) => c.value === value)?.label ?? value;
}
