/** Call a request off: its time is free again at once, and nobody is reminded any more. */
import type { Actor, Command } from '../command.ts';
import type { Decision } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { reason } from '../reasons.ts';
import type { Request } from '../request.ts';
import { turnsOf } from '../routing/schema.ts';

export function cancel(
  request: Request,
  command: Extract<Command, { kind: 'cancel' }>,
  by: Actor | 'clock',
  facts: Facts,
): Decision {
  const { booking } = request;
  const who = by === 'clock' ? 'the desk' : by.name;
  const why = command.why.trim();
  const because = reason('CANCELLED', why === '' ? `Cancelled by ${who}.` : `Cancelled by ${who}: ${why}`);
  return {
    kind: 'decided',
    request: {
      ...request,
      version: request.version + 1,
      state: 'cancelled',
      slots: [],
      because: [because],
    },
    proposal: null,
    claims: { kind: 'replace', take: [] },
    followUps: { kind: 'replace', with: [] },
    ...(booking !== null && turnsOf(facts.useCase.routing).creditFor.includes('cancelled')
      ? { ledger: { giveBack: 'The booking was cancelled.', entries: [] } }
      : {}),
    audit: [
      {
        what: 'cancelled',
        before: { state: request.state, ...(booking && { ownerId: booking.slot.ownerId, start: booking.slot.start }) },
        after: { state: 'cancelled' },
        why: why === '' ? null : why,
      },
    ],
    effects:
      booking === null
        ? [{ kind: 'show-card' }]
        : [
            { kind: 'sync-calendar', bookingId: booking.id, ownerId: booking.slot.ownerId },
            { kind: 'show-card' },
            { kind: 'tell-owner', ownerId: booking.slot.ownerId, what: 'cancelled', slot: booking.slot },
          ],
  };
}
