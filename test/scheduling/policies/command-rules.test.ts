/** Rules about commands: cancelling in time, moving not too often, and no more open requests than allowed. */
import { describe, expect, test } from 'vitest';
import type { Actor, Command } from '../../../src/scheduling/command.ts';
import { decide } from '../../../src/scheduling/decide.ts';
import type { Decision, Refusal } from '../../../src/scheduling/decision.ts';
import type { Facts } from '../../../src/scheduling/facts.ts';
import { describePolicies } from '../../../src/scheduling/policies/policies.ts';
import type { Request } from '../../../src/scheduling/request.ts';
import { roles } from '../../../src/scheduling/roles.ts';
import { at, hour, id, minute, monday, requester, someFacts } from '../worlds.ts';
import { dana, useCaseWith, type Written } from './judging.ts';

const facts = (policies: Written, changes: Partial<Facts> = {}) =>
  someFacts([dana], { useCase: useCaseWith(policies), bookedOwner: dana.owner, ...changes });
const open = (count: number): Partial<Facts> => ({
  requester: { email: null, rights: new Set<never>(), booked: [], open: count },
});
const submit: Command = { kind: 'submit', useCaseKey: 'sales-call', answers: { customer: 'Ada' }, askedIn: null };

function decided(outcome: Decision | Refusal): Request {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome));
  return outcome.request;
}
function give(
  request: Request,
  kind: 'cancel' | 'reschedule' | 'more-times' | 'book',
  policies: Written,
  now = monday,
  by: Actor = requester(),
) {
  const on = { requestId: request.id, version: request.version };
  const slot = request.slots[0];
  const command: Command =
    kind === 'cancel'
      ? { kind, ...on, why: 'ill' }
      : kind === 'book'
        ? { kind, ...on, ownerId: slot?.ownerId ?? id(1), start: slot?.start ?? 0 }
        : { kind, ...on };
  return decide(request, command, by, facts(policies), now);
}
const asked = decided(decide(null, submit, requester(), facts({}), monday));
const booked = decided(give({ ...asked, slots: asked.slots.slice(1) }, 'book', {}));
const start = booked.booking?.slot.start ?? 0;

describe('a cancellation window', () => {
  const policies = { cancellation: { notUnder: 240 } };

  test('closes to the minute, and names when it did', () => {
    expect(give(booked, 'cancel', policies, start - 4 * hour).kind).toBe('decided');
    expect(give(booked, 'cancel', policies, start - 4 * hour + minute)).toEqual({
      kind: 'refused',
      reason: {
        code: 'TOO_LATE',
        text: 'It could be cancelled until Tue, Dec 1, 9:00 AM EST, 4 hours before it starts.',
        fix: 'Talk to Dana about it.',
      },
    });
  });

  test('binds managers and owners as well', () => {
    for (const by of [
      requester({ personId: id(7000), rights: roles.manager }),
      requester({ personId: dana.owner.personId, rights: roles.owner }),
    ])
      expect(give(booked, 'cancel', policies, start - hour, by)).toMatchObject({ reason: { code: 'TOO_LATE' } });
  });

  test('says where an approver may allow it', () => {
    const soft = { cancellation: { notUnder: 240, broken: 'needs-override' } };
    expect(give(booked, 'cancel', soft, start - hour)).toMatchObject({ kind: 'refused', overridable: true });
    expect(give(booked, 'cancel', policies, start - hour)).not.toHaveProperty('overridable');
  });

  test('is no matter to what was never booked', () => {
    expect(give(asked, 'cancel', policies, start - hour).kind).toBe('decided');
  });
});

