/**
 * Which zone a calendar file means by a name: IANA names, also behind the prefixes of older programs, Outlook's names of
 * the zones that our owners work in, and zones that the file itself spells out.
 */
import { instantOf, isZone, wallAt } from '../scheduling/time/zone.ts';

/** A zone in both directions. Wall times are written as the epoch ms they would have if the zone were UTC. */
export interface WallZone {
  instantOf(wall: number): number;
  wallAt(at: number): number;
}

/** Outlook's names, from the Unicode CLDR's table of Windows zones. */
const windowsZones: Readonly<Record<string, string>> = {
  'Hawaiian Standard Time': 'Pacific/Honolulu',
  'Alaskan Standard Time': 'America/Anchorage',
  'Pacific Standard Time': 'America/Los_Angeles',
  'US Mountain Standard Time': 'America/Phoenix',
  'Mountain Standard Time': 'America/Denver',
  'Central Standard Time': 'America/Chicago',
  'Canada Central Standard Time': 'America/Regina',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'Eastern Standard Time': 'America/New_York',
  'US Eastern Standard Time': 'America/Indiana/Indianapolis',
  'SA Pacific Standard Time': 'America/Bogota',
  'SA Western Standard Time': 'America/La_Paz',
  'Atlantic Standard Time': 'America/Halifax',
  'Newfoundland Standard Time': 'America/St_Johns',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Argentina Standard Time': 'America/Argentina/Buenos_Aires',
  'Coordinated Universal Time': 'Etc/UTC',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Romance Standard Time': 'Europe/Paris',
  'Central European Standard Time': 'Europe/Warsaw',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kyiv',
  'GTB Standard Time': 'Europe/Bucharest',
  'Israel Standard Time': 'Asia/Jerusalem',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'India Standard Time': 'Asia/Kolkata',
  'China Standard Time': 'Asia/Shanghai',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'New Zealand Standard Time': 'Pacific/Auckland',
};

/** The IANA name of the zone that a file means by `name`, or null when the name alone does not tell. */
export function zoneNamed(name: string): string | null {
  if (isZone(name)) return name;
  if (Object.hasOwn(windowsZones, name)) return windowsZones[name] ?? null;
  // "/mozilla.org/20050126_1/America/New_York"
  const parts = name.split('/').filter((part) => part !== '');
  const tails = [parts.slice(-3), parts.slice(-2)].map((tail) => tail.join('/'));
  return tails.find((tail) => tail.includes('/') && isZone(tail)) ?? null;
}

/** The zone of an IANA name. */
export function ianaZone(name: string): WallZone {
  return { instantOf: (wall) => instantOf(name, wall), wallAt: (at) => wallAt(name, at) };
}

/** When the clocks are changed: the wall time before the change, and the offsets (ms ahead of UTC) before and after. */
export interface ClockChange {
  wall: number;
  from: number;
  to: number;
}

/** The zone that has these changes; null for none at all. */
export function zoneOfChanges(changes: readonly ClockChange[]): WallZone | null {
  const sorted = [...changes].sort((a, b) => a.wall - b.wall);
  const [first] = sorted;
  if (!first) return null;
  return {
    instantOf: (wall) => wall - (sorted.findLast((change) => change.wall <= wall)?.to ?? first.from),
    wallAt: (at) => at + (sorted.findLast((change) => change.wall - change.from <= at)?.to ?? first.from),
  };
}
