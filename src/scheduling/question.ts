/** A question of an intake form: what it asks, of which kind, and what its answer is used for. */
import { z } from 'zod';
import { key } from './key.ts';

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

export type Feed = (typeof feeds)[number];
