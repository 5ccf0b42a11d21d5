/** Instants as people write them in a file or on a command line. */
import { DAY_MS, dayOfDate, MINUTE_MS } from '../scheduling/time/local-date.ts';
import { instantOf } from '../scheduling/time/zone.ts';

const written = /^(20\d{2}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;

/**
 * The instant (epoch ms) of "2026-12-01T09:00" on the clock of a zone, or of "2026-12-01T09:00Z" and
 * "2026-12-01T09:00-05:00" by the offset that it names. A date alone is its first moment.
 * @returns null for anything else, and for years outside of 2000 to 2099
 */
export function instantOfWords(text: string, zone: string): number | null {
  const [, date = '', hours = '0', minutes = '0', seconds = '0', offset] = written.exec(text.trim()) ?? [];
  const day = dayOfDate(date);
  if (day === null) return null;
  const wall = day * DAY_MS + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS + Number(seconds) * 1000;
  if (offset === undefined) return instantOf(zone, wall);
  if (offset === 'Z') return wall;
  const [h = 0, m = 0] = offset.slice(1).split(':').map(Number);
  const ahead = (h * 60 + m) * MINUTE_MS;
  return offset.startsWith('-') ? wall + ahead : wall - ahead;
}
