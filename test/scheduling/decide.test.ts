/** Decisions: every command on every state, who may give it, and everything that must then be written and done. */
import { expect, test } from 'vitest';
import type { Actor, Command } from '../../src/scheduling/command.ts';
import { decide } from '../../src/scheduling/decide.ts';
import type { Decision, Refusal } from '../../src/scheduling/decision.ts';
import type { Facts } from '../../src/scheduling/facts.ts';
import {
  mayFollow,
  type Request,
  type RequestState,
  requestSchema,
  requestStates,
} from '../../src/scheduling/request.ts';
import { roles } from '../../src/scheduling/roles.ts';
import { anOwner, at, aUseCase, hour, id, minute, monday, ownerFacts, requester, someFacts } from './worlds.ts';

const useCase = aUseCase({
  policies: { buffers: { before: 10, after: 15 }, minimumNotice: 120 },
  reminders: [
    { kind: 'elapsed', minutes: 60, to: 'owner' },
    { kind: 'day-before', at: '15:00', to: 'requester' },
  ],
});
const dana = ownerFacts(anOwner(1));
const alex = ownerFacts(anOwner(2, { zone: 'America/Phoenix' }), { taken: 1 });
const facts = someFacts([dana, alex], { useCase, bookedOwner: dana.owner });
const someone = requester({ personId: id(6000), name: 'Sasha' });
const manager = requester({ personId: id(7000), name: 'Morgan', rights: roles.manager });

const submit = (answers = {}): Command => ({
  kind: 'submit',
  useCaseKey: 'sales-call',
  answers: { customer: 'Ada', ...answers },
  askedIn: 'C1',
});

function decided(outcome: Decision | Refusal): Decision {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome));
  return outcome;
}
function refused(outcome: Decision | Refusal): Refusal {
  if (outcome.kind === 'decided') throw new Error(`decided: ${JSON.stringify(outcome.audit)}`);
  return outcome;
}

const asked = decided(decide(null, submit(), requester(), facts, monday)).request;
const on = (request: Request, kind: 'more-times' | 'reschedule' | 'abandon'): Command => ({
  kind,
  requestId: request.id,
  version: request.version,
});
const cancelling = (request: Request, why = ''): Command => ({
  kind: 'cancel',
  requestId: request.id,
  version: request.version,
  why,
});
function picking(request: Request, n: number): Command {
  const slot = request.slots[n];
  if (slot === undefined) throw new Error(`no slot ${n}`);
  return { kind: 'book', requestId: request.id, version: request.version, ownerId: slot.ownerId, start: slot.start };
}
const give = (
  request: Request,
  command: Command,
  by: Actor | 'clock' = requester(),
  given: Facts = facts,
  now = monday,
) => decide(request, command, by, given, now);

const booked = decided(give(asked, picking(asked, 1))).request;
const moving = decided(give(booked, on(booked, 'reschedule'))).request;

test('asking gives a proposed request with slots, its evaluation, and both steps in the audit', () => {
  const decision = decided(decide(null, submit(), requester(), facts, monday));
  expect(requestSchema.safeParse(decision.request).success).toBe(true);
  expect(decision.request).toMatchObject({
    id: id(9001),
    version: 1,
    number: 0,
    state: 'proposed',
    requesterId: id(5000),
    askedIn: 'C1',
  });
  expect(decision.request.slots).toHaveLength(4);
  expect(decision.proposal).toMatchObject({ id: id(9002), slots: decision.request.slots });
  expect(decision.audit.map((entry) => entry.what)).toEqual(['submitted', 'proposed']);
  expect(decision.claims).toEqual({ kind: 'keep' });
  expect(decision.effects).toEqual([{ kind: 'show-card' }]);
});

test('asking when nobody can is a request that stands unplaced, with the reason', () => {
  const decision = decided(decide(null, submit({ language: 'spanish' }), requester(), facts, monday));
  expect(decision.request).toMatchObject({ state: 'unplaced', slots: [], because: [{ code: 'NO_OWNER' }] });
  expect(decision.audit.at(-1)).toMatchObject({ what: 'unplaced', why: expect.stringContaining('without the skill') });
});

