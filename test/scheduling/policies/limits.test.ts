/** Limits: counted by the right clock, for the right people, by day, week and month. */
import { describe, expect, test } from 'vitest';
import type { Booked } from '../../../src/scheduling/facts.ts';
import { describePolicies } from '../../../src/scheduling/policies/policies.ts';
import { anOwner, at, id, ownerFacts } from '../worlds.ts';
import { said, useCaseWith, type Written } from './judging.ts';

const booked = (...starts: string[]): Booked[] =>
  starts.map((start) => ({ useCaseKey: 'sales-call', start: at(start) }));
const limit = (changes: Written): Written => ({ limits: [{ whose: 'owner', per: 'day', max: 2, ...changes }] });
const danaWith = (...starts: string[]) => ownerFacts(anOwner(1), { booked: booked(...starts) });
const tuesday = at('2026-12-01T15:00Z');

test('the last place of a day can be taken, and then no other', () => {
  const policies = limit({});
  expect(said(tuesday, { policies, owner: danaWith('2026-12-01T18:00Z') }).kind).toBe('pass');
  expect(said(tuesday, { policies, owner: danaWith('2026-12-01T18:00Z', '2026-12-01T20:00Z') })).toEqual({
    kind: 'refuse',
    reason: {
      code: 'DAY_MAX',
      text: 'Dana has 2 meetings for Sales call on Tue, Dec 1, and may have no more.',
      fix: 'Pick Wed, Dec 2 or a later day.',
      opens: at('2026-12-02T05:00Z'),
    },
  });
});

test('a day is the owner’s own, wherever the attendee is', () => {
  const policies = limit({ max: 1 });
  const west = ownerFacts(
    anOwner(1, { zone: 'America/Los_Angeles', hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] }),
    // Still Tuesday in Los Angeles, already Wednesday in New York.
    { booked: booked('2026-12-02T07:00Z') },
  );
  expect(said(tuesday, { policies, owner: west }).kind).toBe('refuse');
  expect(said(at('2026-12-02T15:00Z'), { policies, owner: west }).kind).toBe('pass');
});

test('a meeting counts for the day it starts on', () => {
  const policies = limit({ max: 1 });
  const nights = ownerFacts(anOwner(1, { hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] }), {
    // 11:45 PM on Tuesday in New York, half an hour long.
    booked: booked('2026-12-02T04:45Z'),
  });
  expect(said(tuesday, { policies, owner: nights }).kind).toBe('refuse');
  expect(said(at('2026-12-02T15:00Z'), { policies, owner: nights }).kind).toBe('pass');
});

describe('a week', () => {
  // Sunday, December 6.
  const owner = ownerFacts(anOwner(1, { hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] }), {
    booked: booked('2026-12-06T15:00Z'),
  });
  const [saturday, monday] = [at('2026-12-05T15:00Z'), at('2026-12-07T15:00Z')];

  test('begins on Monday where nothing else is said', () => {
    const policies = limit({ per: 'week', max: 1 });
    expect(said(saturday, { policies, owner })).toMatchObject({
      reason: { code: 'WEEK_MAX', text: expect.stringContaining('in the week that begins on Mon, Nov 30') },
    });
    expect(said(monday, { policies, owner }).kind).toBe('pass');
  });

  test('begins on Sunday where that is said', () => {
    const policies = limit({ per: 'week', max: 1, weekStart: 'sunday' });
    expect(said(saturday, { policies, owner }).kind).toBe('pass');
    expect(said(monday, { policies, owner })).toMatchObject({ reason: { opens: at('2026-12-13T05:00Z') } });
  });
});

test('a month is a calendar month, and the fix is the first day of the next that has room', () => {
  const policies = { ...limit({ per: 'month', max: 1 }), maximumLead: 90 };
  const owner = danaWith('2026-12-31T15:00Z', '2027-01-04T15:00Z');
  expect(said(tuesday, { policies, owner })).toMatchObject({
    reason: { code: 'MONTH_MAX', text: expect.stringContaining('in December'), fix: 'Pick Mon, Feb 1 or a later day.' },
  });
  expect(said(at('2026-11-30T20:00Z'), { policies, owner }).kind).toBe('pass');
});

test('only meetings of this use case count, unless all are to', () => {
  const owner = ownerFacts(anOwner(1), { booked: [{ useCaseKey: 'interview', start: at('2026-12-01T18:00Z') }] });
  expect(said(tuesday, { policies: limit({ max: 1 }), owner }).kind).toBe('pass');
  expect(said(tuesday, { policies: limit({ max: 1, of: 'all-use-cases' }), owner })).toMatchObject({
    reason: { text: 'Dana has 1 meeting of any kind on Tue, Dec 1, and may have no more.' },
  });
});

test('a pool counts the meetings of all its owners, each by the owner’s own day', () => {
  const policies = limit({ whose: 'pool' });
  const west = ownerFacts(anOwner(2, { zone: 'America/Los_Angeles' }), { booked: booked('2026-12-02T07:00Z') });
  const others = [west];
  expect(said(tuesday, { policies, others, owner: danaWith('2026-12-01T18:00Z') })).toMatchObject({
    reason: { code: 'DAY_MAX', text: 'The pool has 2 meetings for Sales call on Tue, Dec 1, and may have no more.' },
  });
  expect(said(tuesday, { policies, others, owner: danaWith('2026-12-02T18:00Z') }).kind).toBe('pass');
});

test('a requester’s day is the requester’s own', () => {
  const policies = limit({ whose: 'requester', max: 1 });
  const facts = {
    requesterZone: 'Asia/Tokyo',
    // Wednesday morning in Tokyo, Tuesday evening in New York.
    requester: { email: null, rights: new Set<never>(), booked: booked('2026-12-01T22:00Z'), open: 0 },
  };
  expect(said(at('2026-12-01T14:30Z'), { policies, facts }).kind).toBe('pass');
  expect(said(tuesday, { policies, facts })).toMatchObject({
    reason: { text: 'The requester has 1 meeting for Sales call on Wed, Dec 2, and may have no more.' },
  });
  expect(said(tuesday, { policies }).kind).toBe('pass');
});

test('limits are read aloud with their clock and their week', () => {
  const limits = [
    { whose: 'owner', per: 'day', max: 5 },
    { whose: 'pool', per: 'week', max: 1, weekStart: 'sunday', of: 'all-use-cases' },
    { whose: 'requester', per: 'month', max: 10, broken: 'needs-override' },
  ];
  expect(describePolicies(useCaseWith({ limits })).slice(-3)).toEqual([
    'An owner gives at most 5 meetings for Sales call in a day, by the owner’s clock.',
    'The pool gives at most 1 meeting of any kind in a week from Sunday to Saturday, by its owner’s clock.',
    'One requester books at most 10 meetings for Sales call in a calendar month, by the requester’s clock, unless an approver allows it.',
  ]);
});

test('another owner is not held back by one who is full', () => {
  const policies = limit({ max: 1 });
  const full = ownerFacts(anOwner(2, { id: id(2) }), { booked: booked('2026-12-01T18:00Z') });
  expect(said(tuesday, { policies, others: [full] }).kind).toBe('pass');
  expect(said(tuesday, { policies, owner: full }).kind).toBe('refuse');
});
