/**
 * The desk's own calendar, which needs no account anywhere. It keeps the desk's events and takes owners' other busy time
 * from .ics files. An owner without any file has nothing but the desk's own events, which are claims: known, and free.
 *
 * An address that does not answer is covered by its last copy for a day, as published calendars are themselves often
 * hours old; without one the owner's time is unknown. A file of this machine is read each time.
 */
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { CannotFetch, type FetchText } from '../lib/safe-fetch.ts';
import type { Busy } from '../scheduling/facts.ts';
import { type Interval, merge } from '../scheduling/time/intervals.ts';
import { DAY_MS, MINUTE_MS } from '../scheduling/time/local-date.ts';
import type { Calendar, CalendarEvent, OwnerId } from './calendar.ts';
import { busyFromIcs } from './ics.ts';
import { readIcsFile } from './ics-file.ts';
import { IcsUnreadable } from './ics-unreadable.ts';

/** An .ics file that says when an owner is busy: its address or its text, one of the two. */
export interface BusySource {
  id: string;
  ownerId: OwnerId;
  /** IANA zone of the owner. */
  zone: string;
  /** https:, http:, webcal: or file:, or the full path of a file. */
  url: string | null;
  ics: string | null;
  /** The last text from the address that could be read, and when it came (epoch ms). */
  fetched: string | null;
  fetchedAt: number | null;
}

/** What an attempt to read an address brought. A failed one leaves the last copy as it was. */
export type Fetched = { text: string; at: number } | { error: string };

/** Where the calendar keeps what it knows: one tenant's part of the database. */
export interface LocalEvents {
  /** Nothing happens when a newer write was there first. */
  put(event: CalendarEvent): Promise<void>;
  cancel(ownerId: OwnerId, key: string, sequence: number): Promise<void>;
  sources(owners: readonly OwnerId[]): Promise<BusySource[]>;
  /** Notes an attempt, unless the source was changed or removed meanwhile. */
  note(source: BusySource, fetched: Fetched): Promise<void>;
}

const fresh = 10 * MINUTE_MS;
const lastResort = DAY_MS;

/** Below the desk's own budget for all calendars together, so that a slow server costs one owner and not all. */
const fetchLimits = { timeoutMs: 1_500 };

export interface LocalCalendarParts {
  events: LocalEvents;
  fetchText: FetchText;
  clock: Clock;
  log: Log;
}

/** The local calendar of one tenant. */
export function createLocalCalendar({ events, fetchText, clock, log }: LocalCalendarParts): Calendar {
  async function fetchSource(source: BusySource, url: string, window: Interval): Promise<Interval[]> {
    const text = await fetchText(url.replace(/^webcals?:/i, 'https:'), fetchLimits);
    const busy = busyFromIcs(text, window, source.zone);
    await events.note(source, { text, at: clock.now() });
    return busy;
  }

  async function fetchedBusy(source: BusySource, url: string, window: Interval): Promise<Interval[]> {
    const { fetched, fetchedAt, zone } = source;
    const age = fetched === null || fetchedAt === null ? Number.POSITIVE_INFINITY : clock.now() - fetchedAt;
    if (age < fresh) return busyFromIcs(fetched ?? '', window, zone);
    try {
      return await fetchSource(source, url, window);
    } catch (error) {
      const why = clauseOf(error);
      if (why === null) throw error;
      log.warn({ err: error, source: source.id, owner: source.ownerId }, 'A calendar file could not be read.');
      await events.note(source, { error: why });
      if (age >= lastResort) throw error;
      return busyFromIcs(fetched ?? '', window, zone);
    }
  }

  async function sourceBusy(source: BusySource, window: Interval): Promise<Interval[]> {
    if (source.ics !== null) return busyFromIcs(source.ics, window, source.zone);
    const url = source.url ?? '';
    if (/^(https?|webcals?):/i.test(url)) return fetchedBusy(source, url, window);
    return busyFromIcs(await readIcsFile(url), window, source.zone);
  }

  async function ownerBusy(sources: readonly BusySource[], window: Interval): Promise<Busy> {
    try {
      const ranges = await Promise.all(sources.map((source) => sourceBusy(source, window)));
      return { kind: 'known', ranges: merge(ranges.flat()) };
    } catch (error) {
      const owner = sources[0]?.ownerId;
      const why = clauseOf(error);
      if (why === null) log.error({ err: error, owner }, 'The local calendar failed.');
      else log.warn({ err: error, owner }, 'The time of an owner is unknown.');
      return { kind: 'unknown', why: why ?? 'something went wrong inside the desk' };
    }
  }

  return {
    name: 'local',
    async busy(owners, window) {
      try {
        const sources = await events.sources(owners);
        const ofOwner = (id: OwnerId) => sources.filter((source) => source.ownerId === id);
        const answers = owners.map(async (id) => [id, await ownerBusy(ofOwner(id), window)] as const);
        return new Map(await Promise.all(answers));
      } catch (error) {
        log.error({ err: error }, 'The local calendar could not read its sources.');
        const unknown: Busy = { kind: 'unknown', why: 'the desk could not look it up' };
        return new Map(owners.map((id) => [id, unknown]));
      }
    },
    put: (event) => events.put(event),
    cancel: (ownerId, key, sequence) => events.cancel(ownerId, key, sequence),
  };
}

/** Why a source could not be read, when that is no fault of ours; else null. */
function clauseOf(error: unknown): string | null {
  return error instanceof IcsUnreadable || error instanceof CannotFetch ? error.message : null;
}
