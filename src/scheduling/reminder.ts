/** Reminders before a meeting, as a use case sets them. */
import { z } from 'zod';

/** A reminder before the meeting. `elapsed` counts real minutes; `day-before` is a wall-clock time of the reader. */
export const reminderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('elapsed'), minutes: z.number().int().positive(), to: z.enum(['owner', 'requester']) }),
  z.object({
    kind: z.literal('day-before'),
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as 15:00'),
    to: z.enum(['owner', 'requester']),
  }),
]);

export type Reminder = z.infer<typeof reminderSchema>;
