/** Texts of time: American English, and never without the zone. */
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import {
  formatClocks,
  formatDate,
  formatMinutes,
  formatRange,
  formatTime,
  zoneAbbreviation,
  zonePlace,
} from '../../../src/scheduling/time/format.ts';
import { at, minute } from '../worlds.ts';

const morning = at('2026-12-01T15:30:00Z');

test.each([
  ['America/New_York', 'Tue, Dec 1, 10:30 AM EST'],
  ['America/Phoenix', 'Tue, Dec 1, 8:30 AM MST'],
  ['Asia/Kolkata', 'Tue, Dec 1, 9:00 PM GMT+5:30'],
  ['UTC', 'Tue, Dec 1, 3:30 PM UTC'],
])('a time in %s names that zone', (zone, text) => {
  expect(formatTime(morning, zone)).toBe(text);
});

test('a range says once what both ends share', () => {
  expect(formatRange(morning, morning + 30 * minute, 'America/New_York')).toBe('Tue, Dec 1, 10:30 – 11:00 AM EST');
});

test('beside its day a range shows only the clocks, and the other day where it ends on one', () => {
  expect(formatClocks(morning, morning + 30 * minute, 'America/New_York')).toBe('10:30 – 11:00 AM EST');
  const late = at('2026-12-02T04:30:00Z');
  expect(formatClocks(late, late + 60 * minute, 'America/New_York')).toBe('11:30 PM – Wed, Dec 2, 12:30 AM EST');
});

test('a range over noon says both halves of the day', () => {
  expect(formatRange(morning, morning + 120 * minute, 'America/New_York')).toBe('Tue, Dec 1, 10:30 AM – 12:30 PM EST');
});

test('a range over midnight says both days', () => {
  const late = at('2026-12-02T04:30:00Z');
  expect(formatRange(late, late + 60 * minute, 'America/New_York')).toBe(
    'Tue, Dec 1, 11:30 PM – Wed, Dec 2, 12:30 AM EST',
  );
});

test('a range over a change of the clocks names the zone at both ends', () => {
  const before = at('2026-11-01T05:30:00Z');
  expect(formatRange(before, before + 60 * minute, 'America/New_York')).toBe('Sun, Nov 1, 1:30 AM EDT – 1:30 AM EST');
});

test('dates, minutes of a day and places of zones read like speech', () => {
  expect(formatDate('2026-12-01')).toBe('Tue, Dec 1');
  expect(formatMinutes(570)).toBe('9:30 AM');
  expect(formatMinutes(1440)).toBe('midnight');
  expect(zonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
});

test('an unknown zone is a fault, never a wrong text', () => {
  expect(() => formatTime(morning, 'Mars/Olympus')).toThrow(RangeError);
});

test('what a zone is called is what luxon calls it, before and after every change of the next years', () => {
  const zones = ['America/New_York', 'America/Phoenix', 'Europe/London', 'Europe/Dublin', 'Africa/Casablanca'];
  const more = ['Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Honolulu', 'America/Sao_Paulo', 'UTC'];
  for (const zone of [...zones, ...more])
    for (let day = 0; day < 5 * 365; day += 9) {
      const time = DateTime.fromMillis(morning + day * 24 * 60 * minute, { zone, locale: 'en-US' });
      expect(zoneAbbreviation(time.toMillis(), zone)).toBe(time.toFormat('ZZZZ'));
    }
});