test('answers at fault are refused field by field, and nothing is made', () => {
  const refusal = refused(decide(null, submit({ first: '1999-01-01', customer: '' }), requester(), facts, monday));
  expect(refusal.reason.code).toBe('INVALID');
  expect(Object.keys(refusal.fields ?? {}).sort()).toEqual(['customer', 'first']);
});

test('booking claims the time with its buffers, and nothing else', () => {
  const decision = decided(give(asked, picking(asked, 1)));
  const start = at('2026-12-01T14:00Z');
  expect(decision.request).toMatchObject({ state: 'booked', version: 2, slots: [], proposalId: asked.proposalId });
  expect(decision.request.booking).toMatchObject({
    id: id(9003),
    sequence: 0,
    bookedAt: monday,
    slot: { ownerId: id(1), start },
  });
  expect(decision.claims).toEqual({
    kind: 'replace',
    take: [{ ownerId: id(1), from: start - 10 * minute, to: start + 45 * minute }],
  });
  expect(decision.effects.map((e) => e.kind)).toEqual(['sync-calendar', 'show-card', 'tell-owner']);
  expect(decision.effects[2]).toMatchObject({ ownerId: id(1), what: 'booked' });
  expect(decision.audit).toMatchObject([
    { what: 'booked', before: { state: 'proposed' }, after: { state: 'booked', start } },
  ]);
  expect(requestSchema.safeParse(decision.request).success).toBe(true);
});

test('booking brings its reminders, but none that are due already', () => {
  const { followUps } = decided(give(asked, picking(asked, 1)));
  expect(followUps).toMatchObject({
    kind: 'replace',
    with: [
      { personRole: 'requester', dueAt: at('2026-11-30T20:00Z') },
      { personRole: 'owner', dueAt: at('2026-12-01T13:00Z') },
    ],
  });
  const late = decided(give(asked, picking(asked, 1), requester(), facts, at('2026-11-30T20:00Z')));
  expect(late.followUps).toMatchObject({ with: [{ personRole: 'owner' }] });
});

test('a slot that was not offered cannot be booked', () => {
  const forged: Command = {
    kind: 'book',
    requestId: asked.id,
    version: asked.version,
    ownerId: id(1),
    start: at('2026-12-01T03:00Z'),
  };
  expect(refused(give(asked, forged)).reason.code).toBe('NOT_FOUND');
});

test.each([
  ['claimed by another request', { claimed: [[at('2026-12-01T14:00Z'), at('2026-12-01T14:30Z')]] }],
  ['busy in the calendar', { busy: { kind: 'known', ranges: [[at('2026-12-01T14:20Z'), at('2026-12-01T15:00Z')]] } }],
  ['too close to another one', { claimed: [[at('2026-12-01T14:40Z'), at('2026-12-01T15:00Z')]] }],
] as const)('a slot %s is told as taken, never by whom, with new slots to show at once', (_what, time) => {
  const now = someFacts([{ ...dana, ...time }, alex], { useCase });
  const refusal = refused(give(asked, picking(asked, 1), requester(), now));
  expect(refusal.reason).toMatchObject({ code: 'SLOT_TAKEN', text: 'That time was just taken.' });
  expect(refusal.instead?.request).toMatchObject({ id: asked.id, state: 'proposed', version: 2 });
  expect(refusal.instead?.request.slots.length).toBeGreaterThan(2);
  expect(refusal.instead?.request.slots.some((s) => s.start === asked.slots[1]?.start && s.ownerId === id(1))).toBe(
    false,
  );
  expect(refusal.instead?.proposal?.evaluation.owners).toHaveLength(2);
});

test('notice counts again at the click, and says so', () => {
  const refusal = refused(give(asked, picking(asked, 1), requester(), facts, at('2026-12-01T13:00Z')));
  expect(refusal.reason).toMatchObject({ code: 'TOO_SOON' });
  expect(refusal.instead?.request.slots.length).toBeGreaterThan(0);
});

