/**
 * A use case: what can be scheduled, as data. Its form, duration, pool, policies, routing method, reminders and the
 * person accountable for it. Stored whole with a version; a request keeps the version that it was asked under.
 */
import { z } from 'zod';
import { duplicatesSchema } from './duplicates-schema.ts';
import type { Feed } from './feeds.ts';
import { key } from './key.ts';
import { policiesSchema } from './policies/schema.ts';
import { type Question, questionsSchema } from './question.ts';
import { reminderSchema } from './reminder.ts';
import { emailAddress, routingSchema } from './routing/schema.ts';

export const useCaseSchema = z.object({
  key,
  name: z.string().min(1).max(60),
  /** One sentence: what it is for. Shown in the chooser. */
  summary: z.string().min(1).max(150),
  /** Length of the meeting, in minutes. */
  duration: z.number().int().min(5).max(480),
  /** Starts are offered on this grid of the attendee's local clock, in minutes. */
  grid: z.number().int().min(5).max(120),
  questions: questionsSchema,
  /** Which earlier requests count as the same wish again; absent: none. */
  duplicates: duplicatesSchema.optional(),
  /** The name of the pool whose owners may take it. */
  pool: key,
  policies: policiesSchema,
  routing: routingSchema,
  /** Email address of the person who looks after requests that find no time, where the routing names nobody. */
  accountable: emailAddress.optional(),
  /** Email addresses of the people who may allow what breaks a rule that says `needs-override`. */
  approvers: z
    .array(z.string().regex(/^[^\s@]+@[^\s@]+$/, 'write an email address'))
    .min(1)
    .max(20)
    .optional(),
  /** How many slots a proposal offers. */
  offer: z.number().int().min(3).max(5).default(4),
  reminders: z.array(reminderSchema).max(10),
  /** The channel that gets the card, by name without `#`. Absent: the channel where it was asked. */
  channel: z.string().max(80).optional(),
});

export type UseCase = z.infer<typeof useCaseSchema>;

/** The first question that feeds this, if the form asks for it. */
export function questionFor(useCase: UseCase, feed: Feed): Question | undefined {
  return useCase.questions.find((q) => q.feeds === feed);
}

/** How the form words a choice: the label of a value, or the value itself where no choice has it. */
export function labelFor(useCase: UseCase, feed: Feed, value: string): string {
  return questionFor(useCase, feed)?.choices?.find((c) => c.value === value)?.label ?? value;
}
