/** Rules about the request as a whole: who asks, where it is, what must be signed; and what a needs-override keeps. */
import { describe, expect, test } from 'vitest';
import type { Right } from '../../../src/scheduling/command.ts';
import { decide } from '../../../src/scheduling/decide.ts';
import type { Facts } from '../../../src/scheduling/facts.ts';
import { describePolicies } from '../../../src/scheduling/policies/policies.ts';
import { anOwner, at, monday, ownerFacts, requester, someFacts } from '../worlds.ts';
import { dana, said, useCaseWith, type Written } from './judging.ts';

const tuesday = at('2026-12-01T15:00Z');
const asking = (rights: Right[], email = 'robin@example.com'): Partial<Facts> => ({
  requester: { email, rights: new Set(rights), booked: [], open: 0 },
});
const questions = [
  { key: 'customer', kind: 'text', label: 'Customer', feeds: 'attendee.name' },
  { key: 'signed', kind: 'choice', label: 'Is it signed?', feeds: 'notes', required: false, choices: yesNo() },
  { key: 'state', kind: 'text', label: 'State', feeds: 'territory', required: false },
];
function yesNo() {
  return ['yes', 'no'].map((value) => ({ value, label: value }));
}
function submitted(policies: Written, answers: Record<string, string>, facts: Partial<Facts> = {}) {
  const useCase = useCaseWith(policies, { questions });
  const command = {
    kind: 'submit' as const,
    useCaseKey: 'sales-call',
    answers: { customer: 'Ada', ...answers },
    askedIn: null,
  };
  return decide(null, command, requester(), someFacts([dana], { useCase, ...facts }), monday);
}

test('who may book is told by rights or by name, and nobody is taken for somebody', () => {
  const policies = { whoMayBook: { rights: ['override', 'configure'] } };
  expect(said(tuesday, { policies, facts: asking(['book', 'override']) }).kind).toBe('pass');
  expect(said(tuesday, { policies, facts: asking(['book']) })).toMatchObject({
    kind: 'refuse',
    reason: { code: 'WHO', text: 'Only people with the right to override or configure may book it.' },
  });
  expect(said(tuesday, { policies }).kind).toBe('refuse');
  const named = { whoMayBook: { people: ['Robin@Example.com'] } };
  expect(said(tuesday, { policies: named, facts: asking([]) }).kind).toBe('pass');
  expect(said(tuesday, { policies: named, facts: asking([], 'other@example.com') }).kind).toBe('refuse');
});

test('kinds of requester are told by the question that asks for them', () => {
  const who = {
    key: 'who',
    kind: 'choice',
    label: 'Who is it for?',
    feeds: 'asker',
    choices: ['customer', 'vendor'].map((value) => ({ value, label: value })),
  };
  const useCase = useCaseWith({ whoMayBook: { kinds: ['customer', 'new-lead'] } }, { questions: [...questions, who] });
  expect(said(tuesday, { useCase, intake: { answers: { who: 'customer' } } }).kind).toBe('pass');
  expect(said(tuesday, { useCase, intake: { answers: { who: 'vendor' } } })).toMatchObject({
    reason: { text: 'It is only for a customer or new lead.' },
  });
  expect(describePolicies(useCase)[0]).toBe('It is booked only for a customer or new lead.');
});

describe('a place', () => {
  const policies = { places: { states: ['AZ'], zipPrefixes: ['891'] } };
  test.each([
    [{ territory: 'AZ' }, 'pass'],
    [{ territory: 'CA' }, 'refuse'],
    [{ place: '120 W Washington St, Phoenix, AZ 85003' }, 'pass'],
    [{ place: '1 Main St, Las Vegas, NV 89101' }, 'pass'],
    [{ place: '1 Main St, Reno, NV 89501' }, 'refuse'],
    [{}, 'refuse'],
  ])('%j: %s', (intake, kind) => {
    expect(said(tuesday, { policies, intake }).kind).toBe(kind);
  });

  test('that is not allowed is named, with those that are', () => {
    expect(said(tuesday, { policies, intake: { territory: 'CA' } })).toMatchObject({
      reason: {
        code: 'PLACE',
        text: 'It does not take place in CA.',
        fix: 'Choose a place in AZ, or in ZIP codes that begin with 891.',
      },
    });
  });

  test('is refused beside its question, before anything is searched', () => {
    expect(submitted(policies, { state: 'CA' })).toMatchObject({
      kind: 'refused',
      reason: { code: 'PLACE' },
      fields: { state: 'It does not take place in CA. Choose a place in AZ, or in ZIP codes that begin with 891.' },
    });
    expect(submitted(policies, { state: 'AZ' }).kind).toBe('decided');
  });
});

