/** What people are told in direct messages. */
import { expect, test } from 'vitest';
import { ownerCard, reminderCard } from '../../src/views/owner-card.ts';
import type { Card } from '../../src/views/view.ts';
import { aBookedRequest, aSlot, morning, useCase, wordsOf } from './samples.ts';

const jamie = { name: 'Jamie Fox' };
const facts = (card: Card) =>
  card.blocks.flatMap((b) => (b.kind === 'facts' ? b.facts.map((f) => `${f.label}: ${wordsOf(f.line)}`) : []));
const reachable = (attendee: { email?: string; phone?: string }) => {
  const { intake } = aBookedRequest();
  return aBookedRequest({ intake: { ...intake, attendee: { ...intake.attendee, ...attendee } } });
};

test('an owner learns who comes, and how to reach them where that is known', () => {
  const told = (request: ReturnType<typeof aBookedRequest>) =>
    facts(ownerCard(request, useCase, { what: 'booked', slot: aSlot() }, jamie, true));
  expect(told(reachable({ email: 'ann@acme.example', phone: '+16025550134' }))).toEqual([
    `When: <${morning} America/Los_Angeles>`,
    'With: Ann',
    'Contact: ann@acme.example · +16025550134',
    'Asked by: Jamie Fox',
  ]);
  expect(told(aBookedRequest()).join()).not.toContain('Contact');
});

test('a reminder speaks on its reader’s clock, and does not tell owners who they are', () => {
  const remind = (reader: Parameters<typeof reminderCard>[3]) =>
    facts(reminderCard(reachable({ email: 'ann@acme.example' }), useCase, aSlot(), reader, true));
  expect(remind({ role: 'owner', zone: 'America/Los_Angeles' })).toEqual([
    `When: <${morning} America/Los_Angeles>`,
    'Contact: ann@acme.example',
  ]);
  expect(remind({ role: 'requester', zone: 'America/New_York' })).toEqual([
    `When: <${morning} America/New_York>`,
    'Owner: Tom Okafor',
    'Contact: ann@acme.example',
  ]);
});
