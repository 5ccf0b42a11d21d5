/** The list of slots: calm enough to compare them at a glance. */
import { expect, test } from 'vitest';
import { reason } from '../../src/scheduling/reasons.ts';
import type { Slot } from '../../src/scheduling/request.ts';
import { slotsScreen } from '../../src/views/slots.ts';
import { at } from '../scheduling/worlds.ts';
import { aBookedRequest, aRequest, aSlot, morning, useCase, wordsOf } from './samples.ts';

/** The small lines under a slot. */
function under(slot: Slot): string[] {
  const { blocks } = slotsScreen(aRequest({ slots: [slot] }), useCase);
  return blocks.flatMap((block) => (block.kind === 'option' ? block.details.map(wordsOf) : []));
}

test('a slot says who on which clock, and why in a few words', () => {
  expect(under(aSlot())).toEqual(['With Tom Okafor · 9:30 – 10:00 AM PST', 'Next in turn · daytime in Phoenix']);
});

test('the clock of an owner that shows the same is not said twice', () => {
  expect(under(aSlot({ ownerZone: 'America/Denver' }))[0]).toBe('With Tom Okafor');
  const summer = at('2026-07-01T17:30:00Z');
  expect(under(aSlot({ start: summer, ownerZone: 'America/Denver' }))[0]).toBe(
    'With Tom Okafor · 11:30 AM – 12:00 PM MDT',
  );
});

test('the day of an owner is said where it is another one', () => {
  expect(under(aSlot({ ownerZone: 'Asia/Tokyo' }))[0]).toBe('With Tom Okafor · Wed, Dec 2, 2:30 – 3:00 AM GMT+9');
});

test('reasons that have no short form are said whole', () => {
  expect(under(aSlot({ reasons: [reason('FREE', 'It is free.'), reason('FREE', 'Nobody else is.')] }))[1]).toBe(
    'It is free. Nobody else is.',
  );
});

test('what speaks for every slot is said once, above them', () => {
  const clock = (text: string, brief: string) => ({ ...reason('WAKING_HOURS', text), brief });
  const turn = reason('NEXT_IN_TURN', 'Tom Okafor is next in turn: 0 bookings so far.');
  const soon = reason('SOONEST', 'It is the soonest time on offer.');
  const slots = [
    aSlot({ reasons: [turn, soon, clock('10:30 AM: daytime in Phoenix.', 'daytime in Phoenix')] }),
    aSlot({
      start: morning + 86_400_000,
      reasons: [turn, clock('6:00 PM: evening in Phoenix.', 'evening in Phoenix')],
    }),
  ];
  const { blocks } = slotsScreen(aRequest({ slots }), useCase);
  expect(blocks.flatMap((b) => (b.kind === 'quiet' ? [wordsOf(b.line)] : []))).toEqual([turn.text]);
  expect(blocks.flatMap((b) => (b.kind === 'option' ? b.details.slice(1).map(wordsOf) : []))).toEqual([
    'Soonest · daytime in Phoenix',
    'Evening in Phoenix',
  ]);
});

test('a single slot keeps its reasons beside it', () => {
  const { blocks } = slotsScreen(aRequest(), useCase);
  expect(blocks.filter((b) => b.kind === 'quiet')).toEqual([]);
  expect(wordsOf(blocks[0]?.kind === 'text' ? blocks[0].line : [])).toContain('One time for Ann, 30 minutes. Nothing');
});

test('each button tells a screen reader which time it takes', () => {
  const says = (request: Parameters<typeof slotsScreen>[0]) =>
    slotsScreen(request, useCase).blocks.flatMap((b) => (b.kind === 'option' ? (b.button?.says ?? []) : []));
  const later = aSlot({ start: morning + 86_400_000 });
  expect(says(aRequest({ slots: [aSlot(), later] }))).toEqual([
    'Book: Tue, Dec 1, 10:30 – 11:00 AM MST',
    'Book: Wed, Dec 2, 10:30 – 11:00 AM MST',
  ]);
  expect(says(aBookedRequest({ slots: [later] }))).toEqual(['Move here: Wed, Dec 2, 10:30 – 11:00 AM MST']);
});
