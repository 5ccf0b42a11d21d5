/**
 * Duplicates: whether a wish was asked before, by the same requester or for the same customer, within the days that the
 * use case says. Only what is booked counts: a request that nobody picked a time for stands in nobody's way.
 */
import type { Duplicates } from './duplicates-schema.ts';
import type { Answers, Intake } from './intake.ts';
import { type Reason, reason } from './reasons.ts';
import { formatTime } from './time/format.ts';
import { DAY_MS } from './time/local-date.ts';

/** An earlier request of the same use case that is booked. */
export interface RecentRequest {
  number: number;
  requesterId: string;
  /** The attendee's email address, if it is known. */
  email: string | null;
  /** Epoch ms. */
  createdAt: number;
  /** When its meeting begins, epoch ms. */
  start: number;
}

/** The answer, `yes` or `no`, to whether this is wanted besides the earlier one. No question has a key with a dot. */
export const anotherKey = 'duplicate.another';

/** Whether the person said that it is another one. */
export function isAnother(answers: Answers): boolean {
  return Object.hasOwn(answers, anotherKey) && answers[anotherKey] === 'yes';
}

/** The latest earlier request that counts as the same wish; null when there is none. */
export function duplicateOf(
  rule: Duplicates | undefined,
  wish: { intake: Intake; requesterId: string; now: number },
  recent: readonly RecentRequest[],
): RecentRequest | null {
  if (rule === undefined) return null;
  const email = wish.intake.attendee.email?.toLowerCase();
  const same = recent.filter(
    (earlier) =>
      earlier.createdAt > wish.now - rule.days * DAY_MS &&
      ((rule.of.includes('requester') && earlier.requesterId === wish.requesterId) ||
        (rule.of.includes('customer') && email !== undefined && earlier.email?.toLowerCase() === email)),
  );
  return same.reduce<RecentRequest | null>((last, one) => (last && last.number > one.number ? last : one), null);
}

/** Why the wish is not taken as it is, and how to go on. */
export function duplicateReason(earlier: RecentRequest, { attendee }: Intake): Reason {
  return reason(
    'DUPLICATE',
    `R-${earlier.number} is booked already, for ${formatTime(earlier.start, attendee.zone)}.`,
    'Answer yes if this is another one; to move the earlier one, use the buttons on its card.',
  );
}
