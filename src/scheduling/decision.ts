/**
 * What a decision is made of: the next state, and everything that must be written or must happen with it, as plain
 * data. The shell writes all of it in one transaction or none.
 */

import type { Evaluation } from './evaluation.ts';
import type { FieldErrors } from './intake.ts';
import type { Reason } from './reasons.ts';
import type { Request, Slot } from './request.ts';
import type { LedgerChange } from './routing/entries.ts';

/** The exclusive right to an owner's time, buffers included. */
export interface Claim {
  ownerId: string;
  /** Epoch ms; the meeting widened by its buffers. End exclusive. */
  from: number;
  to: number;
}

/**
 * A limit that the transaction checks once more, behind a lock that everybody who counts against it waits for: fewer
 * than `below` live bookings, that of this request not counted. Ranges are epoch ms, end exclusive, and hold the start
 * of a booking. `useCaseKey` null: of all use cases.
 */
export type Guard =
  | {
      count: 'owners';
      owners: readonly { ownerId: string; from: number; to: number }[];
      /** The pool whose limit it is; null when it is the owner's own. */
      pool: string | null;
      useCaseKey: string | null;
      below: number;
    }
  | { count: 'requester'; requesterId: string; from: number; to: number; useCaseKey: string | null; below: number }
  /** Requests of the person that wait for a pick. */
  | { count: 'open-requests'; requesterId: string; below: number };

/** A reminder that is due at an instant. `key` is the same for the same reminder of the same booking and sequence. */
export interface FollowUp {
  key: string;
  /** That of the booking as it was when this was decided; a move makes it pointless. */
  sequence: number;
  kind: 'reminder';
  personRole: 'owner' | 'requester';
  dueAt: number;
}

/** What must then happen outside the database. Each is a job of the same transaction. */
export type Effect =
  /**
   * Make this owner's calendar show the booking as it now stands: put or moved when the booking is theirs, cancelled
   * when it is not, or not any more.
   */
  | { kind: 'sync-calendar'; bookingId: string; ownerId: string }
  /** Make every copy of the request's card show the request as it now stands. */
  | { kind: 'show-card' }
  /** Tell an owner that time was given, moved or taken back. */
  | {
      kind: 'tell-owner';
      ownerId: string;
      what: 'booked' | 'moved' | 'cancelled' /** for the owner who lost it */;
      slot: Slot;
    }
  /** Tell the person who looks after it that nobody or no time was found. */
  | { kind: 'tell-accountable'; personId: string };

/** One row of the audit trail. `before` and `after` are what changed, small and readable. */
export interface AuditEntry {
  what: 'submitted' | 'proposed' | 'unplaced' | 'booked' | 'rescheduled' | 'cancelled' | 'abandoned' | 'refused';
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  why: string | null;
}

export interface Decision {
  kind: 'decided';
  request: Request;
  /** A new proposal with its evaluation record, stored for good: "why" prints it, it is never computed again. */
  proposal: { id: string; slots: readonly Slot[]; evaluation: Evaluation } | null;
  /** What must still be true when it is written; absent: nothing more than the claims say. */
  guards?: readonly Guard[];
  /** Who must still give time in this pool when it is written; absent: it gives nobody's time anew. */
  giver?: { ownerId: string; pool: string };
  /** `keep`: claims stay; `replace`: all claims of the request are released and these are taken. */
  claims: { kind: 'keep' } | { kind: 'replace'; take: readonly Claim[] };
  /** `keep`: follow-ups stay; `replace`: those still due are dropped and these stand instead. */
  followUps: { kind: 'keep' } | { kind: 'replace'; with: readonly FollowUp[] };
  /** What it changes in the fairness ledger; absent: nothing. */
  ledger?: LedgerChange;
  audit: readonly AuditEntry[];
  effects: readonly Effect[];
}

/** An expected no. */
export interface Refusal {
  kind: 'refused';
  reason: Reason;
  /** For a form: what is wrong with which answer. */
  fields?: FieldErrors;
  /** The named approver may allow it: no rule that was broken is final. */
  overridable?: true;
  /** When the wished slot is gone: a new proposal, decided already, to be saved and shown at once. */
  instead?: Decision;
}
