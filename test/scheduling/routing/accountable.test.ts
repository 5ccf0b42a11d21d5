/** What a decision says about turns and about who looks after a request. */
import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/scheduling/command.ts';
import { decide } from '../../../src/scheduling/decide.ts';
import type { Decision } from '../../../src/scheduling/decision.ts';
import type { Facts } from '../../../src/scheduling/facts.ts';
import type { Request } from '../../../src/scheduling/request.ts';
import { routingSchema } from '../../../src/scheduling/routing/schema.ts';
import { booking } from '../../../src/scheduling/routing/units.ts';
import { anOwner, aUseCase, id, monday, ownerFacts, requester, someFacts } from '../worlds.ts';

const olivia = { personId: id(4000), name: 'Olivia Grant' };
const [dana, alex] = [1, 2].map((n) => anOwner(n, { email: `o${n}@example.com` }));
if (!dana || !alex) throw new Error('no owners');
const line = { got: 0, credits: 0, corrections: 0, calibrations: 0 };
const pool = [dana, alex].map((owner) => ownerFacts(owner, { ledger: line }));

function decided(request: Request | null, command: Command, facts: Facts, by = requester()): Decision {
  const outcome = decide(request, command, by, facts, monday);
  if (outcome.kind === 'refused') throw new Error(outcome.reason.text);
  return outcome;
}

const ask: Command = { kind: 'submit', useCaseKey: 'sales-call', answers: { customer: 'Ada' }, askedIn: null };
const on = (request: Request) => ({ requestId: request.id, version: request.version });
const nobody = someFacts([], { accountable: olivia });
const unplaced = () => decided(null, ask, nobody).request;

describe('a request that finds nobody', () => {
  test('is told once to whoever is accountable, and says so', () => {
    const first = decided(null, ask, nobody);
    expect(first.request).toMatchObject({ state: 'unplaced', accountableId: olivia.personId });
    expect(first.request.because.at(-1)?.text).toBe('Olivia Grant looks after it now and was told.');
    expect(first.effects).toContainEqual({ kind: 'tell-accountable', personId: olivia.personId });
    const again = decided(first.request, { kind: 'more-times', ...on(first.request) }, nobody);
    expect(again.effects).toEqual([{ kind: 'show-card' }]);
  });

  test('is nobody’s when the use case names nobody', () => {
    const { request, effects } = decided(null, ask, someFacts([]));
    expect(request.accountableId).toBeUndefined();
    expect(effects).toEqual([{ kind: 'show-card' }]);
  });

  test('may be looked after by that person alone, without any right of their own', () => {
    const request = unplaced();
    const stranger = requester({ personId: id(4001), rights: new Set() });
    const accountable = requester({ personId: olivia.personId, rights: new Set() });
    const again: Command = { kind: 'more-times', ...on(request) };
    expect(decide(request, again, stranger, someFacts(pool), monday)).toMatchObject({ kind: 'refused' });
    const found = decided(request, again, someFacts(pool, { accountable: olivia }), accountable).request;
    expect(found.state).toBe('proposed');
    const [slot] = found.slots;
    if (!slot) throw new Error('no slot');
    const book: Command = { kind: 'book', ...on(found), ownerId: slot.ownerId, start: slot.start };
    const { request: booked } = decided(found, book, someFacts(pool), accountable);
    expect(booked.state).toBe('booked');
    const cancel: Command = { kind: 'cancel', ...on(booked), why: 'No' };
    expect(decide(booked, cancel, accountable, someFacts(pool), monday)).toMatchObject({ kind: 'refused' });
  });
});

describe('the ledger', () => {
  const offered = () => decided(null, ask, someFacts(pool)).request;
  const book = (request: Request, facts = someFacts(pool)) => {
    const [slot] = request.slots;
    if (!slot) throw new Error('no slot');
    return decided(request, { kind: 'book', ...on(request), ownerId: slot.ownerId, start: slot.start }, facts);
  };

  test('gets one booking, and nothing when it only moves with its owner', () => {
    const first = book(offered());
    expect(first.ledger).toEqual({
      giveBack: null,
      entries: [{ ownerId: dana.id, kind: 'got', units: booking, reason: 'Was booked.' }],
    });
    const moving = decided(first.request, { kind: 'reschedule', ...on(first.request) }, someFacts(pool)).request;
    expect(book(moving).ledger).toBeUndefined();
  });

  test('gets it back from an owner whose booking goes to another', () => {
    const first = book(offered()).request;
    const busy = { kind: 'known', ranges: [[monday, monday + 60 * 86_400_000]] } as const;
    const facts = someFacts([ownerFacts(dana, { ledger: line, busy }), ownerFacts(alex, { ledger: line })]);
    const moving = decided(first, { kind: 'reschedule', ...on(first) }, facts).request;
    expect(book(moving, facts).ledger).toMatchObject({
      giveBack: 'It was moved to Alex.',
      entries: [{ ownerId: alex.id, kind: 'got' }],
    });
  });

  test('gets a cancelled one back, unless the use case keeps it', () => {
    const request = book(offered()).request;
    const cancel: Command = { kind: 'cancel', ...on(request), why: 'No' };
    expect(decided(request, cancel, someFacts(pool)).ledger).toEqual({
      giveBack: 'The booking was cancelled.',
      entries: [],
    });
    const useCase = aUseCase({ routing: routingSchema.parse({ method: 'round-robin', creditFor: [] }) });
    expect(decided(request, cancel, someFacts(pool, { useCase })).ledger).toBeUndefined();
  });
});