describe('a limit on moves', () => {
  const policies = { rescheduling: { maxMoves: 2, notUnder: 60 } };
  const moved = (times: number): Request => {
    const { booking } = booked;
    if (booking === null) throw new Error('not booked');
    return { ...booked, booking: { ...booking, sequence: times }, slots: asked.slots };
  };

  test.each(['reschedule', 'more-times', 'book'] as const)('holds for "%s"', (kind) => {
    expect(give(moved(1), kind, policies).kind).toBe('decided');
    expect(give(moved(2), kind, policies)).toMatchObject({
      kind: 'refused',
      reason: { code: 'MOVES_MAX', text: 'It was moved 2 times, and may not be moved again.' },
    });
    expect(give(moved(0), kind, policies, start - hour + minute)).toMatchObject({ reason: { code: 'TOO_LATE' } });
  });

  test('lets a first booking be made, and a booking be cancelled', () => {
    const never = { rescheduling: { maxMoves: 0 } };
    expect(give(asked, 'book', never).kind).toBe('decided');
    expect(give(booked, 'cancel', never).kind).toBe('decided');
    expect(give(booked, 'reschedule', never)).toMatchObject({ reason: { text: 'It may not be moved.' } });
  });
});

describe('a limit on open requests', () => {
  const policies = { openRequests: { max: 3 } };

  test('lets the last one in and then none, counted again when it is written', () => {
    const third = decide(null, submit, requester(), facts(policies, open(2)), monday);
    expect(third).toMatchObject({
      kind: 'decided',
      guards: [{ count: 'open-requests', requesterId: requester().personId, below: 3 }],
    });
    expect(decide(null, submit, requester(), facts(policies, open(3)), monday)).toMatchObject({
      kind: 'refused',
      reason: { code: 'QUOTA', text: '3 requests of yours wait for you to pick a time, and no more than 3 may.' },
    });
  });

  test('counts what is opened again, and not what waits already', () => {
    const again = (request: Request) =>
      decide(
        request,
        { kind: 'more-times', requestId: request.id, version: request.version },
        requester(),
        facts(policies, open(3)),
        monday,
      );
    expect(again({ ...asked, state: 'abandoned' })).toMatchObject({ reason: { code: 'QUOTA' } });
    expect(again({ ...asked, state: 'unplaced' })).toMatchObject({ reason: { code: 'QUOTA' } });
    expect(again(asked)).toMatchObject({ kind: 'decided' });
    expect(again(asked)).not.toHaveProperty('guards');
  });
});

test('a booking takes along what must still hold when it is written', () => {
  const policies = {
    limits: [
      { whose: 'owner', per: 'day', max: 5 },
      { whose: 'pool', per: 'week', max: 9, of: 'all-use-cases' },
      { whose: 'requester', per: 'month', max: 7 },
    ],
  };
  // Monday, November 30, 2026.
  expect(give(asked, 'book', policies)).toMatchObject({
    guards: [
      {
        count: 'owners',
        pool: null,
        useCaseKey: 'sales-call',
        below: 5,
        owners: [{ ownerId: id(1), from: at('2026-11-30T05:00Z'), to: at('2026-12-01T05:00Z') }],
      },
      {
        count: 'owners',
        pool: 'sales',
        useCaseKey: null,
        below: 9,
        owners: [{ ownerId: id(1), from: at('2026-11-30T05:00Z'), to: at('2026-12-07T05:00Z') }],
      },
      {
        count: 'requester',
        requesterId: requester().personId,
        from: at('2026-11-01T04:00Z'),
        to: at('2026-12-01T05:00Z'),
        below: 7,
      },
    ],
  });
});

test('the rules about commands are read aloud with the others', () => {
  const useCase = useCaseWith({
    openRequests: { max: 1 },
    rescheduling: { maxMoves: 3, notUnder: 240 },
    cancellation: { notUnder: 90, broken: 'needs-override' },
  });
  expect(describePolicies(useCase).slice(-3)).toEqual([
    'One requester has at most 1 open request that waits for a pick.',
    'A booking is moved at most 3 times, and only until 4 hours before it starts.',
    'A booking is cancelled at least 90 minutes before it starts, unless an approver allows it.',
  ]);
});
