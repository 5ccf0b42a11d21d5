import { describe, expect, it } from 'vitest';
import type { Known } from '../../src/scheduling/lint/lint-rule.ts';
import { lint } from '../../src/scheduling/lint.ts';
import { type UseCase, useCaseSchema } from '../../src/scheduling/use-case.ts';

type Input = Record<string, unknown> & { policies?: Record<string, unknown> };

const base = {
  key: 'sales-call',
  name: 'Sales call',
  summary: 'A first call.',
  duration: 30,
  grid: 30,
  questions: [
    { key: 'name', kind: 'text', label: 'Customer', feeds: 'attendee.name' },
    { key: 'email', kind: 'email', label: 'Email', feeds: 'attendee.email' },
  ],
  pool: 'sales',
  routing: { method: 'round-robin', fallback: [{ person: 'olivia@example.com' }] },
  reminders: [],
};
const policies = { buffers: { before: 0, after: 0 }, minimumNotice: 60, maximumLead: 10 };

const given = (changes: Input = {}): UseCase =>
  useCaseSchema.parse({ ...base, ...changes, policies: { ...policies, ...changes.policies } });
const asking = (...questions: object[]) => ({ questions: [...base.questions, ...questions] });
const found = (changes: Input = {}, known: Known = {}) =>
  lint(given(changes), known).map(({ path, text }) => `${path.join('.')} ${text}`);

const day = 1440;

describe('lint', () => {
  it('finds nothing in a use case that makes sense', () => expect(found()).toEqual([]));

  const bad: [what: string, changes: Input, says: string][] = [
    [
      'a rule that may be broken without anybody who approves',
      { policies: { broken: { minimumNotice: 'needs-override' } } },
      'policies.broken.minimumNotice This may be broken when an approver allows it, but no approver is named.',
    ],
    [
      'an approver missing for a rule deep in a list',
      { policies: { limits: [{ whose: 'owner', per: 'day', max: 3, broken: 'needs-override' }] } },
      'policies.limits.0.broken This may be broken',
    ],
    [
      'a notice longer than the lead',
      { policies: { minimumNotice: 11 * day } },
      'policies.minimumNotice No time is ever open: it needs 11 days of notice, but is booked at most 10 days ahead.',
    ],
    [
      'cancelling that is never possible',
      { policies: { cancellation: { notUnder: 11 * day } } },
      'policies.cancellation.notUnder Nothing could ever be cancelled',
    ],
    [
      'moving that is never possible',
      { policies: { rescheduling: { notUnder: 11 * day } } },
      'policies.rescheduling.notUnder Nothing could ever be moved',
    ],
    [
      'a limit on moving when nothing is moved at all',
      { policies: { rescheduling: { maxMoves: 0, notUnder: 60 } } },
      'policies.rescheduling.notUnder This is never asked',
    ],
    [
      'a limit a week that the limit a day never lets anybody reach',
      {
        policies: {
          limits: [
            { whose: 'owner', per: 'day', max: 1 },
            { whose: 'owner', per: 'week', max: 7 },
          ],
        },
      },
      'policies.limits.1.max 7 a week is never passed, since 1 a day comes first.',
    ],
    [
      'two limits of the same',
      {
        policies: {
          limits: [
            { whose: 'owner', per: 'day', max: 4 },
            { whose: 'owner', per: 'day', max: 3 },
          ],
        },
      },
      'policies.limits.0.max Another limit for the same is 3 a day',
    ],
    [
      'allowed places that nobody is asked for',
      { policies: { places: { states: ['AZ'] } } },
      'policies.places No question asks where the meeting is',
    ],
    [
      'who may book by who asks, which nobody is asked',
      { policies: { whoMayBook: { kinds: ['customer'] } } },
      'policies.whoMayBook.kinds No question asks who asks',
    ],
    [
      'evidence by a question that is not there',
      { policies: { evidence: [{ from: 'requester', question: 'signed', form: 'the waiver' }] } },
      'policies.evidence.0.question There is no question “signed”, so everybody is refused. Name one of: name, email.',
    ],
    [
      'nobody at the end of the routing',
      { routing: { method: 'round-robin' } },
      'routing When nobody can take a request',
    ],
    [
      'a method that nothing is asked for',
      { routing: { ...base.routing, method: 'named-owner' } },
      'routing.method named-owner decides nothing here',
    ],
    [
      'the same in the chain',
      { routing: { ...base.routing, fallback: [{ method: 'skills' }, { person: 'olivia@example.com' }] } },
      'routing.fallback.0.method skills decides nothing here',
    ],
    [
      'a method twice',
      { routing: { ...base.routing, fallback: [{ method: 'round-robin' }, { person: 'olivia@example.com' }] } },
      'routing.fallback.0.method round-robin was already tried before.',
    ],
    [
      'an answer that no method reads',
      asking({ key: 'owner', kind: 'email', label: 'Whom do you know?', feeds: 'owner' }),
      'questions.2.feeds Nothing reads the answer to “owner”: owner is for the routing method named-owner.',
    ],
    [
      'an answer for a rule that is not there',
      asking({ key: 'signed', kind: 'yes-no', label: 'Signed?', feeds: 'rule' }),
      'questions.2.feeds No rule of the use case names "signed"',
    ],
    [
      'duplicates by an email that is not asked',
      { questions: [base.questions[0]], duplicates: { days: 5 } },
      'duplicates.of.0 A customer is known by their email',
    ],
    [
      'a reminder longer before than anything is booked',
      { reminders: [{ kind: 'elapsed', minutes: 11 * day, to: 'owner' }] },
      'reminders.0.minutes This is never due: nothing is booked 11 days ahead.',
    ],
    [
      'a reminder twice',
      {
        reminders: [
          { kind: 'elapsed', minutes: 15, to: 'owner' },
          { kind: 'elapsed', minutes: 15, to: 'owner' },
        ],
      },
      'reminders.1 The same reminder stands above already.',
    ],
  ];
  it.each(bad)('finds %s', (_, changes, says) => {
    const said = found(changes);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(says);
  });

  const good: [what: string, changes: Input][] = [
    [
      'a rule that may be broken, with an approver',
      {
        approvers: ['victor@example.com'],
        policies: { broken: { minimumNotice: 'needs-override' } },
      },
    ],
    ['the longest notice that leaves a time open', { policies: { minimumNotice: 11 * day - 1 } }],
    [
      'a reminder on the day of the furthest booking',
      {
        reminders: [{ kind: 'elapsed', minutes: 11 * day - 1, to: 'owner' }],
      },
    ],
    [
      'a limit a week below seven times the limit a day',
      {
        policies: {
          limits: [
            { whose: 'owner', per: 'day', max: 2 },
            { whose: 'owner', per: 'week', max: 13 },
          ],
        },
      },
    ],
    [
      'a limit a week above one that an approver may let pass',
      {
        approvers: ['victor@example.com'],
        policies: {
          limits: [
            { whose: 'owner', per: 'day', max: 1, broken: 'needs-override' },
            { whose: 'owner', per: 'week', max: 7 },
          ],
        },
      },
    ],
    [
      'limits of different people',
      {
        policies: {
          limits: [
            { whose: 'owner', per: 'day', max: 1 },
            { whose: 'requester', per: 'week', max: 7 },
          ],
        },
      },
    ],
    [
      'somebody accountable instead of a person in the chain',
      {
        routing: { method: 'round-robin' },
        accountable: 'olivia@example.com',
      },
    ],
  ];
  it.each(good)('leaves alone %s', (_, changes) => expect(found(changes)).toEqual([]));
});