test('a calendar that cannot be read at the click is not booked blindly', () => {
  const now = someFacts([{ ...dana, busy: { kind: 'unknown', why: 'it does not answer' } }, alex], { useCase });
  const refusal = refused(give(asked, picking(asked, 1), requester(), now));
  expect(refusal.reason.code).toBe('UNKNOWN_CALENDAR');
  expect(refusal.instead?.request.slots.every((s) => s.ownerId === id(2))).toBe(true);
});

test('an owner who left the pool or lost the skill is not booked', () => {
  expect(refused(give(asked, picking(asked, 1), requester(), someFacts([alex], { useCase }))).reason.code).toBe(
    'SLOT_TAKEN',
  );
  const spanish = someFacts([ownerFacts(anOwner(1, { skills: ['spanish'] }))], { useCase });
  const wished = decided(decide(null, submit({ language: 'spanish' }), requester(), spanish, monday)).request;
  expect(refused(give(wished, picking(wished, 0))).reason.code).toBe('SKILL');
});

test('more times offers only new ones, also after several rounds', () => {
  const second = decided(give(asked, on(asked, 'more-times'))).request;
  const shown = asked.slots.map((s) => s.start);
  expect(second.slots.some((s) => shown.includes(s.start))).toBe(false);
  const third = decided(give(second, on(second, 'more-times'), requester(), { ...facts, shown })).request;
  const seen = [...shown, ...second.slots.map((s) => s.start)];
  expect(third.slots.some((s) => seen.includes(s.start))).toBe(false);
});

test('when every time was seen, more times starts over and says so', () => {
  const oneDay = { first: '2026-12-01', last: '2026-12-01' };
  const narrow = someFacts([ownerFacts(anOwner(1, { hours: [{ days: [2], start: 540, end: 660 }] }))], { useCase });
  const request = decided(decide(null, submit(oneDay), requester(), narrow, monday)).request;
  const again = decided(give(request, on(request, 'more-times'), requester(), narrow)).request;
  expect(again.slots).toEqual(request.slots);
  expect(again).toMatchObject({
    state: 'proposed',
    because: [{ text: expect.stringContaining('the first ones again') }],
  });
});

test('while a booking is being moved it stands, and its own time is not offered', () => {
  const decision = decided(give(booked, on(booked, 'reschedule')));
  expect(decision.request).toMatchObject({ state: 'booked', booking: booked.booking, version: booked.version + 1 });
  expect(decision.claims).toEqual({ kind: 'keep' });
  expect(decision.followUps).toEqual({ kind: 'keep' });
  expect(decision.effects).toEqual([{ kind: 'show-card' }]);
  expect(decision.request.slots.some((s) => s.start === booked.booking?.slot.start)).toBe(false);
});

test('a booking that is moved keeps its id, counts its sequence, and exchanges claim and reminders', () => {
  const slot = moving.slots[0];
  const decision = decided(give(moving, picking(moving, 0)));
  expect(decision.request.booking).toMatchObject({ id: booked.booking?.id, sequence: 1, slot });
  expect(decision.claims).toMatchObject({ kind: 'replace', take: [{ ownerId: id(1) }] });
  expect(decision.followUps).toMatchObject({ kind: 'replace' });
  if (decision.followUps.kind === 'replace')
    expect(decision.followUps.with.every((f) => f.key.startsWith(`${id(9003)}:1:`))).toBe(true);
  expect(decision.effects).toMatchObject([
    { kind: 'sync-calendar', ownerId: id(1) },
    { kind: 'show-card' },
    { kind: 'tell-owner', what: 'moved' },
  ]);
  expect(decision.audit).toMatchObject([
    { what: 'rescheduled', before: { start: booked.booking?.slot.start }, after: { start: slot?.start } },
  ]);
});

