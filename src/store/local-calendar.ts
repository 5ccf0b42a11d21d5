/** The local calendar's events, and where owners' other busy time is read from. */
import { z } from 'zod';
import { newId, type TenantId } from '../lib/ids.ts';
import type { Interval } from '../scheduling/time/intervals.ts';
import type { Tx } from './database.ts';
import { Prisma } from './generated/client.ts';
import { dateOf, instantOf } from './instants.ts';

const attendees = z.array(z.object({ name: z.string(), email: z.string() }));

/** An event as it stands. */
export interface LocalEvent {
  /** The same for the same event for ever. */
  key: string;
  ownerId: string;
  title: string;
  /** Epoch ms, end exclusive. */
  start: number;
  end: number;
  /** The zone that the event is written in. */
  zone: string;
  description: string;
  place?: string | undefined;
  attendees: readonly { name: string; email: string }[];
  /** Grows with each change: an older write never overwrites a newer one. */
  sequence: number;
}

/**
 * Makes an event stand as given. Nothing happens when a newer write, or a cancellation of the same sequence, was there
 * first.
 */
export async function putEvent(tx: Tx, tenant: TenantId, event: LocalEvent): Promise<void> {
  const { key, ownerId, title, start, end, zone, description, place, sequence } = event;
  await tx.$executeRaw`
    insert into local_event as e (tenant_id, owner_id, key, title, during, zone, description, place, attendees, sequence,
                                  state)
    values (${tenant}::uuid, ${ownerId}::uuid, ${key}, ${title}, tstzrange(${dateOf(start)}, ${dateOf(end)}), ${zone},
            ${description}, ${place ?? null}, ${JSON.stringify(event.attendees)}::jsonb, ${sequence}::int, 'confirmed')
    on conflict (tenant_id, key) do update
       set owner_id = excluded.owner_id, title = excluded.title, during = excluded.during, zone = excluded.zone,
           description = excluded.description, place = excluded.place, attendees = excluded.attendees,
           sequence = excluded.sequence, state = excluded.state
     where e.sequence < excluded.sequence or e.sequence = excluded.sequence and e.state = 'confirmed'`;
}

/**
 * Makes an event not stand. One that never stood is noted as cancelled, so that an older write which is still on its
 * way finds that it came late. Nothing happens when a newer write was there first.
 */
export async function cancelEvent(
  tx: Tx,
  tenant: TenantId,
  ownerId: string,
  key: string,
  sequence: number,
): Promise<void> {
  await tx.$executeRaw`
    insert into local_event as e (tenant_id, owner_id, key, title, during, zone, description, attendees, sequence, state)
    values (${tenant}::uuid, ${ownerId}::uuid, ${key}, '', 'empty', 'UTC', '', '[]', ${sequence}::int, 'cancelled')
    on conflict (tenant_id, key) do update set sequence = excluded.sequence, state = excluded.state
     where e.sequence <= excluded.sequence`;
}

const columns = Prisma.sql`
  key, owner_id as "ownerId", title, zone, description, place, attendees, sequence,
  extract(epoch from lower(during))::float8 * 1000 as start, extract(epoch from upper(during))::float8 * 1000 as end`;

