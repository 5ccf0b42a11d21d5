/** Zones: offsets equal to luxon's everywhere, and the rule for wall times that do not exist or exist twice. */
import { IANAZone } from 'luxon';
import { afterEach, expect, test, vi } from 'vitest';
import { dayOfDate } from '../../../src/scheduling/time/local-date.ts';
import {
  dayStart,
  instantOf,
  isZone,
  localDate,
  offsetAt,
  wallAt,
  wallExists,
} from '../../../src/scheduling/time/zone.ts';

/** A wall time, written as an ISO time without a zone. */
const wall = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString();
afterEach(() => {
  vi.useRealTimers();
});

test('offsets equal those of an independent library around every hour of clock changes', () => {
  const zones = [
    'America/New_York',
    'America/Phoenix',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ];
  for (const zone of zones) {
    const oracle = IANAZone.create(zone);
    for (let at = Date.UTC(2025, 0, 1); at < Date.UTC(2028, 0, 1); at += 6.5 * 3_600_000)
      expect(offsetAt(zone, at), `${zone} at ${iso(at)}`).toBe(oracle.offset(at) * 60_000);
  }
});

test('a change of offset takes effect in its very second', () => {
  const change = Date.parse('2026-03-08T07:00:00Z');
  expect(offsetAt('America/New_York', change - 1)).toBe(-5 * 3_600_000);
  expect(offsetAt('America/New_York', change)).toBe(-4 * 3_600_000);
});

test('a wall time that the spring jump swallows is moved forward, and is known not to exist', () => {
  expect(iso(instantOf('America/New_York', wall('2026-03-08T02:30:00')))).toBe('2026-03-08T07:30:00.000Z');
  expect(wallExists('America/New_York', wall('2026-03-08T02:30:00'))).toBe(false);
  expect(wallExists('America/New_York', wall('2026-03-08T03:30:00'))).toBe(true);
  expect(wallExists('America/Phoenix', wall('2026-03-08T02:30:00'))).toBe(true);
});

test('a wall time that comes twice in autumn means the first of the two', () => {
  expect(iso(instantOf('America/New_York', wall('2026-11-01T01:30:00')))).toBe('2026-11-01T05:30:00.000Z');
  expect(iso(instantOf('Australia/Lord_Howe', wall('2026-04-05T01:45:00')))).toBe('2026-04-04T14:45:00.000Z');
});

test('the answer for a wall time that comes twice does not depend on the season of today', () => {
  const answers = ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((today) => {
    vi.setSystemTime(new Date(today));
    return instantOf('Europe/Berlin', wall('2029-10-28T02:30:00'));
  });
  expect(answers[0]).toBe(answers[1]);
  expect(iso(answers[0] ?? 0)).toBe('2029-10-28T00:30:00.000Z');
});

test('a day begins at one in the morning where the clocks jump at midnight', () => {
  const day = dayOfDate('2026-09-06') ?? 0;
  const start = dayStart('America/Santiago', day);
  expect(iso(wallAt('America/Santiago', start))).toBe('2026-09-06T01:00:00.000Z');
  expect(localDate('America/Santiago', start - 1)).toBe('2026-09-05');
});

test('a whole day that a zone skipped is moved forward to the next one', () => {
  const at = instantOf('Pacific/Apia', wall('2011-12-30T12:00:00'));
  expect(localDate('Pacific/Apia', at)).toBe('2011-12-31');
});

test.each(['America/Phoenix', 'UTC', 'Asia/Kolkata'])('%s is a zone', (name) => {
  expect(isZone(name)).toBe(true);
});

test.each(['', 'Mars/Olympus', '+05:30', 'Eastern Standard Time', '__proto__', 'America/'])(
  '"%s" is not a zone',
  (name) => {
    expect(isZone(name)).toBe(false);
    expect(() => offsetAt(name, 0)).toThrow(RangeError);
  },
);
