/** What the shell works with: the outside, handed in once by `start.ts`. */
import type { Calendar } from '../calendars/calendar.ts';
import type { Chat, Platform } from '../chat/chat.ts';
import type { Clock } from '../lib/clock.ts';
import type { TenantId } from '../lib/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/database.ts';

export interface World {
  store: Store;
  /** The calendars of a tenant's owners. */
  calendarOf(tenant: TenantId): Calendar;
  /** The chats that are connected. */
  chats: ReadonlyMap<Platform, Chat>;
  clock: Clock;
  log: Log;
}
