/** What every command that makes a new offer shares: searching, and the decision that stores what was found. */
import type { Decision } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { type Proposal, propose } from '../proposal.ts';
import { type Reason, reason } from '../reasons.ts';
import type { Request } from '../request.ts';

/**
 * Searches for a request that exists. While it is booked its own time is left out, and the last wished day gives way
 * when nothing is open until then: who moves a booking has already found that the wished days do not suit.
 * @param exclude starts (epoch ms) that are not to be offered
 */
export function search(request: Request, facts: Facts, now: number, exclude: Iterable<number>): Proposal {
  const { intake, booking } = request;
  const wish = {
    facts,
    intake,
    now,
    exclude: new Set([...exclude, ...(booking === null ? [] : [booking.slot.start])]),
  };
  const found = propose(wish);
  if (found.slots.length > 0 || booking === null || intake.window.until === undefined) return found;
  const { until: _, ...open } = intake.window;
  return propose({ ...wish, intake: { ...intake, window: open } });
}

/**
 * The decision to offer what was found. A booked request stays booked; any other is now proposed or unplaced.
 * @param note said beside slots that were found
 */
export function offer(request: Request, found: Proposal, facts: Facts, note: Reason[] = []): Decision {
  const placed = found.slots.length > 0;
  const { accountable } = facts;
  const unplaced = !placed && request.state !== 'booked';
  // It is told once for each time that a request comes to a stand, not for each look that finds nothing again.
  const tell = unplaced && accountable && (request.state !== 'unplaced' || request.version === 0);
  const next: Request = {
    ...request,
    ...(unplaced && accountable ? { accountableId: accountable.personId } : {}),
    version: request.version + 1,
    state: request.state === 'booked' ? 'booked' : placed ? 'proposed' : 'unplaced',
    proposalId: facts.fresh.proposalId,
    slots: found.slots,
    because: placed
      ? [...note, ...found.because]
      : [...found.because, ...(unplaced && accountable ? [looksAfter(accountable.name)] : [])],
  };
  return {
    kind: 'decided',
    request: next,
    proposal: { id: facts.fresh.proposalId, slots: found.slots, evaluation: found.evaluation },
    claims: { kind: 'keep' },
    followUps: { kind: 'keep' },
    audit: [
      {
        what: placed ? 'proposed' : 'unplaced',
        before: { state: request.state },
        after: {
          state: next.state,
          proposalId: facts.fresh.proposalId,
          slots: found.slots.map(({ ownerId, start }) => ({ ownerId, start })),
        },
        why: found.because.map((r) => r.text).join(' ') || null,
      },
    ],
    // A card carries the version that its buttons act on, so it is drawn again even where nothing else changed.
    effects: [
      { kind: 'show-card' },
      ...(tell ? [{ kind: 'tell-accountable' as const, personId: accountable.personId }] : []),
    ],
  };
}

const looksAfter = (name: string): Reason => reason('ACCOUNTABLE', `${name} looks after it now and was told.`);

/** Said beside slots that were shown before, when there are no others. */
export const startedOver: Reason = reason(
  'NO_TIME',
  'You have seen every open time, so these are the first ones again.',
  'Ask again with other days to see more.',
);
