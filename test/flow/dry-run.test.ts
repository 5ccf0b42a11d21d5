import { describe, expect, it } from 'vitest';
import { dryRun } from '../../src/flow/dry-run.ts';
import { instantOfWords } from '../../src/flow/instant-words.ts';
import { readScenario } from '../../src/flow/scenario-file.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';

const useCase = useCaseSchema.parse({
  key: 'talk',
  name: 'Talk',
  summary: 'A talk.',
  duration: 30,
  grid: 30,
  questions: [
    { key: 'name', kind: 'text', label: 'Who?', feeds: 'attendee.name' },
    {
      key: 'topics',
      kind: 'multiple-choice',
      label: 'What about?',
      feeds: 'skill',
      required: false,
      choices: [
        { value: 'core', label: 'Core' },
        { value: 'more', label: 'More' },
      ],
    },
    { key: 'urgent', kind: 'yes-no', label: 'Urgent?', feeds: 'notes', required: false },
  ],
  pool: 'sales',
  policies: { buffers: { before: 0, after: 0 }, minimumNotice: 0, maximumLead: 5, holidays: { country: 'US' } },
  routing: { method: 'round-robin', fallback: [{ person: 'olivia@example.com' }] },
  reminders: [],
});

const emailQuestion = useCaseSchema.shape.questions.parse([
  { key: 'email', kind: 'email', label: 'Email', feeds: 'attendee.email' },
]);

const now = Date.UTC(2026, 11, 22, 15);
const problems = (text: string) => {
  const read = readScenario(text, useCase);
  return read.ok ? [] : read.problems.map(({ line, column, text }) => `${line}:${column} ${text}`);
};
const run = (text: string, at = now) => {
  const read = readScenario(text, useCase);
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.text).join(' '));
  const done = dryRun(useCase, read.scenario, read.scenario.owners ?? [], at);
  if (!done.ok) throw new Error(done.reason.text);
  return done;
};
const dana = 'owners:\n  - name: Dana\n    zone: America/Denver\n';

describe('a request as text', () => {
  it('takes lists, numbers and booleans as a form would send them', () => {
    const read = readScenario('answers: { name: 12, topics: [core, more], urgent: true }', useCase);
    expect(read.ok && read.scenario.answers).toEqual({ name: '12', topics: 'core,more', urgent: 'yes' });
  });

  it('has a requester of its own when it names none, and no owners', () => {
    const read = readScenario('answers: {}', useCase);
    expect(read.ok && read.scenario).toMatchObject({
      requester: { name: 'The requester', zone: 'America/New_York' },
      owners: null,
    });
  });

  it.each([
    [
      'an answer to a question that is not there',
      'answers: { nmae: Ada }',
      '1:12 There is no question “nmae”. Did you mean “name”?',
    ],
    ['no answers', 'owners: []', '1:1 “answers” is missing.'],
    [
      'a zone that is none',
      'answers: {}\nrequester: { zone: Mars }',
      'use the name of a time zone, such as America/Chicago.',
    ],
    [
      'hours that are none',
      `answers: {}\n${dana}    hours: [9-5]`,
      'write days and times of day, such as mon-fri 09:00-17:00.',
    ],
    [
      'busy time that ends before it starts',
      `answers: {}\n${dana}    busy: [2026-12-23T10:00/2026-12-23T09:00]`,
      'Write a start and a later end',
    ],
    [
      'busy time on no day',
      `answers: {}\n${dana}    busy: [2026-02-30T10:00/2026-12-23T09:00]`,
      'is no stretch of time.',
    ],
    [
      'a key that nobody knows',
      `answers: {}\n${dana}    skils: [core]`,
      '5:5 In “owners 1” there is no key “skils”. Did you mean “skills”?',
    ],
  ])('says how to mend %s', (_, text, says) => {
    expect(problems(text)).toHaveLength(1);
    expect(problems(text)[0]).toContain(says);
  });
});

