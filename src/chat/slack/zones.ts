/**
 * The time zones that a form offers: the ones of the United States first, then the world's larger cities by region. A
 * list of Slack holds a hundred options; a zone that is not here is added when it is somebody's own.
 */
import { zonePlace } from '../../scheduling/time/format.ts';

export interface ZoneGroup {
  label: string;
  zones: readonly { zone: string; label: string }[];
}

const unitedStates: ZoneGroup['zones'] = [
  { zone: 'America/New_York', label: 'Eastern: New York' },
  { zone: 'America/Chicago', label: 'Central: Chicago' },
  { zone: 'America/Denver', label: 'Mountain: Denver' },
  { zone: 'America/Phoenix', label: 'Arizona, no daylight saving: Phoenix' },
  { zone: 'America/Los_Angeles', label: 'Pacific: Los Angeles' },
  { zone: 'America/Anchorage', label: 'Alaska: Anchorage' },
  { zone: 'Pacific/Honolulu', label: 'Hawaii: Honolulu' },
  { zone: 'America/Puerto_Rico', label: 'Atlantic, no daylight saving: San Juan' },
  { zone: 'Pacific/Guam', label: 'Chamorro: Guam' },
];

const world: readonly { label: string; zones: readonly string[] }[] = [
  {
    label: 'Canada and Latin America',
    zones: [
      'America/St_Johns',
      'America/Halifax',
      'America/Toronto',
      'America/Winnipeg',
      'America/Regina',
      'America/Edmonton',
      'America/Vancouver',
      'America/Mexico_City',
      'America/Tijuana',
      'America/Guatemala',
      'America/Costa_Rica',
      'America/Panama',
      'America/Santo_Domingo',
      'America/Bogota',
      'America/Lima',
      'America/Caracas',
      'America/La_Paz',
      'America/Santiago',
      'America/Montevideo',
      'America/Argentina/Buenos_Aires',
      'America/Sao_Paulo',
    ],
  },
  {
    label: 'Europe',
    zones: [
      'UTC',
      'Atlantic/Reykjavik',
      'Atlantic/Azores',
      'Europe/Lisbon',
      'Europe/London',
      'Europe/Dublin',
      'Europe/Madrid',
      'Europe/Paris',
      'Europe/Brussels',
      'Europe/Amsterdam',
      'Europe/Berlin',
      'Europe/Zurich',
      'Europe/Rome',
      'Europe/Vienna',
      'Europe/Prague',
      'Europe/Budapest',
      'Europe/Warsaw',
      'Europe/Copenhagen',
      'Europe/Oslo',
      'Europe/Stockholm',
      'Europe/Helsinki',
      'Europe/Athens',
      'Europe/Bucharest',
      'Europe/Kyiv',
      'Europe/Istanbul',
    ],
  },
  {
    label: 'Africa and the Middle East',
    zones: [
      'Africa/Casablanca',
      'Africa/Lagos',
      'Africa/Cairo',
      'Africa/Johannesburg',
      'Africa/Nairobi',
      'Asia/Jerusalem',
      'Asia/Beirut',
      'Asia/Riyadh',
      'Asia/Dubai',
      'Asia/Tehran',
    ],
  },
  {
    label: 'Asia',
    zones: [
      'Asia/Karachi',
      'Asia/Kolkata',
      'Asia/Kathmandu',
      'Asia/Dhaka',
      'Asia/Bangkok',
      'Asia/Ho_Chi_Minh',
      'Asia/Jakarta',
      'Asia/Singapore',
      'Asia/Kuala_Lumpur',
      'Asia/Manila',
      'Asia/Shanghai',
      'Asia/Hong_Kong',
      'Asia/Taipei',
      'Asia/Seoul',
      'Asia/Tokyo',
    ],
  },
  {
    label: 'Australia and the Pacific',
    zones: [
      'Australia/Perth',
      'Australia/Darwin',
      'Australia/Adelaide',
      'Australia/Brisbane',
      'Australia/Sydney',
      'Pacific/Auckland',
      'Pacific/Fiji',
    ],
  },
];

const groups: readonly ZoneGroup[] = [
  { label: 'United States', zones: unitedStates },
  ...world.map(({ label, zones }) => ({ label, zones: zones.map((zone) => ({ zone, label: zonePlace(zone) })) })),
];

/** The groups to offer; `current` comes first in a group of its own when no other group has it. */
export function zoneGroups(current: string | undefined): readonly ZoneGroup[] {
  if (current === undefined || groups.some((group) => group.zones.some(({ zone }) => zone === current))) return groups;
  return [{ label: 'Set now', zones: [{ zone: current, label: `${zonePlace(current)} (${current})` }] }, ...groups];
}
