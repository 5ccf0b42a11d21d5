/**
 * Intake: answers to a use case's questions become a checked `Intake`, or one error for each field at fault.
 * Nothing that was typed is changed silently except surrounding white space.
 */
import { z } from 'zod';

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
