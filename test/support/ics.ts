/** Writes small calendar files for tests. */
import type { Interval } from '../../src/scheduling/time/intervals.ts';

const utc = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** A calendar file whose events take these times. */
export function icsOf(ranges: readonly Interval[]): string {
  const events = ranges.map(([start, end], index) =>
    ['BEGIN:VEVENT', `UID:${index}@example.com`, `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`, 'END:VEVENT'].join(
      '\r\n',
    ),
  );
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', ''].join('\r\n');
}
