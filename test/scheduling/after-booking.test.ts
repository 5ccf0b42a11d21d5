/** What happens to a booking later: its owner leaves the pool, or its meeting takes place. */
import { expect, test } from 'vitest';
import type { Actor, Command } from '../../src/scheduling/command.ts';
import { decide } from '../../src/scheduling/decide.ts';
import type { Facts } from '../../src/scheduling/facts.ts';
import type { Request, Slot } from '../../src/scheduling/request.ts';
import { roles } from '../../src/scheduling/roles.ts';
import { anIntake, anOwner, hour, id, monday, ownerFacts, requester, someFacts } from './worlds.ts';

const dana = anOwner(1);
const alex = anOwner(2);
const start = monday + 23 * hour;
const end = start + hour / 2;
const slot: Slot = {
  ownerId: dana.id,
  ownerName: dana.name,
  ownerZone: dana.zone,
  start,
  end,
  reasons: [{ code: 'FREE', text: 'Free.' }],
};
const booked: Request = {
  id: id(9001),
  number: 1,
  version: 2,
  state: 'booked',
  useCaseKey: 'sales-call',
  useCaseVersion: 3,
  requesterId: requester().personId,
  intake: anIntake(),
  proposalId: id(9002),
  slots: [],
  booking: { id: id(9003), sequence: 0, bookedAt: monday, slot },
  because: [],
  askedIn: null,
  createdAt: monday,
};

const about = { requestId: booked.id, version: booked.version };
const cancel: Command = { kind: 'cancel', ...about, why: 'Ill' };
const reschedule: Command = { kind: 'reschedule', ...about };
const as = (personId: string): Actor => requester({ personId, rights: roles.owner });
const give = (command: Command, by: Actor, facts: Facts, now = monday, request = booked) => {
  const outcome = decide(request, command, by, facts, now);
  return outcome.kind === 'refused' ? outcome.reason : outcome.request.state;
};

test('an owner who left the pool may still cancel and move the booking that they hold, and nobody else there may', () => {
  const facts = someFacts([ownerFacts(alex)], { bookedOwner: dana });
  expect(give(cancel, as(dana.personId), facts)).toBe('cancelled');
  expect(give(reschedule, as(dana.personId), facts)).toBe('booked');
  expect(give(cancel, as(alex.personId), facts)).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('being in the pool gives no right to a booking that is somebody else’s or that there is not', () => {
  const facts = someFacts([ownerFacts(alex)], { bookedOwner: alex });
  expect(give(cancel, as(alex.personId), facts)).toMatchObject({ code: 'NOT_ALLOWED' });
  const open: Request = { ...booked, state: 'proposed', booking: null };
  expect(give(cancel, as(alex.personId), { ...facts, bookedOwner: null }, monday, open)).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});

test('a meeting that has ended is neither moved nor called off, whoever asks', () => {
  const facts = someFacts([ownerFacts(dana), ownerFacts(alex)], { bookedOwner: dana });
  const moving = { ...booked, slots: [{ ...slot, start: end + 24 * hour, end: end + 25 * hour }] };
  const commands: Command[] = [
    cancel,
    reschedule,
    { kind: 'more-times', ...about },
    { kind: 'book', ...about, ownerId: dana.id, start: end + 24 * hour },
  ];
  for (const by of [requester(), as(dana.personId), requester({ personId: id(7000), rights: roles.manager })])
    for (const command of commands)
      for (const late of [0, 24 * hour])
        expect(give(command, by, facts, end + late, moving)).toEqual({
          code: 'NOT_NOW',
          text: 'That meeting is over.',
          fix: 'Ask for a new time with /schedule sales-call.',
        });
});

test('a meeting that is still going on can be called off', () => {
  const facts = someFacts([ownerFacts(dana)], { bookedOwner: dana });
  expect(give(cancel, requester(), facts, end - 1)).toBe('cancelled');
});
