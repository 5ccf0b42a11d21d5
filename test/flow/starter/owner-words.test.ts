import { describe, expect, it } from 'vitest';
import { hoursInWords, parseCertificates, parseHours, parseList } from '../../../src/flow/starter/owner-words.ts';

describe('hours on a command line', () => {
  it.each([
    ['09:00-17:00', 'mon-fri', 'mon-fri 09:00-17:00'],
    ['8:30-12:00', 'Monday, Wed', 'mon,wed 08:30-12:00'],
    ['22:00-06:00', 'sat-mon', 'sun,mon,sat 22:00-06:00'],
    ['00:00-24:00', 'sun-sat', 'sun-sat 00:00-24:00'],
  ])('%s on %s are understood and written back', (hours, days, words) => {
    const read = parseHours(hours, days);
    expect(read && hoursInWords(read)).toBe(words);
  });

  it.each([
    ['9-5', 'mon-fri'],
    ['09:60-17:00', 'mon-fri'],
    ['09:00-25:00', 'mon-fri'],
    ['09:00-09:00', 'mon-fri'],
    ['09:00-17:00', ''],
    ['09:00-17:00', 'mon-someday'],
  ])('%s on %s are not', (hours, days) => {
    expect(parseHours(hours, days)).toBeNull();
  });

  it('a list is cut at its commas, and may be empty', () => {
    expect(parseList(' core, enterprise ,')).toEqual(['core', 'enterprise']);
    expect(parseList('')).toEqual([]);
  });
});

describe('certificates on a command line', () => {
  it('are names with their last valid day', () => {
    expect(parseCertificates('electrical safety=2027-06-30, crane = 2026-12-31')).toEqual([
      { name: 'electrical safety', expires: '2027-06-30' },
      { name: 'crane', expires: '2026-12-31' },
    ]);
    expect(parseCertificates('')).toEqual([]);
    expect(parseCertificates(undefined)).toBeUndefined();
  });

  it.each(['crane', 'crane=soon', 'crane=2026-02-30', '=2026-12-31'])('%s is not understood', (text) => {
    expect(parseCertificates(text)).toBeNull();
  });
});
