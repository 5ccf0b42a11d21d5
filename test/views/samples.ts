/** A request to draw: for Ann in Phoenix, with one owner in Los Angeles. */
import { reason } from '../../src/scheduling/reasons.ts';
import type { Request, Slot } from '../../src/scheduling/request.ts';
import type { Line, Span } from '../../src/views/view.ts';
import { at, aUseCase, id, minute } from '../scheduling/worlds.ts';

export const useCase = aUseCase();

/** Tuesday, December 1, 2026, 10:30 in Phoenix. */
export const morning = at('2026-12-01T17:30:00Z');

export function aSlot(changes: Partial<Slot> = {}): Slot {
  const start = changes.start ?? morning;
  return {
    ownerId: id(1),
    ownerName: 'Tom Okafor',
    ownerZone: 'America/Los_Angeles',
    start,
    end: start + 30 * minute,
    reasons: [
      reason('NEXT_IN_TURN', 'Tom Okafor is next in turn: 0 bookings so far.'),
      { ...reason('WAKING_HOURS', 'Inside his working hours; daytime in Phoenix.'), brief: 'daytime in Phoenix' },
      reason('MATCHES_SKILL', 'Tom Okafor has the skill you asked for: Spanish.'),
    ],
    ...changes,
  };
}

export function aRequest(changes: Partial<Request> = {}): Request {
  return {
    id: id(50),
    number: 7,
    version: 2,
    state: 'proposed',
    useCaseKey: useCase.key,
    useCaseVersion: 1,
    requesterId: id(60),
    intake: { answers: {}, attendee: { name: 'Ann', zone: 'America/Phoenix' }, window: {} },
    proposalId: null,
    slots: [aSlot()],
    booking: null,
    because: [],
    askedIn: null,
    createdAt: morning,
    ...changes,
  };
}

/** The request, booked on its slot. */
export function aBookedRequest(changes: Partial<Request> = {}): Request {
  const booking = { id: id(70), slot: aSlot(), sequence: 0, bookedAt: morning };
  return aRequest({ state: 'booked', booking, slots: [], ...changes });
}

/** The words of a line; a person by name, times by their instants. */
export function wordsOf(line: Line): string {
  return line.map(wordOf).join('');
}

function wordOf(span: Span): string {
  if (typeof span === 'string') return span;
  if (span.kind === 'strong') return span.text;
  if (span.kind === 'person') return span.name;
  return span.kind === 'time' ? `<${span.at}>` : `<${span.start} ${span.zone}>`;
}
