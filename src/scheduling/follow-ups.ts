/**
 * Follow-ups: the reminders of a booking with the instants when they are due. "24 hours before" counts real minutes;
 * "the day before at 15:00" is a time on the reader's own clock, so the two differ when the clocks change in between.
 */
import type { FollowUp } from './decision.ts';
import type { Reminder } from './reminder.ts';
import type { Booking } from './request.ts';
import { DAY_MS, MINUTE_MS, minutesOfClock } from './time/local-date.ts';
import { dayAt, instantOf } from './time/zone.ts';
import type { UseCase } from './use-case.ts';

/**
 * The reminders of a booking that are still to come, sorted by when they are due.
 * @param requesterZone IANA zone of the requester
 * @param now epoch ms; what was due by then is left out
 */
export function followUpsOf(booking: Booking, useCase: UseCase, requesterZone: string, now: number): FollowUp[] {
  return useCase.reminders
    .map((reminder): FollowUp => {
      const zone = reminder.to === 'owner' ? booking.slot.ownerZone : requesterZone;
      return {
        key: `${booking.id}:${booking.sequence}:${keyOf(reminder)}`,
        sequence: booking.sequence,
        kind: 'reminder',
        personRole: reminder.to,
        dueAt: dueAt(reminder, booking.slot.start, zone),
      };
    })
    .filter((followUp) => followUp.dueAt > now)
    .filter((followUp, i, all) => all.findIndex((other) => other.key === followUp.key) === i)
    .sort((a, b) => a.dueAt - b.dueAt);
}

function dueAt(reminder: Reminder, start: number, zone: string): number {
  if (reminder.kind === 'elapsed') return start - reminder.minutes * MINUTE_MS;
  return instantOf(zone, (dayAt(zone, start) - 1) * DAY_MS + minutesOfClock(reminder.at) * MINUTE_MS);
}

function keyOf(reminder: Reminder): string {
  return reminder.kind === 'elapsed'
    ? `${reminder.to}:elapsed:${reminder.minutes}`
    : `${reminder.to}:day-before:${reminder.at}`;
}
