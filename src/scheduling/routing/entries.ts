/**
 * What a booking adds to the fairness ledger: a booking to its owner, nothing due to those who are away that day, a fair
 * start for those who just joined, and an end for those who left. Entries are written with the booking or not at all.
 */
import type { Facts, OwnerFacts } from '../facts.ts';
import type { Slot } from '../request.ts';
import { formatDate } from '../time/format.ts';
import { dateOfDay } from '../time/local-date.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import { workingTime } from '../working-time.ts';
import { divide, standingOf, sum, type Turns, turnsIn, weightOf } from './ledger.ts';
import { turnsOf } from './schema.ts';
import { booking } from './units.ts';

export interface LedgerEntry {
  ownerId: string;
  kind: 'joined' | 'got' | 'calibration' | 'left';
  /** In units (`units.ts`). */
  units: number;
  /** One sentence. */
  reason: string;
}

/** What a decision changes in the ledger of its use case. */
export interface LedgerChange {
  /** First everything that the request had given or taken is given back, with this reason; null: nothing is. */
  giveBack: string | null;
  entries: readonly LedgerEntry[];
}

/** The entries of a booking; none when another method than taking turns gave it. */
export function entriesOf(slot: Slot, facts: Facts): LedgerEntry[] {
  if (!countsAsTurn(slot)) return [];
  const { owners: pool, useCase } = facts;
  const turns = turnsOf(useCase.routing);
  const joined = joiningEntries(pool, turns);
  const left = (facts.leftPool ?? []).map(
    (ownerId): LedgerEntry => ({ ownerId, kind: 'left', units: 0, reason: 'Is not in the pool any more.' }),
  );
  const got = { ownerId: slot.ownerId, kind: 'got', units: booking, reason: 'Was booked.' } as const;
  const away = pool.filter((one) => one.owner.id !== slot.ownerId && isAway(one, slot.start));
  const here = sum(pool.filter((one) => !away.includes(one)).map(({ owner }) => weightOf(owner, turns)));
  const calibrations = away.map(
    ({ owner }): LedgerEntry => ({
      ownerId: owner.id,
      kind: 'calibration',
      units: divide(booking * weightOf(owner, turns), here),
      reason: `Was away on ${formatDate(dateOfDay(dayAt(owner.zone, slot.start)))}, so this booking was not due to them.`,
    }),
  );
  return [...left, ...joined, got, ...calibrations];
}

/** The start of everybody in the pool who is not in the ledger yet: where the pool stands on average. */
export function joiningEntries(pool: readonly OwnerFacts[], turns: Turns): LedgerEntry[] {
  return turnsIn(pool, turns)
    .filter(({ facts }) => standingOf(facts) === null)
    .map(({ facts: { owner }, standing }) => {
      const reason = `${owner.name} joined where the pool stands.`;
      return { ownerId: owner.id, kind: 'joined', units: standing, reason };
    });
}

/** Bookings that go to an owner for another reason than their turn are nobody's turn. */
function countsAsTurn({ routedBy }: Slot): boolean {
  return routedBy === undefined || !['account-owner', 'last-touch', 'named-owner'].includes(routedBy);
}

/**
 * Whether an owner is away on their local day of an instant: they work on that day of the week, and the day is taken off,
 * or one event of their calendar takes all of it.
 */
function isAway({ owner, busy }: OwnerFacts, at: number): boolean {
  const day = dayAt(owner.zone, at);
  const window = [dayStart(owner.zone, day), dayStart(owner.zone, day + 1)] as const;
  const usual = workingTime({ ...owner, dateHours: [] }, window);
  if (usual.length === 0) return false;
  const works = workingTime(owner, window).filter(([from, to]) => from < window[1] && window[0] < to);
  const [first, last] = [works[0], works.at(-1)];
  if (first === undefined || last === undefined) return true;
  return busy.kind === 'known' && busy.ranges.some(([from, to]) => from <= first[0] && last[1] <= to);
}
