/** What a directory says about a person's time zone. */

/** Seconds that `zone` is ahead of UTC at `now` (epoch ms); negative in the Americas. */
export function zoneOffsetSeconds(zone: string, now: number): number {
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(zoneName(zone, now, 'longOffset'));
  if (match === null) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60;
  return match[1] === '-' ? -seconds : seconds;
}

/** The English name of the zone's time at `now`, such as "Eastern Standard Time". */
export function zoneLabel(zone: string, now: number): string {
  return zoneName(zone, now, 'long');
}

function zoneName(zone: string, now: number, style: 'long' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: style }).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}