test('a booking that moves to another owner is taken from the first and given to the second', () => {
  const away = someFacts([ownerFacts(anOwner(1, { hours: [] })), alex], { useCase });
  const elsewhere = decided(give(booked, on(booked, 'reschedule'), requester(), away)).request;
  const { effects, claims } = decided(give(elsewhere, picking(elsewhere, 0), requester(), away));
  expect(claims).toMatchObject({ take: [{ ownerId: id(2) }] });
  expect(effects).toMatchObject([
    { kind: 'sync-calendar', ownerId: id(1) },
    { kind: 'sync-calendar', ownerId: id(2) },
    { kind: 'show-card' },
    { kind: 'tell-owner', ownerId: id(1), what: 'cancelled', slot: booked.booking?.slot },
    { kind: 'tell-owner', ownerId: id(2), what: 'booked' },
  ]);
});

test('a booking can be moved beyond its wished last day when nothing is open until then', () => {
  const full = someFacts([ownerFacts(anOwner(1, { dateHours: [{ date: '2026-12-01', start: 540, end: 570 }] }))], {
    useCase,
  });
  const request = decided(
    decide(null, submit({ first: '2026-12-01', last: '2026-12-01' }), requester(), full, monday),
  ).request;
  const placed = decided(give(request, picking(request, 0), requester(), full)).request;
  const again = decided(give(placed, on(placed, 'reschedule'), requester(), full)).request;
  expect(again.slots.every((s) => s.start > at('2026-12-02T00:00Z'))).toBe(true);
  expect(again.slots.length).toBeGreaterThan(0);
});

test('a move that finds nothing leaves the booking as it is and says why', () => {
  const { request } = decided(give(booked, on(booked, 'reschedule'), requester(), someFacts([], { useCase })));
  expect(request).toMatchObject({
    state: 'booked',
    booking: booked.booking,
    slots: [],
    because: [{ code: 'NO_OWNER' }],
  });
});

test('cancelling gives the time back, drops the reminders, and tells owner and calendar', () => {
  const decision = decided(give(booked, cancelling(booked, ' Ada is ill ')));
  expect(decision.request).toMatchObject({
    state: 'cancelled',
    because: [{ code: 'CANCELLED', text: 'Cancelled by Robin: Ada is ill' }],
  });
  expect(decision.claims).toEqual({ kind: 'replace', take: [] });
  expect(decision.followUps).toEqual({ kind: 'replace', with: [] });
  expect(decision.effects).toMatchObject([
    { kind: 'sync-calendar', ownerId: id(1) },
    { kind: 'show-card' },
    { kind: 'tell-owner', what: 'cancelled' },
  ]);
  expect(decision.audit).toMatchObject([{ what: 'cancelled', why: 'Ada is ill' }]);
});

test('cancelling what was never booked tells no owner', () => {
  expect(decided(give(asked, cancelling(asked))).effects).toEqual([{ kind: 'show-card' }]);
});

test('the clock closes what nobody picked, and asking for more times opens it again', () => {
  const closed = decided(give(asked, on(asked, 'abandon'), 'clock')).request;
  expect(closed).toMatchObject({ state: 'abandoned', slots: [] });
  expect(decided(give(closed, on(closed, 'more-times'))).request.state).toBe('proposed');
});

test('the clock never closes a booking, even while new times are on offer', () => {
  expect(refused(give(moving, on(moving, 'abandon'), 'clock')).reason.code).toBe('NOT_NOW');
});

test('a button drawn for an older state is told what stands now, in the zone of who pressed it', () => {
  const refusal = refused(give(booked, picking(asked, 2), requester({ zone: 'America/Phoenix' })));
  expect(refusal.reason).toMatchObject({
    code: 'STALE',
    text: 'Something changed meanwhile: it is booked for Tue, Dec 1, 7:00 – 7:30 AM MST with Dana.',
  });
});

test('there is no command on a request that is not there', () => {
  expect(refused(decide(null, on(asked, 'reschedule'), requester(), facts, monday)).reason.code).toBe('NOT_FOUND');
});

