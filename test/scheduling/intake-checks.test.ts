/** What must hold between answers, where an intake's parts come from, and that no input whatever makes it fail. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicateOf, type RecentRequest } from '../../src/scheduling/duplicates.ts';
import {
  type Answers,
  intakeSchema,
  type NamedPerson,
  parseIntake,
  skillsWanted,
} from '../../src/scheduling/intake.ts';
import { questionsSchema } from '../../src/scheduling/question.ts';
import { allStates, stateCode, usState, zoneFits } from '../../src/scheduling/us-states.ts';
import { stateOfZip } from '../../src/scheduling/zip-codes.ts';
import { anIntake, at, aUseCase, id } from './worlds.ts';

const by = { requesterName: 'Robin', requesterZone: 'America/New_York', today: '2026-11-30' };
const choice = (values: string[]) => values.map((value) => ({ value, label: value.toUpperCase() }));

const whole = aUseCase({
  questions: questionsSchema.parse([
    {
      key: 'asker',
      kind: 'choice',
      label: 'Who',
      feeds: 'asker',
      choices: choice(['new-lead', 'vendor']),
      required: false,
    },
    { key: 'guest', kind: 'person', label: 'Guest', feeds: 'attendee', required: false },
    { key: 'address', kind: 'address', label: 'Where', feeds: 'place', required: false },
    { key: 'zip', kind: 'text', label: 'ZIP', feeds: 'postal-code', required: false },
    { key: 'state', kind: 'text', label: 'State', feeds: 'territory', required: false },
    { key: 'zone', kind: 'time-zone', label: 'Zone', feeds: 'attendee.zone', required: false },
    { key: 'days', kind: 'date-range', label: 'Days', feeds: 'window', required: false },
    { key: 'after', kind: 'time', label: 'After', feeds: 'time.from', required: false },
    { key: 'before', kind: 'time', label: 'Before', feeds: 'time.until', required: false },
    { key: 'part', kind: 'choice', label: 'Part', feeds: 'time-of-day', choices: choice(['morning']), required: false },
    { key: 'length', kind: 'number', label: 'Length', feeds: 'duration', required: false },
    {
      key: 'skills',
      kind: 'multiple-choice',
      label: 'Skills',
      feeds: 'skill',
      choices: choice(['xx', 'yy']),
      required: false,
    },
    { key: 'language', kind: 'text', label: 'Language', feeds: 'language', required: false },
    {
      key: 'gear',
      kind: 'multiple-choice',
      label: 'Gear',
      feeds: 'equipment',
      choices: choice(['aa', 'bb']),
      required: false,
    },
    {
      key: 'notes',
      kind: 'long-text',
      label: 'Notes',
      feeds: 'notes',
      required: false,
      when: { question: 'gear', is: 'aa' },
    },
  ]),
});
const parse = (answers: Answers, people: NamedPerson[] = []) => parseIntake(whole, answers, { ...by, people });
const intakeOf = (answers: Answers, people: NamedPerson[] = []) => {
  const parsed = parse(answers, people);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.intake;
};
const errorsOf = (answers: Answers) => {
  const parsed = parse(answers);
  return parsed.ok ? {} : parsed.errors;
};

describe('zone and place', () => {
  test('a zone that the state’s clocks cannot follow is refused at the zone', () => {
    const address = '120 W Washington St, Phoenix, AZ 85003';
    expect(errorsOf({ address, zone: 'America/New_York' })).toEqual({
      zone: expect.stringContaining('Clocks in Arizona'),
    });
    expect(errorsOf({ address, zone: 'America/Phoenix' })).toEqual({});
    expect(errorsOf({ state: 'Michigan', zone: 'America/Detroit' })).toEqual({});
    expect(errorsOf({ zip: '97201', zone: 'America/Chicago' })).toEqual({ zone: expect.stringContaining('Oregon') });
  });

  test('a zone that was left open follows from a state that has one', () => {
    expect(intakeOf({ address: '1 Main St, Denver, CO 80202' }).attendee.zone).toBe('America/Denver');
    expect(errorsOf({ address: '1 Main St, Nashville, TN 37201' })).toEqual({
      zone: expect.stringContaining('Tennessee has more than one time zone'),
    });
    expect(intakeOf({ state: 'somewhere' }).attendee.zone).toBe('America/New_York');
  });

  test('the address gives the territory and the postal code', () => {
    expect(intakeOf({ address: '1 Main St, Denver, Colorado 80202-1234' })).toMatchObject({
      territory: 'CO',
      postalCode: '80202-1234',
      place: '1 Main St, Denver, CO 80202-1234',
      address: { street: '1 Main St', city: 'Denver', state: 'CO', zip: '80202-1234' },
    });
    expect(intakeOf({ state: 'colorado' }).territory).toBe('CO');
    expect(errorsOf({ zip: '00000' }).zip).toContain('85003');
  });

  test('every state has zones that exist, a name that leads back to it, and fits its own zones', () => {
    expect(allStates).toHaveLength(56);
    for (const [code, name] of allStates) {
      expect(stateCode(name.toUpperCase())).toBe(code);
      for (const zone of usState(code)?.zones ?? []) expect(zoneFits(code, zone, '2026-06-01')).toBe(true);
    }
    expect(stateCode('__proto__')).toBeNull();
    expect(['00501', '85003', '99501', '96910', '20500'].map(stateOfZip)).toEqual(['NY', 'AZ', 'AK', 'GU', 'DC']);
  });
});

describe('wishes', () => {
  test('a range of days is the window, and each end of it may be open', () => {
    expect(intakeOf({ days: '2026-12-01/2026-12-03' }).window).toEqual({ from: '2026-12-01', until: '2026-12-03' });
    expect(intakeOf({ 'days.first': '2026-12-01' }).window).toEqual({ from: '2026-12-01' });
    expect(intakeOf({ 'days.last': '2026-12-03', 'days.first': '' }).window).toEqual({ until: '2026-12-03' });
    expect(errorsOf({ days: '2026-11-29/2026-12-03' }).days).toContain('over');
    expect(errorsOf({ days: '2026-12-01/2027-12-03' }).days).toContain('14 days ahead');
  });

  test('a time of day is preferred by its name or by the clock', () => {
    expect(intakeOf({ part: 'morning' }).preferred).toEqual({ from: 0, until: 720 });
    expect(intakeOf({ part: 'morning', after: '13:00' }).preferred).toEqual({ from: 780, until: 1440 });
    expect(errorsOf({ after: '13:00', before: '12:00' })).toEqual({ before: expect.stringContaining('later one') });
  });

  test('a length is a sensible number of minutes', () => {
    expect(intakeOf({ length: '45' }).duration).toBe(45);
    expect(errorsOf({ length: '3' }).length).toContain('between 5 and 480');
  });

  test('several skills and the language are wanted together', () => {
    expect(skillsWanted(intakeOf({ skills: 'yy,xx', language: 'spanish' }))).toEqual(['xx', 'yy', 'spanish']);
    expect(intakeOf({ skills: 'yy' })).toMatchObject({ skill: 'yy' });
    expect(skillsWanted(anIntake())).toEqual([]);
  });

  test('a person is the attendee, as the chat knows them, else by their email alone', () => {
    const ada = { email: 'Ada@example.com', name: 'Ada', zone: 'America/Denver' };
    expect(intakeOf({ guest: 'ada@example.com' }, [ada]).attendee).toEqual({
      name: 'Ada',
      email: 'Ada@example.com',
      zone: 'America/Denver',
    });
    expect(intakeOf({ guest: 'bo@example.com' }, [ada]).attendee.name).toBe('bo@example.com');
    expect(errorsOf({ guest: 'U0ADA' }).guest).toContain('no email address');
  });
});

describe('the same wish again', () => {
  const now = at('2026-11-30T15:00:00Z');
  const day = 86_400_000;
  const earlier = (number: number, changes: Partial<RecentRequest> = {}): RecentRequest => ({
    number,
    requesterId: id(1),
    email: 'Ada@example.com',
    createdAt: now - day,
    start: now + day,
    ...changes,
  });
  const wish = {
    intake: anIntake({ attendee: { name: 'Ada', email: 'ada@Example.com', zone: 'UTC' } }),
    requesterId: id(2),
    now,
  };
  const rule = { days: 7, of: ['customer' as const] };

  test('is found by the customer’s email, in any case, the latest first', () => {
    expect(duplicateOf(rule, wish, [earlier(4), earlier(7), earlier(5)])?.number).toBe(7);
    expect(duplicateOf(rule, wish, [earlier(4, { email: 'bo@example.com' }), earlier(5, { email: null })])).toBeNull();
  });

  test('is found by the requester where the use case says so', () => {
    const mine = earlier(4, { requesterId: id(2), email: null });
    expect(duplicateOf(rule, wish, [mine])).toBeNull();
    expect(duplicateOf({ days: 7, of: ['requester'] }, wish, [mine])?.number).toBe(4);
  });

  test('is none when it is older than the window, or when the use case has no rule', () => {
    expect(duplicateOf(rule, wish, [earlier(4, { createdAt: now - 7 * day })])).toBeNull();
    expect(duplicateOf(rule, wish, [earlier(4, { createdAt: now - 7 * day + 1 })])?.number).toBe(4);
    expect(duplicateOf(undefined, wish, [earlier(4)])).toBeNull();
  });

  test('is none for a wish without an email', () => {
    expect(duplicateOf(rule, { ...wish, intake: anIntake() }, [earlier(4, { email: null })])).toBeNull();
  });
});

test('whatever comes in gives an intake or errors, never a fault', { timeout: 60_000 }, () => {
  const keys = ['__proto__', 'constructor', 'days.first', 'days.last', 'unknown', ...whole.questions.map((q) => q.key)];
  const deep = fc.integer({ min: 1, max: 5_000 }).map((depth) => {
    let value: unknown = 'x';
    for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { value };
    return value;
  });
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.constantFrom(
      '2026-12-01',
      '2026-12-01/2026-12-09',
      'UTC',
      'aa,bb',
      'aa',
      '1 Main St, Denver, CO 80202',
      '13:00',
      '45',
    ),
    fc.constantFrom(
      '\u0000',
      '\ud800',
      'a\udfffb',
      '\u202e',
      '9'.repeat(400),
      'ab,'.repeat(3000),
      '-'.repeat(60_000),
      '/',
    ),
    fc.constantFrom(null, undefined, 0, Number.NaN, true, Symbol.iterator, Object.create(null)),
    deep,
  );
  // Entries instead of a record, so that __proto__ is set the way a parser of JSON sets it.
  const answers = fc.array(fc.tuple(fc.constantFrom(...keys), typed), { maxLength: 12 }).map((entries) => {
    const made: Record<string, unknown> = {};
    for (const [key, value] of entries)
      Object.defineProperty(made, key, { value, enumerable: true, configurable: true });
    return made;
  });
  let right = 0;
  fc.assert(
    fc.property(answers, (given) => {
      const parsed = parse(given as Answers);
      if (parsed.ok) {
        right++;
        expect(intakeSchema.parse(JSON.parse(JSON.stringify(parsed.intake)))).toEqual(parsed.intake);
      } else
        for (const [key, error] of Object.entries(parsed.errors)) {
          expect(whole.questions.map((question) => question.key)).toContain(key);
          expect(error).toMatch(/^[A-Z].*\.$/);
        }
    }),
    { seed: 20261122, numRuns: 10_000 },
  );
  expect(right).toBeGreaterThan(500);
});
