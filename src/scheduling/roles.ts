/**
 * Roles: the sets of rights that a desk begins with, and who may give which command. Your own requests need only the
 * right to book; the owner of a booking may move it or call it off; who looks after a request that found no time may find
 * one for it or call it off; for everybody else's requests a command needs its own right. It is asked when the command is
 * given, never when its button was drawn.
 */
import { type Actor, type Command, type Right, rights } from './command.ts';
import type { Facts } from './facts.ts';
import type { Request } from './request.ts';

export const roles = {
  requester: new Set<Right>(['view', 'book']),
  owner: new Set<Right>(['view', 'book']),
  approver: new Set<Right>(['view', 'book', 'override']),
  manager: new Set<Right>(['view', 'book', 'reschedule', 'cancel', 'override', 'audit']),
  admin: new Set<Right>(rights),
} as const satisfies Record<string, ReadonlySet<Right>>;

/** The right that a command on somebody else's request needs; null: only the clock gives it. */
const rightOnOthers: Readonly<Record<Exclude<Command['kind'], 'submit'>, Right | null>> = {
  book: 'reschedule',
  'more-times': 'reschedule',
  reschedule: 'reschedule',
  cancel: 'cancel',
  abandon: null,
};

/** Whether this person, or the clock, may give this command about this request (null: about none yet). */
export function mayGive(by: Actor | 'clock', command: Command, request: Request | null, facts: Facts): boolean {
  if (by === 'clock') return command.kind === 'abandon';
  if (command.kind === 'submit') return by.rights.has('book');
  const right = rightOnOthers[command.kind];
  if (right === null || request === null) return false;
  if (by.rights.has(right)) return true;
  if (request.requesterId === by.personId) return by.rights.has('book');
  if (request.accountableId === by.personId && command.kind !== 'reschedule' && request.state !== 'booked') return true;
  return givesItsTime(by, request, facts);
}

function givesItsTime(by: Actor, request: Request, facts: Facts): boolean {
  const owner = facts.bookedOwner;
  return owner?.id === request.booking?.slot.ownerId && owner?.personId === by.personId;
}

/** Whether this person may read everything about a request: their own, or with the right to view. */
export function mayView(by: Actor, request: Request): boolean {
  return by.rights.has('view') || request.requesterId === by.personId;
}
