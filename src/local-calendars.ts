/** Gives the desk's own calendar its place in the database: the only file that brings the two together. */
import { createLocalCalendar } from './calendars/local.ts';
import type { World } from './flow/world.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { createFetchText } from './lib/safe-fetch.ts';
import type { Store } from './store/database.ts';
import { localEvents } from './store/local-calendar.ts';

/** The local calendar of every tenant. */
export function localCalendars({ db }: Store, clock: Clock, log: Log): World['calendarOf'] {
  const fetchText = createFetchText();
  return (tenant) => createLocalCalendar({ events: localEvents(db, tenant), fetchText, clock, log });
}