test('one asks for oneself, and only with the right to book', () => {
  const nobody = requester({ rights: new Set(['view']) });
  expect(refused(decide(null, submit(), nobody, facts, monday)).reason.code).toBe('NOT_ALLOWED');
  expect(refused(give(asked, picking(asked, 0), nobody)).reason.code).toBe('NOT_ALLOWED');
});

test.each(['more-times', 'reschedule', 'cancel', 'book'] as const)(
  'somebody else may not give "%s", a manager may',
  (kind) => {
    const request = kind === 'book' ? moving : booked;
    const command = kind === 'cancel' ? cancelling(request) : kind === 'book' ? picking(request, 0) : on(request, kind);
    expect(refused(give(request, command, someone)).reason.code).toBe('NOT_ALLOWED');
    expect(give(request, command, manager).kind).toBe('decided');
  },
);

test('the owner of a booking may move and cancel it, another owner may not', () => {
  const own = requester({ personId: dana.owner.personId, rights: roles.owner });
  const other = requester({ personId: alex.owner.personId, rights: roles.owner });
  expect(give(booked, on(booked, 'reschedule'), own).kind).toBe('decided');
  expect(give(booked, cancelling(booked), own).kind).toBe('decided');
  expect(refused(give(booked, cancelling(booked), other)).reason.code).toBe('NOT_ALLOWED');
});

test('only the clock abandons, and the clock does nothing else', () => {
  expect(refused(give(asked, on(asked, 'abandon'), manager)).reason.code).toBe('NOT_ALLOWED');
  expect(refused(give(asked, cancelling(asked), 'clock')).reason.code).toBe('NOT_ALLOWED');
  expect(refused(decide(null, submit(), 'clock', facts, monday)).reason.code).toBe('NOT_ALLOWED');
});

const inState: Record<RequestState, Request> = {
  proposed: asked,
  unplaced: { ...asked, state: 'unplaced' },
  booked: moving,
  cancelled: { ...booked, state: 'cancelled', slots: asked.slots },
  abandoned: { ...asked, state: 'abandoned' },
};

test.each(requestStates)('from %s every command leads to a state that the table allows, or is refused', (state) => {
  const request = inState[state];
  const commands = [
    picking(request, 0),
    on(request, 'more-times'),
    on(request, 'reschedule'),
    cancelling(request),
    on(request, 'abandon'),
  ];
  for (const command of commands) {
    const outcome = give(request, command, command.kind === 'abandon' ? 'clock' : requester());
    if (outcome.kind === 'decided') expect(mayFollow(state, outcome.request.state)).toBe(true);
    else expect(outcome.reason).toMatchObject({ code: 'NOT_NOW', text: expect.stringMatching(/\.$/) });
  }
});

test('after a cancellation nothing more is possible', () => {
  const { cancelled } = inState;
  for (const command of [
    picking(cancelled, 0),
    on(cancelled, 'more-times'),
    on(cancelled, 'reschedule'),
    cancelling(cancelled),
  ])
    expect(refused(give(cancelled, command)).reason.code).toBe('NOT_NOW');
});

test('nothing is booked before it is asked for: a move needs a booking', () => {
  expect(refused(give(asked, on(asked, 'reschedule'))).reason.code).toBe('NOT_NOW');
});

test('the same arguments give the same decision, and none of them is changed', () => {
  const frozen = structuredClone({ asked, facts });
  expect(give(asked, picking(asked, 0))).toEqual(give(asked, picking(asked, 0)));
  expect({ asked, facts }).toEqual(frozen);
});

test('a claim of a meeting over a change of the clocks lasts as long as the meeting', () => {
  const nights = ownerFacts(anOwner(1, { hours: [{ days: [0, 6], start: 0, end: 1440 }] }));
  const around = someFacts([nights], { useCase: aUseCase({ duration: 120 }) });
  const request = decided(
    decide(null, submit({ first: '2026-11-01', last: '2026-11-01' }), requester(), around, at('2026-10-31T12:00Z')),
  ).request;
  expect(request.slots.every((s) => s.end - s.start === 2 * hour)).toBe(true);
});
