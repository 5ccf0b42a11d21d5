/** Each kind of answer: what becomes of it, and what is refused with a sentence that says how to mend it. */
import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../src/scheduling/answers.ts';
import { questionSchema } from '../../src/scheduling/question.ts';

function check(kind: string, raw: unknown, more: object = {}) {
  return checkAnswer(questionSchema.parse({ key: 'aa', kind, label: 'A', feeds: 'notes', ...more }), raw);
}
const kept = (kind: string, raw: string, more: object = {}) => {
  const checked = check(kind, raw, more);
  return checked.kind === 'value' ? checked.value : checked;
};
const refused = (kind: string, raw: string, more: object = {}) => {
  const checked = check(kind, raw, more);
  return checked.kind === 'error' ? checked.error : checked;
};
const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));

describe('what is kept', () => {
  test.each<[string, string, string, object?]>([
    ['text', 'Ada   Lovelace', 'Ada Lovelace'],
    ['email', 'Ada@Example.COM', 'Ada@example.com'],
    ['number', '007', '7'],
    ['number', '1,200', '1200'],
    ['number', '+0', '0'],
    ['number', '-0', '0'],
    ['number', '2.50', '2.5', { decimals: 2 }],
    ['number', '.5', '0.5', { decimals: 1 }],
    ['number', '3', '3', { min: 3, max: 3 }],
    ['time', '09:30', '09:30'],
    ['time', '9:30', '09:30'],
    ['time', '9:30 pm', '21:30'],
    ['time', '12 AM', '00:00'],
    ['time', '12:15 p.m.', '12:15'],
    ['date-range', '2026-12-01/2026-12-01', '2026-12-01/2026-12-01'],
    ['date-range', ' 2026-12-01 / 2026-12-24 ', '2026-12-01/2026-12-24'],
    ['date-range', '/2026-12-24', '/2026-12-24', { feeds: 'window' }],
    ['multiple-choice', 'c, a,a', 'a,c', { choices }],
    ['yes-no', 'YES', 'yes'],
    ['yes-no', 'n', 'no'],
    ['person', 'ada@example.com', 'ada@example.com'],
    ['address', '120 W Washington St, Phoenix, AZ 85003', '120 W Washington St, Phoenix, AZ 85003'],
    ['address', '1 Main St\nApt 2\nSan Juan, Puerto Rico  00901', '1 Main St, Apt 2, San Juan, PR 00901'],
    ['address', '5 Elm St, Albany, NY, 12207-0001', '5 Elm St, Albany, NY 12207-0001'],
    ['address', '1 Fox Ave, Fishers Island, ny 06390', '1 Fox Ave, Fishers Island, NY 06390'],
  ])('%s "%s" becomes "%s"', (kind, raw, value, more = {}) => {
    expect(kept(kind, raw, more)).toBe(value);
  });

  test('what was kept is kept as it is when it is checked again', () => {
    expect(kept('address', kept('address', '5 Elm St, Albany, new york 12207') as string)).toBe(
      '5 Elm St, Albany, NY 12207',
    );
    expect(kept('number', kept('number', '1,200') as string)).toBe('1200');
  });
});

describe('what is refused', () => {
  test.each<[string, string, string, object?]>([
    ['number', 'twelve', 'in digits'],
    ['number', '1e5', 'in digits'],
    ['number', '1.5', 'whole number'],
    ['number', '1.555', 'at most 2 digits', { decimals: 2 }],
    ['number', '12345678901234567890', 'in digits'],
    ['number', '2', 'at least 3', { min: 3 }],
    ['number', '4', 'at most 3', { max: 3 }],
    ['time', '25:00', '2:30 PM'],
    ['time', '9', '2:30 PM'],
    ['time', '13 pm', '2:30 PM'],
    ['time', '9:60', '2:30 PM'],
    ['date-range', '2026-12-01', 'last day too'],
    ['date-range', '/2026-12-01', 'first day too'],
    ['date-range', '2026-12-02/2026-12-01', 'before the first, Wed, Dec 2'],
    ['date-range', '2026-02-30/2026-03-01', 'in the calendar'],
    ['date-range', '2026-12-01/2026-12-02/2026-12-03', 'in the calendar'],
    ['multiple-choice', 'a,z', 'only from these', { choices }],
    ['yes-no', 'maybe', 'yes or no'],
    ['person', 'two words', 'person of this workspace'],
    ['address', 'Phoenix', 'ZIP code of five digits'],
    ['address', '85003', 'Write the state'],
    ['address', 'Phoenix, AZ 85003', 'Write street, city, state'],
    ['address', '1 Main St, Phoenix, Arizonia 85003', 'Write the state'],
    ['address', '1 Main St, Phoenix, AZ 00001', 'no ZIP code 00001'],
    ['address', '1 Main St, Phoenix, AZ 10001', 'is in New York, not in Arizona'],
  ])('%s "%s" says "%s"', (kind, raw, says, more = {}) => {
    expect(refused(kind, raw, more)).toContain(says);
  });

  test('a text of two million characters is refused at once', () => {
    expect(refused('text', 'x'.repeat(2_000_000))).toBe('Shorten this to 150 characters; it has 2,000,000.');
  });

  test.each(['number', 'time', 'date-range', 'yes-no', 'person', 'address'])(
    'a required %s that was left open',
    (kind) => {
      expect(check(kind, undefined)).toMatchObject({ kind: 'error' });
      expect(check(kind, '', { required: false })).toEqual({ kind: 'none' });
    },
  );

  test.each([null, 3, true, {}, ['a'], () => 'a'])('%s is no answer', (raw) => {
    expect(check('text', raw, { required: false })).toEqual({ kind: 'none' });
  });
});
