/** Follow-ups: real minutes and wall-clock times before a meeting are two different things. */
import { expect, test } from 'vitest';
import { followUpsOf } from '../../src/scheduling/follow-ups.ts';
import type { Reminder } from '../../src/scheduling/reminder.ts';
import type { Booking } from '../../src/scheduling/request.ts';
import { at, aUseCase, hour, id } from './worlds.ts';

/** Monday 2 November 2026, 3 PM in New York: the clocks were turned back the day before. */
const start = at('2026-11-02T20:00Z');
const booking = (sequence = 0): Booking => ({
  id: id(1),
  sequence,
  bookedAt: 0,
  slot: {
    ownerId: id(2),
    ownerName: 'Dana',
    ownerZone: 'America/New_York',
    start,
    end: start + hour,
    reasons: [{ code: 'FREE', text: 'Free.' }],
  },
});
const due = (reminders: Reminder[], now = 0) =>
  followUpsOf(booking(), aUseCase({ reminders }), 'America/Los_Angeles', now).map((f) =>
    new Date(f.dueAt).toISOString().slice(0, 16),
  );

test('33 hours before counts the hour that the clocks give back', () => {
  expect(due([{ kind: 'elapsed', minutes: 33 * 60, to: 'owner' }])).toEqual(['2026-11-01T11:00']);
});

test('the day before at 15:00 is three o clock on the clock of the reader', () => {
  expect(due([{ kind: 'day-before', at: '15:00', to: 'owner' }])).toEqual(['2026-11-01T20:00']);
  expect(due([{ kind: 'day-before', at: '15:00', to: 'requester' }])).toEqual(['2026-11-01T23:00']);
});

test('a wall time that comes twice on the day before is due the first time', () => {
  expect(due([{ kind: 'day-before', at: '01:30', to: 'owner' }])).toEqual(['2026-11-01T05:30']);
});

test('what is due by now is left out, and the rest comes in order', () => {
  const reminders: Reminder[] = [
    { kind: 'elapsed', minutes: 10, to: 'owner' },
    { kind: 'elapsed', minutes: 60, to: 'requester' },
    { kind: 'elapsed', minutes: 600, to: 'owner' },
  ];
  expect(due(reminders, start - 600 * 60_000)).toEqual(['2026-11-02T19:00', '2026-11-02T19:50']);
});

test('keys are the same for the same booking, and new after a move', () => {
  const useCase = aUseCase({ reminders: [{ kind: 'elapsed', minutes: 10, to: 'owner' }] });
  const keys = (sequence: number) => followUpsOf(booking(sequence), useCase, 'UTC', 0).map((f) => f.key);
  expect(keys(0)).toEqual(keys(0));
  expect(keys(0)).not.toEqual(keys(1));
});

test('each knows which state of the booking it was made for', () => {
  const useCase = aUseCase({ reminders: [{ kind: 'elapsed', minutes: 10, to: 'owner' }] });
  expect(followUpsOf(booking(4), useCase, 'UTC', 0)).toMatchObject([{ sequence: 4 }]);
});

test('the day before is counted from the local day of the meeting, also in the evening', () => {
  const evening = at('2026-11-04T01:00Z');
  const late = { ...booking(), slot: { ...booking().slot, start: evening, end: evening + hour } };
  const useCase = aUseCase({ reminders: [{ kind: 'day-before', at: '15:00', to: 'owner' }] });
  expect(followUpsOf(late, useCase, 'UTC', 0)).toMatchObject([{ dueAt: at('2026-11-02T20:00Z') }]);
});