/** An owner's events that stand and touch the window, in order of time. */
export async function eventsOf(tx: Tx, tenant: TenantId, ownerId: string, [from, to]: Interval): Promise<LocalEvent[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select ${columns} from local_event
     where tenant_id = ${tenant}::uuid and owner_id = ${ownerId}::uuid and state = 'confirmed'
       and during && tstzrange(${dateOf(from)}, ${dateOf(to)})
     order by lower(during), key`;
  return rows.map(eventOf);
}

/** The event with this key, if it stands. */
export async function eventByKey(tx: Tx, tenant: TenantId, key: string): Promise<LocalEvent | null> {
  const rows = await tx.$queryRaw<Row[]>`
    select ${columns} from local_event where tenant_id = ${tenant}::uuid and key = ${key} and state = 'confirmed'`;
  return rows[0] ? eventOf(rows[0]) : null;
}

interface Row extends Omit<LocalEvent, 'place' | 'attendees'> {
  place: string | null;
  attendees: unknown;
}

function eventOf({ place, ...row }: Row): LocalEvent {
  return {
    ...row,
    start: Math.round(row.start),
    end: Math.round(row.end),
    place: place ?? undefined,
    attendees: attendees.parse(row.attendees),
  };
}

/** An .ics file that says when an owner is busy: its address or its text, one of the two. */
export interface BusySource {
  id: string;
  ownerId: string;
  url: string | null;
  ics: string | null;
  /** The text as it was last fetched from the address. */
  fetched: string | null;
  /** When that was, epoch ms. */
  fetchedAt: number | null;
  /** Why the last fetch failed; null when it did not. */
  error: string | null;
}

/** Every source of these owners with the owner's IANA zone, in the same order each time. */
export async function busySources(
  tx: Tx,
  tenant: TenantId,
  ownerIds: readonly string[],
): Promise<(BusySource & { zone: string })[]> {
  const rows = await tx.busySource.findMany({
    where: { tenantId: tenant, ownerId: { in: [...ownerIds] } },
    orderBy: { id: 'asc' },
    omit: { tenantId: true },
    include: { owner: { select: { zone: true } } },
  });
  return rows.map(({ owner, ...row }) => ({
    ...row,
    zone: owner.zone,
    fetchedAt: row.fetchedAt && instantOf(row.fetchedAt),
  }));
}

/**
 * Saves a source whole.
 * @param source without an id: a new one
 * @returns its id
 */
export async function saveBusySource(
  tx: Tx,
  tenant: TenantId,
  source: Omit<BusySource, 'id'> & { id?: string | undefined },
): Promise<string> {
  const { id = newId(), ownerId, url, ics, fetched, error } = source;
  const fetchedAt = source.fetchedAt === null ? null : dateOf(source.fetchedAt);
  const data = { ownerId, url, ics, fetched, fetchedAt, error };
  const where = { tenantId_id: { tenantId: tenant, id } };
  await tx.busySource.upsert({ where, create: { tenantId: tenant, id, ...data }, update: data });
  return id;
}

/** Removes a source; one that is not there is fine. */
export async function removeBusySource(tx: Tx, tenant: TenantId, id: string): Promise<void> {
  await tx.busySource.deleteMany({ where: { tenantId: tenant, id } });
}

/** What reading an address brought: its text and when (epoch ms), or why there is none, as one short clause. */
export type Brought = { text: string; at: number } | { error: string };

/**
 * Notes what reading a source's address brought; a failure leaves the last text as it was. Nothing happens when the
 * source was given another address or removed meanwhile.
 */
export async function noteFetch(
  tx: Tx,
  tenant: TenantId,
  source: Pick<BusySource, 'id' | 'url'>,
  brought: Brought,
): Promise<void> {
  const data =
    'error' in brought
      ? { error: brought.error }
      : { fetched: brought.text, fetchedAt: dateOf(brought.at), error: null };
  await tx.busySource.updateMany({ where: { tenantId: tenant, id: source.id, url: source.url }, data });
}

/** The local calendar's part of the database for one tenant: what `calendars/local.ts` is handed. */
export function localEvents(tx: Tx, tenant: TenantId) {
  return {
    put: (event: LocalEvent) => putEvent(tx, tenant, event),
    cancel: (ownerId: string, key: string, sequence: number) => cancelEvent(tx, tenant, ownerId, key, sequence),
    sources: (ownerIds: readonly string[]) => busySources(tx, tenant, ownerIds),
    note: (source: Pick<BusySource, 'id' | 'url'>, brought: Brought) => noteFetch(tx, tenant, source, brought),
  };
}
