/** Gathers the facts that a decision stands on. Calendars get two seconds; one that is late counts as unknown. */

import { holidaysBetween } from '../lib/holidays.ts';
import type { TenantId } from '../lib/ids.ts';
import { newId } from '../lib/ids.ts';
import { within } from '../lib/within.ts';
import type { Busy, Facts } from '../scheduling/facts.ts';
import type { Interval } from '../scheduling/time/intervals.ts';
import { localDate } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { claimsBetween } from '../store/claims.ts';
import { ledger } from '../store/ledger.ts';
import { poolOwners } from '../store/owners.ts';
import { shownStarts } from '../store/proposals.ts';
import type { World } from './world.ts';

const calendarBudgetMs = 2_000;
const day = 86_400_000;

/** A use case as it is stored. */
export interface VersionedUseCase {
  useCase: UseCase;
  version: number;
}

/** Facts for commands that look for no time: whose time it is counts, whether it is free does not. */
export async function bareFacts(
  world: World,
  tenant: TenantId,
  { useCase, version }: VersionedUseCase,
  requesterZone: string,
): Promise<Facts> {
  const owners = await poolOwners(world.store.db, tenant, useCase.pool);
  const unread = { busy: { kind: 'unknown', why: 'nobody asked' }, claimed: [], taken: 0, lastTakenAt: null } as const;
  return {
    useCase,
    useCaseVersion: version,
    requesterZone,
    owners: owners.map((owner) => ({ owner, ...unread })),
    holidays: new Map(),
    fresh: freshIds(),
  };
}

/**
 * Everything about the pool's time from `now` to the end of the use case's lead.
 * @param about.requestId the request that is being decided: its own claim does not count; null for a new one
 */
export async function gatherFacts(
  world: World,
  tenant: TenantId,
  { useCase, version }: VersionedUseCase,
  about: { requestId: string | null; requesterZone: string },
  now: number,
): Promise<Facts> {
  const { db } = world.store;
  const owners = await poolOwners(db, tenant, useCase.pool);
  const ids = owners.map((o) => o.id);
  const { buffers, maximumLead } = useCase.policies;
  // A day on each side: zones differ by up to a day from UTC, and a meeting may end on the day after the last.
  const window: Interval = [
    now - day - buffers.before * 60_000,
    now + (maximumLead + 2) * day + buffers.after * 60_000,
  ];
  const [busy, claimed, taken, shown] = await Promise.all([
    readBusy(world, tenant, ids, window),
    claimsBetween(db, tenant, ids, window, about.requestId),
    ledger(db, tenant, useCase.key, ids),
    about.requestId === null ? [] : shownStarts(db, tenant, about.requestId),
  ]);
  return {
    useCase,
    useCaseVersion: version,
    requesterZone: about.requesterZone,
    owners: owners.map((owner) => ({
      owner,
      busy: busy.get(owner.id) ?? { kind: 'unknown', why: 'the calendar gave no answer for them' },
      claimed: claimed.get(owner.id) ?? [],
      taken: taken.get(owner.id)?.taken ?? 0,
      lastTakenAt: taken.get(owner.id)?.lastTakenAt ?? null,
    })),
    holidays: holidays(useCase, window),
    shown,
    fresh: freshIds(),
  };
}

async function readBusy(
  world: World,
  tenant: TenantId,
  ids: readonly string[],
  window: Interval,
): Promise<ReadonlyMap<string, Busy>> {
  const read = await within(calendarBudgetMs, world.calendarOf(tenant).busy(ids, window));
  if (read.kind === 'done') return read.value;
  world.log.warn({ owners: ids.length }, 'calendars were late; their owners are left out of this proposal');
  read.promise.catch((error: unknown) => world.log.warn({ error }, 'a late calendar also failed'));
  const late: Busy = { kind: 'unknown', why: 'the calendar did not answer in time' };
  return new Map(ids.map((id) => [id, late]));
}

function holidays(useCase: UseCase, [from, to]: Interval): ReadonlyMap<string, string> {
  const rule = useCase.policies.holidays;
  return rule === undefined ? new Map() : holidaysBetween(rule, localDate('UTC', from), localDate('UTC', to));
}

function freshIds(): Facts['fresh'] {
  return { requestId: newId(), proposalId: newId(), bookingId: newId() };
}
