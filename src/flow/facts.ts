/** Gathers the facts that a decision stands on. Calendars get two seconds; one that is late counts as unknown. */

import { holidaysBetween } from '../lib/holidays.ts';
import type { TenantId } from '../lib/ids.ts';
import { newId } from '../lib/ids.ts';
import { within } from '../lib/within.ts';
import type { Busy, Facts, RequesterFacts } from '../scheduling/facts.ts';
import type { Owner } from '../scheduling/owner.ts';
import type { Booking } from '../scheduling/request.ts';
import type { Interval } from '../scheduling/time/intervals.ts';
import { DAY_MS, MINUTE_MS } from '../scheduling/time/local-date.ts';
import { localDate } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { bookedOfOwners, bookedOfRequester, openRequestsOf } from '../store/booked.ts';
import { claimsBetween } from '../store/claims.ts';
import type { Tx } from '../store/database.ts';
import { ledger } from '../store/ledger.ts';
import { poolOwners, owner as readOwner } from '../store/owners.ts';
import { shownStarts } from '../store/proposals.ts';
import { rightsOf } from '../store/roles.ts';
import { type For, routingFacts } from './routing-facts.ts';
import type { World } from './world.ts';

const calendarBudgetMs = 2_000;
/** A limit by the month counts the whole of each month that the window touches. */
const month = 31 * DAY_MS;

/** A use case as it is stored. */
export interface VersionedUseCase {
  useCase: UseCase;
  version: number;
}

/** The person who asks. No id: nobody whom the desk knows. */
export interface Asker {
  id: string | null;
  email: string | null;
  /** IANA zone. */
  zone: string;
}

/** Facts for commands that look for no time: whose time it is counts, whether it is free does not. */
export async function bareFacts(
  world: World,
  tenant: TenantId,
  { useCase, version }: VersionedUseCase,
  { requesterZone, booking }: { requesterZone: string; booking: Booking | null },
): Promise<Facts> {
  const { db } = world.store;
  const [owners, bookedOwner] = await Promise.all([
    poolOwners(db, tenant, useCase.pool),
    readBookedOwner(db, tenant, booking),
  ]);
  const unread = { busy: { kind: 'unknown', why: 'nobody asked' }, claimed: [], taken: 0, lastTakenAt: null } as const;
  return {
    useCase,
    useCaseVersion: version,
    requesterZone,
    owners: owners.map((owner) => ({ owner, ...unread })),
    bookedOwner,
    holidays: new Map(),
    fresh: freshIds(),
  };
}

/**
 * Everything about the pool's time from `now` to the end of the use case's lead.
 * @param about.requestId the request that is being decided: its own claim does not count; null for a new one
 * @param about.booking what the request has so far; absent or null: none
 * @param about.whom the attendee and account that it is for
 */
export async function gatherFacts(
  world: World,
  tenant: TenantId,
  { useCase, version }: VersionedUseCase,
  about: { requestId: string | null; booking?: Booking | null; requester: Asker; whom: For },
  now: number,
): Promise<Facts> {
  const { db } = world.store;
  const owners = await poolOwners(db, tenant, useCase.pool);
  const ids = owners.map((o) => o.id);
  const window = windowOf(useCase, now);
  const counted: Interval = [window[0] - month, window[1] + month];
  const countsOwners = (useCase.policies.limits ?? []).some((limit) => limit.whose !== 'requester');
  const [busy, claimed, taken, shown, booked, requester, routing, bookedOwner] = await Promise.all([
    readBusy(world, tenant, ids, window),
    claimsBetween(db, tenant, ids, window, about.requestId),
    ledger(db, tenant, useCase.key, ids),
    about.requestId === null ? [] : shownStarts(db, tenant, about.requestId),
    countsOwners ? bookedOfOwners(db, tenant, ids, counted, about.requestId) : null,
    readRequester(world, tenant, useCase, about, counted),
    routingFacts(world, tenant, useCase, owners, { ...about.whom, requestId: about.requestId }),
    readBookedOwner(db, tenant, about.booking ?? null),
  ]);
  return {
    useCase,
    useCaseVersion: version,
    requesterZone: about.requester.zone,
    ...(requester === null ? {} : { requester }),
    owners: owners.map((owner) => ({
      owner,
      busy: busy.get(owner.id) ?? { kind: 'unknown', why: 'the calendar gave no answer for them' },
      claimed: claimed.get(owner.id) ?? [],
      booked: booked?.get(owner.id) ?? [],
      ledger: routing.lines.get(owner.id) ?? null,
      taken: taken.get(owner.id)?.taken ?? 0,
      lastTakenAt: taken.get(owner.id)?.lastTakenAt ?? null,
    })),
    bookedOwner,
    holidays: holidaysOf(useCase, now),
    ...routing.facts,
    shown,
    fresh: freshIds(),
  };
}

/** Whose time the booking takes, active and in the pool or not. */
async function readBookedOwner(db: Tx, tenant: TenantId, booking: Booking | null): Promise<Owner | null> {
  return booking && readOwner(db, tenant, booking.slot.ownerId);
}

/** What rules about the requester look at. What no rule of the use case asks for is not read. */
async function readRequester(
  world: World,
  tenant: TenantId,
  { key, policies: { limits = [], openRequests, whoMayBook } }: UseCase,
  { requestId, requester: { id, email } }: { requestId: string | null; requester: Asker },
  window: Interval,
): Promise<RequesterFacts | null> {
  if (id === null) return null;
  const { db } = world.store;
  const counts = limits.some((limit) => limit.whose === 'requester');
  const [rights, booked, open] = await Promise.all([
    whoMayBook === undefined ? new Set<never>() : rightsOf(db, tenant, id, key),
    counts ? bookedOfRequester(db, tenant, id, window, requestId) : [],
    openRequests === undefined ? 0 : openRequestsOf(db, tenant, id, requestId),
  ]);
  return { email, rights, booked, open };
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

/** A day on each side: zones differ by up to a day from UTC, and a meeting may end on the day after the last. */
function windowOf({ policies: { buffers, maximumLead } }: UseCase, now: number): Interval {
  return [now - DAY_MS - buffers.before * MINUTE_MS, now + (maximumLead + 2) * DAY_MS + buffers.after * MINUTE_MS];
}

/** The public holidays that a decision at `now` (epoch ms) can meet, by local date. */
export function holidaysOf(useCase: UseCase, now: number): Facts['holidays'] {
  const rule = useCase.policies.holidays;
  const [from, to] = windowOf(useCase, now);
  return rule === undefined ? new Map() : holidaysBetween(rule, localDate('UTC', from), localDate('UTC', to));
}

function freshIds(): Facts['fresh'] {
  return { requestId: newId(), proposalId: newId(), bookingId: newId() };
}