test('a form is signed with yes, or with a link where one is asked', () => {
  const evidence = (accepts: string) => ({
    evidence: [{ from: 'requester', question: 'signed', form: 'the signed waiver', accepts }],
  });
  const answered = (accepts: string, signed?: string) =>
    said(tuesday, { policies: evidence(accepts), intake: { answers: signed === undefined ? {} : { signed } } }).kind;
  expect(['yes', 'no', undefined].map((answer) => answered('yes', answer))).toEqual(['pass', 'refuse', 'refuse']);
  expect(['https://example.com/w', 'yes', undefined].map((answer) => answered('link', answer))).toEqual([
    'pass',
    'refuse',
    'refuse',
  ]);
  expect(submitted(evidence('yes'), { signed: 'no' })).toMatchObject({
    fields: { signed: 'It needs the signed waiver. Answer yes once it is signed.' },
  });
});

describe('what needs an override', () => {
  const soon = { minimumNotice: 1440, broken: { minimumNotice: 'needs-override' } };

  test('is told as that, and a final no comes before it', () => {
    expect(said(at('2026-11-30T16:00Z'), { policies: soon })).toMatchObject({
      kind: 'needs-override',
      reason: { code: 'TOO_SOON' },
    });
    expect(said(at('2026-11-30T23:00Z'), { policies: soon })).toMatchObject({
      kind: 'refuse',
      reason: { code: 'HOURS' },
    });
  });

  test('is not offered, and counted apart in the record', () => {
    const outcome = submitted(soon, {}, {});
    const owner = outcome.kind === 'decided' ? outcome.proposal?.evaluation.owners[0] : undefined;
    // Today from 10:30 AM to 4:30 PM, and tomorrow from 9:00 to 10:00 AM: 13 and 3 starts that nothing else closes.
    expect(owner).toMatchObject({ overridable: 16, closed: { TOO_SOON: 16 } });
    expect(outcome.kind === 'decided' && outcome.request.slots.every((s) => s.start >= monday + 86_400_000)).toBe(true);
  });

  test('for the whole request keeps every start apart, and says why there is none', () => {
    const policies = { places: { states: ['AZ'], broken: 'needs-override' } };
    const outcome = submitted(policies, { state: 'CA' });
    expect(outcome).toMatchObject({
      kind: 'decided',
      request: {
        state: 'unplaced',
        because: [{ code: 'PLACE', text: 'It does not take place in CA.' }, { code: 'NO_TIME' }],
      },
    });
    const owner = outcome.kind === 'decided' ? outcome.proposal?.evaluation.owners[0] : undefined;
    expect(owner?.overridable).toBe(owner?.closed.PLACE);
    expect(owner?.overridable).toBeGreaterThan(100);
  });
});

test('a notice beyond the lead leaves nothing, and that is the first reason', () => {
  const outcome = submitted({ minimumNotice: 20 * 1440, maximumLead: 14 }, {});
  expect(outcome).toMatchObject({
    request: {
      slots: [],
      because: [
        {
          code: 'TOO_SOON',
          text: 'It needs 20 days of notice, but can be booked at most 14 days ahead, so no time is left.',
        },
        { code: 'NO_TIME' },
      ],
    },
  });
});

test('an owner without the certificate is passed over, and the record says how many starts that took', () => {
  const certified = ownerFacts(anOwner(2, { certificates: [{ name: 'crane', expires: '2030-01-01' }] }));
  const useCase = useCaseWith({ evidence: [{ from: 'owner', certificate: 'crane' }] }, { questions });
  const outcome = submitted({}, {}, { useCase, owners: [dana, certified] });
  expect(outcome.kind === 'decided' && outcome.request.slots.every((s) => s.ownerName === 'Alex')).toBe(true);
});
