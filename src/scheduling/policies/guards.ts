/**
 * Guards: the limits of a use case as the transaction checks them once more, behind the locks that put everybody who
 * counts against the same limit in one queue. Two bookings at once can so never both take the last place.
 */
import type { Guard } from '../decision.ts';
import type { Facts } from '../facts.ts';
import type { Slot } from '../request.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import type { Limit } from './limits-schema.ts';
import { periodOf } from './periods.ts';

/** What must still hold when a booking of this slot is written. */
export function bookingGuards(slot: Slot, requesterId: string, facts: Facts): Guard[] {
  return (facts.useCase.policies.limits ?? []).map((limit) => guardOf(limit, slot, requesterId, facts));
}

/** What must still hold when another request is opened. */
export function openingGuards(requesterId: string, { useCase }: Facts): Guard[] {
  const { openRequests } = useCase.policies;
  return openRequests === undefined ? [] : [{ count: 'open-requests', requesterId, below: openRequests.max }];
}

function guardOf(limit: Limit, slot: Slot, requesterId: string, facts: Facts): Guard {
  const zone = facts.owners.find(({ owner }) => owner.id === slot.ownerId)?.owner.zone ?? slot.ownerZone;
  const counts = {
    useCaseKey: limit.of === 'this-use-case' ? facts.useCase.key : null,
    below: limit.max,
  };
  /** The period of the slot by one zone, as it lies in another. */
  const within = (by: string, of = by) => {
    const { first, next } = periodOf(dayAt(of, slot.start), limit);
    return { from: dayStart(by, first), to: dayStart(by, next) };
  };
  if (limit.whose === 'requester')
    return { count: 'requester', requesterId, ...within(facts.requesterZone), ...counts };
  if (limit.whose === 'owner')
    return { count: 'owners', owners: [{ ownerId: slot.ownerId, ...within(zone) }], pool: null, ...counts };
  const owners = facts.owners.map(({ owner }) => ({ ownerId: owner.id, ...within(owner.zone, zone) }));
  return { count: 'owners', owners, pool: facts.useCase.pool, ...counts };
}
