/**
 * The facts that a decision stands on: what the shell read from the database and the calendars just before, as plain
 * data. The core never asks for more; what is not here does not count.
 */

import type { Right } from './command.ts';
import type { RecentRequest } from './duplicates.ts';
import type { Owner } from './owner.ts';
import type { LedgerLine } from './routing/units.ts';
import type { Interval } from './time/intervals.ts';
import type { UseCase } from './use-case.ts';

/** An owner's calendar as it could be read. Unknown is never free. */
export type Busy =
  | { kind: 'known' /** sorted by start */; ranges: readonly Interval[] }
  | { kind: 'unknown' /** why it could not be read, as one short clause */; why: string };

/** A live booking, as limits count it. */
export interface Booked {
  useCaseKey: string;
  /** Epoch ms. */
  start: number;
}

/** The person who asked, whoever gives the command. */
export interface RequesterFacts {
  email: string | null;
  /** What they may do in the use case, now. */
  rights: ReadonlySet<Right>;
  /** Their live bookings of all use cases near the window, without that of the request being decided. */
  booked: readonly Booked[];
  /** How many other requests of theirs wait for them to pick. */
  open: number;
}

/** One owner of the pool with everything that concerns their time in the window. */
export interface OwnerFacts {
  owner: Owner;
  busy: Busy;
  /** Time that live claims take, buffers included, without the claim of the request being decided. Sorted by start. */
  claimed: readonly Interval[];
  /**
   * Their live bookings of all use cases near the window (whole months around it), without that of the request being
   * decided: what limits count. Absent: none.
   */
  booked?: readonly Booked[];
  /** Their line in the fairness ledger; null: they joined and are not in it yet. Absent: only `taken` counts. */
  ledger?: LedgerLine | null;
  /** Bookings given to this owner by this use case so far, cancelled ones not counted. */
  taken: number;
  /** When the last of them was given (epoch ms), or null. */
  lastTakenAt: number | null;
}

/** Ids drawn by the shell for what a decision may create, so that the core needs no randomness. */
export interface FreshIds {
  requestId: string;
  proposalId: string;
  bookingId: string;
}

export interface Facts {
  useCase: UseCase;
  useCaseVersion: number;
  owners: readonly OwnerFacts[];
  /** Closed days by the owner's local date (YYYY-MM-DD) with the holiday's name. */
  holidays: ReadonlyMap<string, string>;
  /** IANA zone of the requester, whoever speaks: their reminders fall due by it. */
  requesterZone: string;
  /** Absent: nothing is known of them, so they have no rights and nothing of theirs counts. */
  requester?: RequesterFacts;
  /** Starts (epoch ms) offered earlier for this request, so that "more times" goes on instead of round; absent: unknown. */
  shown?: readonly number[];
  /** For a new wish: earlier requests that it may be a second time of; absent: none. */
  recent?: readonly RecentRequest[];
  /**
   * Who gives the time of the booking that the request has, in the pool or not any more: it stays theirs. Absent or null:
   * it has none.
   */
  bookedOwner?: Pick<Owner, 'id' | 'personId'> | null;
  /** Owners who are in the ledger of the use case but not in its pool any more. */
  leftPool?: readonly string[];
  /** Who owns the account that the attendee belongs to; absent or null: not known. */
  account?: {
    ownerId: string;
    ownerName: string /** The email address or domain it is known by. */;
    key: string;
  } | null;
  /** Who of the pool met the attendee last, or is to meet them; absent or null: nobody. */
  lastTouch?: { ownerId: string; ownerName: string /** Start, epoch ms. */; at: number } | null;
  /** The person who looks after requests that find no time; absent or null: nobody is named, or known by that name. */
  accountable?: { personId: string; name: string } | null;
  fresh: FreshIds;
}
