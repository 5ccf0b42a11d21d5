/** Local dates as days. */
import { expect, test } from 'vitest';
import { addDays, dateOfDay, dayOfDate, weekdayOf } from '../../../src/scheduling/time/local-date.ts';

test('a date and its day say the same', () => {
  expect(dateOfDay(dayOfDate('2028-02-29') ?? 0)).toBe('2028-02-29');
  expect(weekdayOf(dayOfDate('2026-12-01') ?? 0)).toBe(2);
  expect(weekdayOf(dayOfDate('1969-12-28') ?? 0)).toBe(0);
});

test.each(['2026-02-30', '2026-13-01', '1.12.2026', '', '2026-12-1', 'tomorrow'])('"%s" is no date', (text) => {
  expect(dayOfDate(text)).toBeNull();
});

test('days are added over ends of months and years', () => {
  expect(addDays('2026-12-30', 3)).toBe('2027-01-02');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
});
