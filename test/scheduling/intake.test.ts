/** Intake: what is kept, what is put into its usual form, and what is refused with a sentence that says how to mend it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answers, parseIntake } from '../../src/scheduling/intake.ts';
import { aUseCase } from './worlds.ts';

const by = { requesterName: 'Robin', requesterZone: 'America/New_York', today: '2026-11-30' };
const parse = (answers: Answers) => parseIntake(aUseCase(), answers, by);

function errorsOf(answers: Answers): Readonly<Record<string, string>> {
  const parsed = parse({ customer: 'Ada', ...answers });
  return parsed.ok ? {} : parsed.errors;
}

function intakeOf(answers: Answers) {
  const parsed = parse({ customer: 'Ada', ...answers });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.intake;
}

test('answers reach what their questions feed', () => {
  const intake = intakeOf({
    customer: '  Ada Lovelace ',
    email: 'ada@example.com',
    zone: 'America/Phoenix',
    first: '2026-12-01',
    last: '2026-12-03',
    language: 'spanish',
    state: 'AZ',
    notes: 'Gate code 12\r\nring twice',
  });
  expect(intake.attendee).toEqual({ name: 'Ada Lovelace', email: 'ada@example.com', zone: 'America/Phoenix' });
  expect(intake.window).toEqual({ from: '2026-12-01', until: '2026-12-03' });
  expect(intake).toMatchObject({ skill: 'spanish', territory: 'AZ', notes: 'Gate code 12\nring twice' });
  expect(intake.answers.customer).toBe('Ada Lovelace');
});

test('the attendee has the zone of the requester when the form does not say', () => {
  expect(intakeOf({}).attendee.zone).toBe('America/New_York');
});

test('a form that asks for no attendee is for the requester', () => {
  const useCase = aUseCase({
    questions: [{ key: 'notes', kind: 'long-text', label: 'Notes', feeds: 'notes', required: false }],
  });
  const parsed = parseIntake(useCase, {}, by);
  expect(parsed).toMatchObject({ ok: true, intake: { attendee: { name: 'Robin' } } });
});

test.each([
  ['(602) 555-0142', '+16025550142'],
  ['1.602.555.0142', '+16025550142'],
  ['+44 20 7946 0958', '+442079460958'],
])('the phone number %s becomes %s', (typed, stored) => {
  expect(intakeOf({ phone: typed }).attendee.phone).toBe(stored);
});

test.each(['555-0142', '602-155-0142', 'call me', '+1 602', '+0 123 456 789', '(602) 555-0142 ext. 5'])(
  'the phone number "%s" is refused with an example',
  (typed) => {
    expect(errorsOf({ phone: typed }).phone).toContain('(602) 555-0142');
  },
);

test.each([
  'ada',
  'ada@',
  '@example.com',
  'ada@example',
  'ada @example.com',
  'Ada <ada@example.com>',
  'ada@exa..mple.com',
])('the email "%s" is refused with an example', (typed) => {
  expect(errorsOf({ email: typed }).email).toContain('name@example.com');
});

test('emoji, right-to-left text and composed letters are fine', () => {
  expect(intakeOf({ customer: '👩‍🚀 שלום Zoë' }).attendee.name).toBe('👩‍🚀 שלום Zoë');
});

test('a 2,000-character name is refused and says how long it may be', () => {
  expect(errorsOf({ customer: 'x'.repeat(2000) }).customer).toBe('Shorten this to 150 characters; it has 2,000.');
});

test.each([
  ['a NUL', 'Ada\u0000'],
  ['a bell', 'A\u0007da'],
  ['half of a character', 'Ada \ud83d'],
])('%s is refused kindly', (_what, typed) => {
  expect(errorsOf({ customer: `${typed}x` }).customer).toContain('cannot be shown');
});

test('a line break belongs into long texts only', () => {
  expect(errorsOf({ customer: 'Ada\nLovelace' }).customer).toBe('Write this on one line.');
});

test('a required answer of nothing but invisible characters is missing', () => {
  expect(errorsOf({ customer: ' \u200b\u2060 ' }).customer).toBe('Fill this in.');
});

test.each([
  ['1999-05-05', 'over'],
  ['2026-11-29', 'over'],
  ['2026-12-15', 'Mon, Dec 14'],
  ['9999-12-31', '14 days ahead'],
  ['2026-02-30', 'in the calendar'],
  ['soon', 'in the calendar'],
])('the first day %s is refused on its own field', (date, says) => {
  expect(errorsOf({ first: date })).toEqual({ first: expect.stringContaining(says) });
});

test('today and the last day of the lead are accepted', () => {
  expect(intakeOf({ first: '2026-11-30', last: '2026-12-14' }).window).toEqual({
    from: '2026-11-30',
    until: '2026-12-14',
  });
});

test('an end before its start is told at the end, naming the start', () => {
  expect(errorsOf({ first: '2026-12-03', last: '2026-12-01' })).toEqual({
    last: expect.stringContaining('Thu, Dec 3'),
  });
});

test('an unknown zone is refused, and a known one gets its usual spelling', () => {
  expect(errorsOf({ zone: 'Mars/Olympus' }).zone).toContain('America/Phoenix');
  expect(intakeOf({ zone: 'america/phoenix' }).attendee.zone).toBe('America/Phoenix');
});

test('a choice that the form never offered is refused', () => {
  expect(errorsOf({ language: 'klingon' }).language).toContain('not one of the choices');
});

test('every field at fault is told at once', () => {
  const parsed = parse({ email: 'x', first: '1999-01-01' });
  expect(parsed.ok ? [] : Object.keys(parsed.errors).sort()).toEqual(['customer', 'email', 'first']);
});

test('answers to questions that were not asked are ignored, whatever their name', () => {
  const intake = intakeOf(JSON.parse('{"__proto__":"x","constructor":"y","admin":"true"}'));
  expect(Object.keys(intake.answers)).toEqual(['customer']);
  expect(Object.getPrototypeOf(intake.answers)).toBe(Object.prototype);
});

test('an inherited property is no answer', () => {
  const useCase = aUseCase({
    questions: [{ key: 'constructor', kind: 'text', label: 'Builder', feeds: 'notes', required: true }],
  });
  expect(parseIntake(useCase, {}, by)).toEqual({ ok: false, errors: { constructor: 'Fill this in.' } });
});

test('whatever is typed gives an intake or errors, never a fault', () => {
  const keys = aUseCase().questions.map((q) => q.key);
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom('2026-12-01', '1999-01-01', 'UTC'),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), typed), (answers) => {
      const parsed = parse(answers);
      if (!parsed.ok) expect(Object.values(parsed.errors).every((text) => text.endsWith('.'))).toBe(true);
    }),
    { seed: 42, numRuns: 2000 },
  );
});
