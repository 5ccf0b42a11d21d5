/** Every command: what a person or the clock may ask of the desk, as zod schemas. */
import { z } from 'zod';

const answers = z.record(z.string(), z.string().optional());
const onRequest = {
  requestId: z.uuid(),
  /** the request's version that the button was drawn for */ version: z.number().int(),
};

const commandSchema = z.discriminatedUnion('kind', [
  /** Ask for time. */
  z.object({
    kind: z.literal('submit'),
    useCaseKey: z.string(),
    answers,
    askedIn: z.string().nullable(),
    /** Whom the answers name, as the chat knows them; absent: nobody. */
    people: z.array(z.object({ email: z.string(), name: z.string(), zone: z.string().nullable() })).optional(),
  }),
  /** Take one of the offered slots: a first booking, or the new time of a reschedule. */
  z.object({ kind: z.literal('book'), ...onRequest, ownerId: z.uuid(), start: z.number().int() }),
  /** Offer other slots than those on offer. */
  z.object({ kind: z.literal('more-times'), ...onRequest }),
  /** Offer new slots for a booked request; the booking stands until one is picked. */
  z.object({ kind: z.literal('reschedule'), ...onRequest }),
  z.object({ kind: z.literal('cancel'), ...onRequest, why: z.string() }),
  /** The clock: nobody picked a slot in time. */
  z.object({ kind: z.literal('abandon'), ...onRequest }),
]);

export type Command = z.infer<typeof commandSchema>;

/** Who gives a command. The clock is nobody. */
export interface Actor {
  personId: string;
  name: string;
  zone: string;
  rights: ReadonlySet<Right>;
}

/** What a role may allow. Rights are separate; a role is a set of them. */
export const rights = ['view', 'book', 'reschedule', 'cancel', 'override', 'audit', 'configure'] as const;
export type Right = (typeof rights)[number];
