/**
 * A request: one wish for time, with one id from start to outcome. Its states and the one table of allowed
 * transitions; nothing else in the code decides what may follow what.
 */
import { z } from 'zod';
import { intakeSchema } from './intake.ts';
import { reasonSchema } from './reasons.ts';

export const requestStates = ['proposed', 'unplaced', 'booked', 'cancelled', 'abandoned'] as const;

/**
 * - `proposed`: slots were offered, none was picked yet; no time is held
 * - `unplaced`: no owner or no time was found; the requester was told why, and so was whoever is accountable
 * - `booked`: an owner's time is claimed
 * - `cancelled`: called off after or before it was booked
 * - `abandoned`: nobody picked a slot in time
 */
export type RequestState = (typeof requestStates)[number];

/** What may follow what. A reschedule is `booked` to `booked`: the claim is exchanged, the request never lets go. */
const transitions: Readonly<Record<RequestState, readonly RequestState[]>> = {
  proposed: ['proposed', 'unplaced', 'booked', 'cancelled', 'abandoned'],
  unplaced: ['proposed', 'unplaced', 'cancelled', 'abandoned'],
  booked: ['booked', 'cancelled'],
  cancelled: [],
  abandoned: ['proposed', 'unplaced'],
};

export const slotSchema = z.object({
  ownerId: z.uuid(),
  ownerName: z.string(),
  ownerZone: z.string(),
  /** Epoch milliseconds, end exclusive. */
  start: z.number().int(),
  end: z.number().int(),
  /** Why this slot: at least one. */
  reasons: z.array(reasonSchema).min(1),
  /** The routing method that chose the owner; absent: round-robin. */
  routedBy: z.string().optional(),
});

export type Slot = z.infer<typeof slotSchema>;

const bookingSchema = z.object({
  id: z.uuid(),
  slot: slotSchema,
  /** 0 when first booked, one more for each reschedule: the SEQUENCE of the calendar event. */
  sequence: z.number().int().min(0),
  bookedAt: z.number().int(),
});

export type Booking = z.infer<typeof bookingSchema>;

export const requestSchema = z.object({
  id: z.uuid(),
  /** The number that people say: R-104. Given by the store when the request is first saved; 0 before. */
  number: z.number().int(),
  /** One more for every change; a button carries the version that it was drawn for. */
  version: z.number().int(),
  state: z.enum(requestStates),
  useCaseKey: z.string(),
  useCaseVersion: z.number().int(),
  requesterId: z.uuid(),
  intake: intakeSchema,
  /** The latest proposal: its record answers "why" for as long as the request is kept. */
  proposalId: z.uuid().nullable(),
  /** The slots on offer: for `proposed`, and for `booked` while it is being rescheduled. */
  slots: z.array(slotSchema),
  booking: bookingSchema.nullable(),
  /** Why it is unplaced or was cancelled, or what is to be said beside the slots on offer. */
  because: z.array(reasonSchema),
  /** The person who looks after it while it is unplaced; absent: nobody is named. */
  accountableId: z.uuid().optional(),
  /** Where it was asked, as the chat names the place; the card goes there when the use case names no channel. */
  askedIn: z.string().nullable(),
  createdAt: z.number().int(),
});

export type Request = z.infer<typeof requestSchema>;

/** Whether the table allows this step. */
export function mayFollow(from: RequestState, to: RequestState): boolean {
  return transitions[from].includes(to);
}

/** How people say it: R-104. */
export function requestName(request: { number: number }): string {
  return `R-${request.number}`;
}
