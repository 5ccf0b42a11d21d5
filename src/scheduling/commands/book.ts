/**
 * Take one of the offered slots: the first booking, or the new time of one that is being moved. Every gate and rule is
 * asked again at the click, by the same functions that made the offer; what is gone by then is answered with new slots.
 */
import type { Command } from '../command.ts';
import type { Decision, Effect, Refusal } from '../decision.ts';
import { eligibilityOf } from '../eligibility.ts';
import type { Facts } from '../facts.ts';
import { followUpsOf } from '../follow-ups.ts';
import { bookingGuards } from '../policies/guards.ts';
import { judgeAll } from '../policies/policies.ts';
import { type Reason, type ReasonCode, reason } from '../reasons.ts';
import type { Booking, Request, Slot } from '../request.ts';
import { entriesOf } from '../routing/entries.ts';
import { searchFor } from '../search.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import { offer, search } from './offering.ts';

export function book(
  request: Request,
  command: Extract<Command, { kind: 'book' }>,
  facts: Facts,
  now: number,
): Decision | Refusal {
  const slot = request.slots.find((s) => s.ownerId === command.ownerId && s.start === command.start);
  if (slot === undefined)
    return {
      kind: 'refused',
      reason: reason('NOT_FOUND', 'That time is not on offer.', 'Pick one of the times shown.'),
    };
  const gone = whyGone(slot, request, facts, now);
  if (gone === null) return booked(request, slot, facts, now);
  const others = search(request, facts, now, [slot.start]);
  return { kind: 'refused', reason: gone, instead: offer(request, others, facts) };
}

/** What somebody else's use of that time is called: never who has it, nor for what. */
const takenMeanwhile: ReadonlySet<ReasonCode> = new Set(['BUSY', 'RESERVED', 'BUFFER']);

/** Why an offered slot cannot be booked any more; null when it can. */
function whyGone(slot: Slot, request: Request, facts: Facts, now: number): Reason | null {
  const justTaken = reason('SLOT_TAKEN', 'That time was just taken.', 'Pick one of these instead.');
  const owner = facts.owners.find((o) => o.owner.id === slot.ownerId);
  if (owner === undefined) return justTaken;
  const gates = eligibilityOf(owner.owner, request.intake, facts.useCase);
  if (!gates.eligible) return gates.reasons[0] ?? justTaken;
  const verdict = judgeAll({ owner, start: slot.start }, searchFor(facts, request.intake, now));
  if (verdict.kind === 'pass') return null;
  return takenMeanwhile.has(verdict.reason.code) ? justTaken : verdict.reason;
}

function booked(request: Request, slot: Slot, facts: Facts, now: number): Decision {
  const earlier = request.booking;
  const booking: Booking = {
    id: earlier?.id ?? facts.fresh.bookingId,
    slot,
    sequence: earlier === null ? 0 : earlier.sequence + 1,
    bookedAt: now,
  };
  const { before, after } = facts.useCase.policies.buffers;
  const place = ({ ownerId, start, end }: Slot) => ({ ownerId, start, end });
  return {
    kind: 'decided',
    request: {
      ...request,
      version: request.version + 1,
      state: 'booked',
      slots: [],
      booking,
      because: [],
    },
    proposal: null,
    giver: { ownerId: slot.ownerId, pool: facts.useCase.pool },
    guards: bookingGuards(slot, request.requesterId, facts),
    claims: {
      kind: 'replace',
      take: [{ ownerId: slot.ownerId, from: slot.start - before * MINUTE_MS, to: slot.end + after * MINUTE_MS }],
    },
    followUps: { kind: 'replace', with: followUpsOf(booking, facts.useCase, facts.requesterZone, now) },
    ...ledgerOf(slot, earlier, facts),
    audit: [
      {
        what: earlier === null ? 'booked' : 'rescheduled',
        before: { state: request.state, ...(earlier && place(earlier.slot)) },
        after: { state: 'booked', bookingId: booking.id, sequence: booking.sequence, ...place(slot) },
        why: slot.reasons.map((r) => r.text).join(' '),
      },
    ],
    effects: effectsOf(booking, earlier),
  };
}

/** A booking that stays with its owner is counted already; one that goes to another is given back first. */
function ledgerOf(slot: Slot, earlier: Booking | null, facts: Facts): Pick<Decision, 'ledger'> {
  if (earlier?.slot.ownerId === slot.ownerId) return {};
  const giveBack = earlier === null ? null : `It was moved to ${slot.ownerName}.`;
  return { ledger: { giveBack, entries: entriesOf(slot, facts) } };
}

function effectsOf({ id, slot }: Booking, earlier: Booking | null): Effect[] {
  const calendar: Effect = { kind: 'sync-calendar', bookingId: id, ownerId: slot.ownerId };
  if (earlier === null || earlier.slot.ownerId === slot.ownerId)
    return [
      calendar,
      { kind: 'show-card' },
      { kind: 'tell-owner', ownerId: slot.ownerId, what: earlier === null ? 'booked' : 'moved', slot },
    ];
  const left = earlier.slot;
  return [
    { kind: 'sync-calendar', bookingId: id, ownerId: left.ownerId },
    calendar,
    { kind: 'show-card' },
    { kind: 'tell-owner', ownerId: left.ownerId, what: 'cancelled', slot: left },
    { kind: 'tell-owner', ownerId: slot.ownerId, what: 'booked', slot },
  ];
}
