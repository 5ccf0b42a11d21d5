import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { holidaysBetween, isHolidayCountry, UnknownHolidayPlace } from '../../src/lib/holidays.ts';

const us = (from: string, until: string) => holidaysBetween({ country: 'US' }, from, until);

describe('holidays', () => {
  it('knows the federal holidays of a year', () => {
    expect([...us('2026-01-01', '2026-12-31').keys()].sort()).toEqual([
      '2026-01-01',
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-07-04',
      '2026-09-07',
      '2026-10-12',
      '2026-11-11',
      '2026-11-26',
      '2026-12-25',
    ]);
  });

  it('closes both the day itself and the day given off for it', () => {
    expect(us('2026-07-01', '2026-07-31')).toEqual(
      new Map([
        ['2026-07-03', 'Independence Day (substitute day)'],
        ['2026-07-04', 'Independence Day'],
      ]),
    );
  });

  it('finds a New Year’s Day that is given off in the old year, from either side', () => {
    expect(us('2027-12-20', '2027-12-31').has('2027-12-31')).toBe(true);
    expect([...us('2028-01-01', '2028-01-05').keys()]).toEqual(['2028-01-01']);
  });

  it('includes both ends of the range', () => {
    expect(us('2026-12-25', '2026-12-25').size).toBe(1);
    expect(us('2026-12-26', '2026-12-31').size).toBe(0);
  });

  it('counts a state’s own days only for that state', () => {
    const day = '2026-11-27';
    expect(holidaysBetween({ country: 'US', state: 'CA' }, day, day).size).toBe(1);
    expect(us(day, day).size).toBe(0);
  });

  it('counts public holidays only', () => {
    expect(us('2026-02-14', '2026-02-14').size).toBe(0);
  });

  it('closes every day of a holiday that lasts several', () => {
    const armenia = holidaysBetween({ country: 'AM' }, '2026-01-01', '2026-01-06');
    expect([...armenia.keys()].sort().slice(0, 5)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
      '2026-01-04',
      '2026-01-05',
    ]);
  });

  it('remembers a holiday that began in the year before', () => {
    expect(holidaysBetween({ country: 'SZ' }, '2026-01-02', '2026-01-02').size).toBe(1);
  });

  it('leaves a half day open', () => {
    expect(holidaysBetween({ country: 'CW' }, '2026-12-31', '2026-12-31').size).toBe(0);
  });

  it('refuses a country that it does not know instead of calling every day a working day', () => {
    expect(() => holidaysBetween({ country: 'XX' }, '2026-01-01', '2026-12-31')).toThrow(UnknownHolidayPlace);
    expect(() => holidaysBetween({ country: 'XX' }, '2026-01-01', '2026-12-31')).toThrow('such as US');
    expect(() => holidaysBetween({ country: 'US', state: 'ZZ' }, '2026-01-01', '2026-12-31')).toThrow('"ZZ" in US');
  });

  it('says which countries it knows', () => {
    expect(isHolidayCountry('US')).toBe(true);
    expect(isHolidayCountry('us')).toBe(false);
    expect(isHolidayCountry('toString')).toBe(false);
  });

  it('loads the tables only when the first holiday is asked for', () => {
    const script = `
      import { createRequire } from 'node:module';
      const { holidaysBetween } = await import('./src/lib/holidays.ts');
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('date-holidays'));
      const before = loaded();
      holidaysBetween({ country: 'US' }, '2026-01-01', '2026-01-02');
      console.log(JSON.stringify([before, loaded()]));`;
    const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    expect(JSON.parse(run.stdout)).toEqual([false, true]);
  });
});
