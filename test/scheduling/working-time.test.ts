/** Working time: local hours turned into instants, on ordinary days and on those when clocks change. */
import { expect, test } from 'vitest';
import type { Owner } from '../../src/scheduling/owner.ts';
import { workingTime } from '../../src/scheduling/working-time.ts';
import { anOwner, at, hour } from './worlds.ts';

const everyDay = [0, 1, 2, 3, 4, 5, 6];

function worked(owner: Partial<Owner>, from: string, to: string): string[] {
  return workingTime(anOwner(1, owner), [at(from), at(to)])
    .filter(([start, end]) => end > at(from) && start < at(to))
    .map(([start, end]) => `${iso(start)} ${iso(end)}`);
}
const iso = (time: number) => new Date(time).toISOString().slice(0, 16);

test('nine to five stays nine to five when the clocks change', () => {
  expect(worked({}, '2026-10-30T04:00Z', '2026-11-03T05:00Z')).toEqual([
    '2026-10-30T13:00 2026-10-30T21:00',
    '2026-11-02T14:00 2026-11-02T22:00',
  ]);
});

test('Phoenix has no clock changes', () => {
  expect(worked({ zone: 'America/Phoenix' }, '2026-03-06T07:00Z', '2026-03-10T07:00Z')).toEqual([
    '2026-03-06T16:00 2026-03-07T00:00',
    '2026-03-09T16:00 2026-03-10T00:00',
  ]);
});

test.each([
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['America/Santiago', '2026-09-06', 23],
  ['America/Santiago', '2026-04-04', 25],
  ['Africa/Casablanca', '2026-02-15', 25],
  ['Africa/Casablanca', '2026-03-22', 23],
])('in %s, %s has %d hours from 0:00 to 24:00', (zone, date, hours) => {
  const owner = anOwner(1, { zone, hours: [], dateHours: [{ date, start: 0, end: 1440 }] });
  const noon = at(`${date}T12:00Z`);
  const [stretch] = workingTime(owner, [noon, noon + 1]);
  expect(stretch && (stretch[1] - stretch[0]) / hour).toBe(hours);
});

test('hours past midnight end on the next day, and join with the hours of that day', () => {
  const overnight = {
    hours: [
      { days: [1], start: 22 * 60, end: 6 * 60 },
      { days: [2], start: 6 * 60, end: 8 * 60 },
    ],
  };
  expect(worked(overnight, '2026-11-30T05:00Z', '2026-12-02T05:00Z')).toEqual(['2026-12-01T03:00 2026-12-01T13:00']);
});

test('hours that end when they begin last a whole day', () => {
  expect(worked({ hours: [{ days: [1], start: 540, end: 540 }] }, '2026-11-30T05:00Z', '2026-12-02T05:00Z')).toEqual([
    '2026-11-30T14:00 2026-12-01T14:00',
  ]);
});

test('hours of a date replace those of its weekday', () => {
  const dateHours = [{ date: '2026-12-01', start: 13 * 60, end: 14 * 60 }];
  expect(worked({ dateHours }, '2026-11-30T05:00Z', '2026-12-03T05:00Z')).toEqual([
    '2026-11-30T14:00 2026-11-30T22:00',
    '2026-12-01T18:00 2026-12-01T19:00',
    '2026-12-02T14:00 2026-12-02T22:00',
  ]);
});

test('a day off is a day off, and cuts what runs over from the evening before', () => {
  const nights = [{ days: everyDay, start: 22 * 60, end: 2 * 60 }];
  const dateHours = [{ date: '2026-12-01', start: 0, end: 0 }];
  expect(worked({ hours: nights, dateHours }, '2026-11-30T12:00Z', '2026-12-02T12:00Z')).toEqual([
    '2026-12-01T03:00 2026-12-01T05:00',
  ]);
});

test('hours inside the hour that the spring jump swallows are not worked', () => {
  const hours = [{ days: everyDay, start: 120, end: 180 }];
  expect(worked({ hours }, '2026-03-08T05:00Z', '2026-03-09T04:00Z')).toEqual([]);
});
