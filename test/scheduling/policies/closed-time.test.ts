/** Closed time: blackouts by date and by clock, days of the company, and certificates that run out. */
import { expect, test } from 'vitest';
import { describePolicies } from '../../../src/scheduling/policies/policies.ts';
import { policiesSchema } from '../../../src/scheduling/policies/schema.ts';
import { anOwner, at, ownerFacts } from '../worlds.ts';
import { said, useCaseWith } from './judging.ts';

const phoenix = ownerFacts(anOwner(1, { zone: 'America/Phoenix' }));

test('a blackout by dates counts both days whole, on each owner’s own clock', () => {
  const policies = { blackouts: [{ name: 'inventory', from: '2026-12-02', until: '2026-12-03' }] };
  expect(said(at('2026-12-01T21:00Z'), { policies }).kind).toBe('pass');
  expect(said(at('2026-12-03T21:30Z'), { policies })).toEqual({
    kind: 'refuse',
    reason: {
      code: 'BLACKOUT',
      text: 'Nothing takes place from Wed, Dec 2, 2026 to Thu, Dec 3, 2026: inventory.',
      fix: 'Pick Fri, Dec 4, 12:00 AM EST or later.',
      opens: at('2026-12-04T05:00Z'),
    },
  });
  expect(said(at('2026-12-04T14:00Z'), { policies }).kind).toBe('pass');
  expect(said(at('2026-12-02T17:00Z'), { policies, owner: phoenix })).toMatchObject({
    reason: { opens: at('2026-12-04T07:00Z') },
  });
});

test('a blackout with a zone is the same for everybody, and one by the clock ends to the minute', () => {
  const policies = {
    blackouts: [{ name: 'release', from: '2026-12-02T12:00', until: '2026-12-02T15:30', zone: 'America/Chicago' }],
  };
  const last = at('2026-12-02T17:30Z'); // ends as it begins
  expect(said(last, { policies }).kind).toBe('pass');
  expect(said(last + 1, { policies })).toMatchObject({
    reason: {
      text: 'Nothing takes place from Wed, Dec 2, 2026, 12:00 PM to Wed, Dec 2, 2026, 3:30 PM in Chicago: release.',
    },
  });
  expect(said(at('2026-12-02T21:29Z'), { policies }).kind).toBe('refuse');
  expect(said(at('2026-12-02T21:30Z'), { policies }).kind).toBe('pass');
  expect(said(at('2026-12-02T21:30Z'), { policies, owner: phoenix }).kind).toBe('pass');
});

test.each([
  [{ name: 'x', from: '2026-12-02', until: '2026-12-01' }, 'end after the start'],
  [{ name: 'x', from: '2026-02-30', until: '2026-12-01' }, 'write a date such as'],
  [{ name: 'x', from: '2026-12-01T25:00', until: '2026-12-02' }, 'write a date such as'],
  [{ name: 'x', from: '2026-12-01', until: '2026-12-02', zone: 'Mars/Base' }, 'time zone'],
])('a blackout that makes no sense is refused: %j', (blackout, says) => {
  const policies = { buffers: { before: 0, after: 0 }, minimumNotice: 0, maximumLead: 1, blackouts: [blackout] };
  const read = policiesSchema.safeParse(policies);
  expect(read.success ? 'accepted' : read.error.message).toContain(says);
});

test('a day of the company is closed beside the public holidays, and the fix skips both', () => {
  const policies = { companyDays: [{ date: '2026-12-03', name: 'the day of the move' }], holidays: { country: 'US' } };
  const facts = { holidays: new Map([['2026-12-02', 'Founders Day']]) };
  expect(said(at('2026-12-03T15:00Z'), { policies, facts })).toMatchObject({
    reason: {
      code: 'HOLIDAY',
      text: 'Thu, Dec 3 is the day of the move, a day off for Dana.',
      fix: 'Pick Fri, Dec 4 or a later day.',
    },
  });
  expect(said(at('2026-12-02T15:00Z'), { policies, facts })).toMatchObject({ reason: { code: 'HOLIDAY' } });
  const rules = describePolicies(
    useCaseWith({ ...policies, holidays: { country: 'US', state: 'CA', broken: 'needs-override' } }),
  );
  expect(rules).toContain(
    'It is never on a public holiday (US, CA) or a day off for one, unless an approver allows it.',
  );
  expect(rules).toContain('It is never on Thu, Dec 3, 2026 (the day of the move).');
});

test('a certificate counts on the day of the meeting, by the owner’s date', () => {
  const policies = { evidence: [{ from: 'owner', certificate: 'crane' }] };
  const certified = (expires: string) => ownerFacts(anOwner(1, { certificates: [{ name: 'crane', expires }] }));
  expect(said(at('2026-12-02T15:00Z'), { policies })).toMatchObject({
    reason: { code: 'CREDENTIAL', text: 'Dana has no certificate “crane”.' },
  });
  expect(said(at('2026-12-02T21:30Z'), { policies, owner: certified('2026-12-02') }).kind).toBe('pass');
  expect(said(at('2026-12-03T14:00Z'), { policies, owner: certified('2026-12-02') })).toMatchObject({
    reason: { text: 'The certificate “crane” of Dana expires after Wed, Dec 2, 2026.' },
  });
});
