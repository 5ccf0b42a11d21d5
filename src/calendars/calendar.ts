/**
 * The port to calendars. An answer about somebody's time is `known` or `unknown`, never "no events" by accident; every
 * write carries our key, so that repeating it changes nothing.
 */
import type { Busy } from '../scheduling/facts.ts';
import type { Interval } from '../scheduling/time/intervals.ts';

/** Whose calendar: the desk's own id of the owner. */
export type OwnerId = string;

/** An event as the desk wants it to stand. */
export interface CalendarEvent {
  /** Ours, and the same for the same booking for ever. */
  key: string;
  ownerId: OwnerId;
  title: string;
  /** Epoch ms, end exclusive. */
  start: number;
  end: number;
  /** The zone that the event is written in. */
  zone: string;
  description: string;
  place?: string | undefined;
  attendees: readonly { name: string; email: string }[];
  /** Grows by one with each change of the booking: an older write never overwrites a newer one. */
  sequence: number;
}

export interface Calendar {
  name: string;
  /** Busy time of each owner in the window, our own events left out. Never throws: what cannot be read is unknown. */
  busy(owners: readonly OwnerId[], window: Interval): Promise<ReadonlyMap<OwnerId, Busy>>;
  /** Makes the event stand as given: created, moved or changed. Repeating it changes nothing. */
  put(event: CalendarEvent): Promise<void>;
  /** Makes the event not stand. An event that never stood is fine. */
  cancel(ownerId: OwnerId, key: string, sequence: number): Promise<void>;
}
