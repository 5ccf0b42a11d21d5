/** Rules: what each says about one candidate, with its reason and the change that would open it. */
import { expect, test } from 'vitest';
import type { OwnerFacts } from '../../../src/scheduling/facts.ts';
import { describePolicies, judgeAll } from '../../../src/scheduling/policies/policies.ts';
import type { Reason } from '../../../src/scheduling/reasons.ts';
import { searchFor } from '../../../src/scheduling/search.ts';
import type { UseCase } from '../../../src/scheduling/use-case.ts';
import { anIntake, anOwner, at, aUseCase, monday, ownerFacts, someFacts } from '../worlds.ts';

const tuesdayTen = at('2026-12-01T15:00Z');

function no(start: number, policies: Partial<UseCase['policies']> = {}, time: Partial<OwnerFacts> = {}): Reason | null {
  const facts = someFacts([], { useCase: aUseCase({ policies }), holidays: new Map([['2026-12-02', 'Founders Day']]) });
  const owner = ownerFacts(anOwner(1), time);
  const verdict = judgeAll({ owner, start }, searchFor(facts, anIntake(), monday));
  return verdict.kind === 'pass' ? null : verdict.reason;
}

test('an ordinary time passes every rule', () => {
  expect(no(tuesdayTen)).toBeNull();
});

test('nothing starts in the past', () => {
  expect(no(at('2026-11-30T15:00Z'))).toMatchObject({ code: 'PAST' });
});

test('a time inside the notice is refused, naming the first time that is not', () => {
  const day = { minimumNotice: 1440 };
  expect(no(tuesdayTen, day)).toEqual({
    code: 'TOO_SOON',
    text: 'It needs 1 day of notice.',
    fix: 'Pick a time after Tue, Dec 1, 10:07 AM EST.',
    opens: at('2026-12-01T15:07Z'),
  });
  expect(no(at('2026-12-01T15:30Z'), day)).toBeNull();
});

test('the last day of the lead can be booked, the day after cannot', () => {
  const lead = { maximumLead: 1 };
  expect(no(at('2026-12-01T21:30Z'), lead)).toBeNull();
  expect(no(at('2026-12-03T15:00Z'), lead)).toMatchObject({ code: 'RANGE', fix: 'Pick a day up to Tue, Dec 1.' });
});

test('a holiday is named', () => {
  expect(no(at('2026-12-02T15:00Z'))).toMatchObject({
    code: 'HOLIDAY',
    text: 'Wed, Dec 2 is Founders Day, a day off for Dana.',
  });
});

test('a time outside the hours says what the hours are that day', () => {
  expect(no(at('2026-12-01T13:30Z'))).toMatchObject({
    code: 'HOURS',
    text: 'Dana works 9:00 AM – 5:00 PM in New York on Tue, Dec 1.',
  });
  expect(no(at('2026-12-05T15:00Z'))).toMatchObject({ text: 'Dana does not work on Sat, Dec 5.' });
});

test('a calendar that cannot be read is never free', () => {
  expect(no(tuesdayTen, {}, { busy: { kind: 'unknown', why: 'the server does not answer' } })).toMatchObject({
    code: 'UNKNOWN_CALENDAR',
    text: "Dana's calendar cannot be read: the server does not answer.",
  });
});

test('busy time and claims are told apart, and neither says more', () => {
  const hour = [[tuesdayTen, tuesdayTen + 3_600_000]] as const;
  expect(no(tuesdayTen, {}, { busy: { kind: 'known', ranges: hour } })).toMatchObject({
    code: 'BUSY',
    text: 'Dana is busy then.',
  });
  expect(no(tuesdayTen, {}, { claimed: hour })).toMatchObject({
    code: 'RESERVED',
    text: 'That time of Dana is taken.',
  });
});

test('a buffer that touches something is told as a buffer', () => {
  const next = [[tuesdayTen + 30 * 60_000, tuesdayTen + 60 * 60_000]] as const;
  expect(no(tuesdayTen, {}, { claimed: next })).toBeNull();
  expect(no(tuesdayTen, { buffers: { before: 0, after: 15 } }, { claimed: next })).toMatchObject({
    code: 'BUFFER',
    text: 'Dana needs 15 minutes after the meeting free.',
  });
});

test('the rules of a use case can be read aloud', () => {
  const useCase = aUseCase({
    policies: { minimumNotice: 240, buffers: { before: 10, after: 15 }, maximumLead: 30, holidays: { country: 'US' } },
  });
  expect(describePolicies(useCase)).toEqual([
    'It starts at least 4 hours after it is booked.',
    'It is booked at most 30 days ahead.',
    'It is never on a public holiday (US) or a day off for one.',
    "It lies inside the owner's working hours, on the owner's own clock.",
    'A calendar that cannot be read counts as full.',
    "The owner's calendar is free.",
    'Nobody else has taken that time.',
    'The owner keeps 10 minutes before and 15 minutes after the meeting free.',
  ]);
});
