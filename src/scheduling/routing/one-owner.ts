/** What the methods share that stand for one owner: the account's, the last who served, the one who was named. */
import type { OwnerFacts } from '../facts.ts';
import { counted } from '../policies/minutes.ts';
import { type Reason, type ReasonCode, reason } from '../reasons.ts';
import type { Ranking } from './method.ts';

/**
 * The ranking of one owner.
 * @param says what makes them the one, as a clause without its full stop: "Dana Reyes owns the account acme.com"
 */
export function rankOne(owners: readonly OwnerFacts[], ownerId: string, code: ReasonCode, says: string): Ranking {
  const found = owners.find(({ owner }) => owner.id === ownerId);
  if (found === undefined) return { kind: 'nobody', why: `${says} but cannot take this` };
  const because: Reason = reason(code, `${says}.`);
  return { kind: 'ranked', ranked: [{ facts: found, rank: 1, reasons: [because] }], whose: `${says} but` };
}

/** ", unless their next open time is more than 5 days away". */
export function unlessFar({ unlessAfterDays }: { unlessAfterDays?: number | undefined }): string {
  return unlessAfterDays === undefined
    ? ''
    : `, unless their next open time is more than ${counted(unlessAfterDays, 'day')} away`;
}

export const oneOwnerTieBreak = 'There is one owner, so there is nothing to put in order.';
