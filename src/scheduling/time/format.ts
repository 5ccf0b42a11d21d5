/**
 * Times as people read them, in American English. Every text of an instant names its zone: by the abbreviation that US
 * readers know (EST; MST in Phoenix), else by the offset (GMT+5:30).
 */
import { DateTime } from 'luxon';
import { dayOfDate, MINUTE_MS } from './local-date.ts';

/** "Tue, Dec 1, 10:30 AM EST". */
export function formatTime(at: number, zone: string): string {
  const time = local(at, zone);
  return `${time.toFormat('ccc, LLL d, h:mm a')} ${nameOf(time, zone)}`;
}

/**
 * "Tue, Dec 1, 10:30 – 11:00 AM EST", with both halves of the day, both days or both zone names where they differ.
 * @param end exclusive, as everywhere: a meeting from ten to eleven ends at eleven
 */
export function formatRange(start: number, end: number, zone: string): string {
  const from = local(start, zone);
  const to = local(end, zone);
  const [fromName, toName] = [nameOf(from, zone), nameOf(to, zone)];
  const sameName = fromName === toName;
  const head = from.toFormat(sameName && sameHalfDay(from, to) ? 'ccc, LLL d, h:mm' : 'ccc, LLL d, h:mm a');
  const tail = to.toFormat(sameDay(from, to) ? 'h:mm a' : 'ccc, LLL d, h:mm a');
  return `${head}${sameName ? '' : ` ${fromName}`} – ${tail} ${toName}`;
}

/** "10:30 – 11:00 AM EST": the same without its day, for where the day stands already. */
export function formatClocks(start: number, end: number, zone: string): string {
  const day = local(start, zone).toFormat('ccc, LLL d, ');
  return formatRange(start, end, zone).replace(day, '');
}

/** "10:30 AM". Only for a sentence that names the zone or its place itself. */
export function formatClock(at: number, zone: string): string {
  return local(at, zone).toFormat('h:mm a');
}

/** "Tue, Dec 1": the local day of an instant. */
export function formatDay(at: number, zone: string): string {
  return local(at, zone).toFormat('ccc, LLL d');
}

/** "Tue, Dec 1" for 2026-12-01. What is no date is given back as it came. */
export function formatDate(date: string): string {
  return dayOfDate(date) === null
    ? date
    : DateTime.fromISO(date, { zone: 'utc', locale: 'en-US' }).toFormat('ccc, LLL d');
}

/** "9:30 AM" for 570 minutes after midnight; 1440 is "midnight". */
export function formatMinutes(minutes: number): string {
  if (minutes === 0 || minutes === 1440) return 'midnight';
  return DateTime.fromMillis(minutes * MINUTE_MS, { zone: 'utc', locale: 'en-US' }).toFormat('h:mm a');
}

/** What the zone is called at an instant: "EST", "GMT+5:30". */
export function zoneAbbreviation(at: number, zone: string): string {
  return nameOf(local(at, zone), zone);
}

/** The city that the zone is named after: "New York" for America/New_York. */
export function zonePlace(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

function local(at: number, zone: string): DateTime {
  const time = DateTime.fromMillis(at, { zone, locale: 'en-US' });
  if (!time.isValid) throw new RangeError(`cannot show ${at} in "${zone}": ${time.invalidExplanation}`);
  return time;
}

/** Kept by zone and offset, which the name depends on: asking `Intl` takes longer than all the rest of a text. */
const names = new Map<string, string>();

function nameOf(time: DateTime, zone: string): string {
  const key = `${zone} ${time.offset}`;
  const name = names.get(key) ?? time.toFormat('ZZZZ');
  names.set(key, name);
  return name;
}

function sameDay(a: DateTime, b: DateTime): boolean {
  return a.toISODate() === b.toISODate();
}

function sameHalfDay(a: DateTime, b: DateTime): boolean {
  return sameDay(a, b) && a.toFormat('a') === b.toFormat('a');
}