describe('a dry run', () => {
  it('offers times of the owners that came with the request, never on a holiday', () => {
    const { slots, evaluation } = run(`answers: { name: Ada }\n${dana}`);
    expect(slots.map(({ ownerName }) => ownerName)).toEqual(['Dana', 'Dana', 'Dana', 'Dana']);
    expect(slots.map(({ start }) => new Date(start).toISOString().slice(0, 10))).not.toContain('2026-12-25');
    expect(evaluation.owners[0]?.closed.HOLIDAY).toBeGreaterThan(0);
  });

  it('takes busy times on the owner’s clock, or by the offset that they name', () => {
    const all = '2026-12-22T00:00/2026-12-23T16:00, 2026-12-23T23:30Z/2026-12-28T00:00-07:00';
    const { slots } = run(`answers: { name: Ada }\n${dana}    busy: [${all}]`);
    expect(slots.map(({ start }) => new Date(start).toISOString())).toEqual(['2026-12-23T23:00:00.000Z']);
  });

  it('offers nobody whose calendar is unknown, and says so', () => {
    const { slots, because } = run(`answers: { name: Ada }\n${dana}    busy: unknown`);
    expect(slots).toEqual([]);
    expect(because.length).toBeGreaterThan(0);
  });

  it('refuses by field as the form would', () => {
    const read = readScenario(`answers: { topics: [core, less] }\n${dana}`, useCase);
    const done = read.ok && dryRun(useCase, read.scenario, read.scenario.owners ?? [], now);
    expect(done).toMatchObject({ ok: false, fields: { name: 'Fill this in.', topics: expect.any(String) } });
  });

  it('knows whose account the attendee is, and who met them last', () => {
    const two = `${dana}  - name: Tom\n    zone: America/Denver\n`;
    const routed = (method: string, known: string) => {
      const with2 = useCaseSchema.parse({ ...useCase, routing: { method, fallback: [{ method: 'round-robin' }] } });
      const read = readScenario(`answers: { name: Ada, email: a@b.example }\n${two}${known}`, {
        ...with2,
        questions: [...with2.questions, ...emailQuestion],
      });
      if (!read.ok) throw new Error(read.problems.map((problem) => problem.text).join(' '));
      const asking = { ...with2, questions: [...with2.questions, ...emailQuestion] };
      const done = dryRun(asking, read.scenario, read.scenario.owners ?? [], now);
      return done.ok ? [...new Set(done.slots.map(({ ownerName }) => ownerName))] : [];
    };
    expect(routed('account-owner', 'account: { owner: Tom, of: b.example }')).toEqual(['Tom']);
    expect(routed('last-touch', 'lastTouch: { owner: Tom, at: 2026-12-01T09:00 }')).toEqual(['Tom']);
    expect(problems('answers: {}\naccount: { owner: Eve, of: b.example }')[0]).toContain(
      'None of the owners here is called “Eve”.',
    );
  });

  it('gives the same answer every time', () => {
    const text = `answers: { name: Ada }\n${dana}  - name: Tom\n    zone: America/Chicago\n`;
    expect(run(text)).toEqual(run(text));
  });
});

describe('instants in words', () => {
  const newYork = 'America/New_York';
  it.each([
    ['2026-12-01T09:00', Date.UTC(2026, 11, 1, 14)],
    ['2026-07-01T09:00', Date.UTC(2026, 6, 1, 13)],
    ['2026-12-01T09:00Z', Date.UTC(2026, 11, 1, 9)],
    ['2026-12-01T09:00:30+05:30', Date.UTC(2026, 11, 1, 3, 30, 30)],
    ['2026-12-01', Date.UTC(2026, 11, 1, 5)],
    ['2026-03-08T02:30', Date.UTC(2026, 2, 8, 7, 30)],
  ])('%s', (text, at) => expect(instantOfWords(text, newYork)).toBe(at));

  it.each([
    '',
    'now',
    '2026-02-30T09:00',
    '2026-12-01T24:00',
    '1999-12-01',
    '2026-12-01T9:00',
    '2026-12-01T09:00+15:00',
  ])('takes “%s” for no time', (text) => expect(instantOfWords(text, newYork)).toBeNull());
});