describe('lint against what is known', () => {
  const owners = [
    { name: 'Dana', skills: ['core'], territories: ['AZ'] },
    { name: 'Tom', skills: [], territories: ['NV'] },
  ];
  const known: Known = { pools: new Map([['sales', owners]]), people: new Set(['olivia@example.com']) };
  const choice = (feeds: string, ...values: string[]) =>
    asking({
      key: 'what',
      kind: 'choice',
      label: 'What?',
      feeds,
      choices: values.map((value) => ({ value, label: value })),
    });

  it('finds nothing when everybody is there', () => expect(found(choice('skill', 'core'), known)).toEqual([]));

  it('finds a pool that nobody is in', () =>
    expect(found({ pool: 'sails' }, known)).toEqual([
      'pool Nobody is in the pool sails, so no time can be found. There is: sales.',
    ]));

  it('finds a skill that nobody has', () =>
    expect(found(choice('skill', 'core', 'x-ray'), known)).toEqual([
      'questions.2.choices.1.value Nobody in the pool sales has the skill x-ray, so who chooses it finds no time. Take it out, or give it to an owner.',
    ]));

  it('finds a territory that nobody serves, unless somebody serves every one', () => {
    expect(found(choice('territory', 'AZ', 'NY'), known)).toHaveLength(1);
    const everywhere = {
      ...known,
      pools: new Map([['sales', [...owners, { name: 'Eve', skills: [], territories: [] }]]]),
    };
    expect(found(choice('territory', 'AZ', 'NY'), everywhere)).toEqual([]);
  });

  it('finds people whom nobody knows, wherever they are named', () =>
    expect(
      found(
        {
          approvers: ['olivia@example.com', 'victor@example.com'],
          accountable: 'nobody@example.com',
          policies: { whoMayBook: { people: ['Ann@example.com'] }, broken: { minimumNotice: 'needs-override' } },
          routing: { method: 'round-robin', weights: { 'eve@example.com': 2 } },
        },
        known,
      ).map((said) => said.split(' ')[0]),
    ).toEqual(['policies.whoMayBook.people.0', 'routing.weights.eve@example.com', 'accountable', 'approvers.1']));

  it('says why there are no holidays of a place', () =>
    expect(found({ policies: { holidays: { country: 'XX' } } }, { holidayPlace: () => 'No such country.' })).toEqual([
      'policies.holidays.country No such country.',
    ]));
});
