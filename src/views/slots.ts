/**
 * The proposal: why these slots, once for what they share; then each with its owner, both clocks, what else speaks for it
 * in a few words, and one button that books it. The whole reasons stand in the details of the request.
 */
import { inBrief, inFull, type Reason } from '../scheduling/reasons.ts';
import { type Request, requestName, type Slot } from '../scheduling/request.ts';
import { formatClocks, formatDay, formatRange } from '../scheduling/time/format.ts';
import { MINUTE_MS } from '../scheduling/time/local-date.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { onSlot, onThis } from './press.ts';
import type { Block, Line, Screen } from './view.ts';

/**
 * The screen that offers slots, for a first booking or for a new time.
 * @param notice said first when something changed meanwhile, such as a slot that was taken
 */
export function slotsScreen(request: Request, useCase: UseCase, notice?: string): Screen {
  const moving = request.state === 'booked';
  const shared = sharedBy(request.slots);
  return {
    kind: 'screen',
    name: 'slots',
    title: moving ? 'Pick a new time' : 'Pick a time',
    close: 'Close',
    state: onThis(request),
    blocks: [
      ...(notice === undefined ? [] : [{ kind: 'text' as const, line: [{ kind: 'strong' as const, text: notice }] }]),
      { kind: 'text', line: lead(request, useCase) },
      ...request.because.map((r): Block => ({ kind: 'quiet', line: [r.text] })),
      ...(shared.length === 0 ? [] : [{ kind: 'quiet' as const, line: [shared.map((r) => r.text).join(' ')] }]),
      ...request.slots.map((slot) => option(request, slot, shared)),
      {
        kind: 'buttons',
        buttons: [
          { action: 'more-times', label: 'More times', value: onThis(request) },
          ...(moving ? [{ action: 'keep', label: 'Keep the current time', value: onThis(request) }] : []),
        ],
      },
    ],
  };
}

/** The reasons that every one of several slots has. */
function sharedBy([first, ...others]: readonly Slot[]): Reason[] {
  if (first === undefined || others.length === 0) return [];
  return first.reasons.filter(({ text }) => others.every((slot) => slot.reasons.some((r) => r.text === text)));
}

function lead(request: Request, useCase: UseCase): Line {
  const who = { kind: 'strong' as const, text: request.intake.attendee.name };
  const booking = request.booking;
  if (request.state === 'booked' && booking !== null)
    return [
      `${requestName(request)}, ${useCase.name} for `,
      who,
      ', is booked for ',
      { kind: 'range', start: booking.slot.start, end: booking.slot.end, zone: request.intake.attendee.zone },
      '. It stays booked until you pick another time.',
    ];
  return [
    request.slots.length === 1 ? 'One time for ' : `${request.slots.length} times for `,
    who,
    `, ${minutesOf(request, useCase)} minutes${request.slots.length === 1 ? '' : ' each'}. Nothing is held until you pick one.`,
  ];
}

/** How long each of the slots is. */
function minutesOf({ slots: [first] }: Request, useCase: UseCase): number {
  return first === undefined ? useCase.duration : (first.end - first.start) / MINUTE_MS;
}

function option(request: Request, slot: Slot, shared: readonly Reason[]): Block {
  const zone = request.intake.attendee.zone;
  const { start, end } = slot;
  const label = request.state === 'booked' ? 'Move here' : 'Book';
  const own = inBrief(slot.reasons.filter(({ text }) => !shared.some((r) => r.text === text)));
  return {
    kind: 'option',
    line: [{ kind: 'range', start, end, zone, strong: true }],
    details: [[withOwner(slot, zone)], ...(own === '' ? [] : [[capitalized(own)]])],
    button: {
      action: 'book',
      label,
      value: onSlot(request, slot),
      style: 'primary',
      says: `${label}: ${formatRange(start, end, zone)}`,
    },
  };
}

/** "With Tom Okafor · 9:30 – 10:00 AM PST": the owner's own clock where it shows something else; a day only if it differs. */
function withOwner({ ownerName, ownerZone, start, end }: Slot, zone: string): string {
  if (formatClocks(start, end, ownerZone) === formatClocks(start, end, zone)) return `With ${ownerName}`;
  const sameDay = formatDay(start, ownerZone) === formatDay(start, zone);
  return `With ${ownerName} · ${(sameDay ? formatClocks : formatRange)(start, end, ownerZone)}`;
}

const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The screen when no slot could be offered: why, and what would change it. */
export function noSlotsScreen(request: Request, useCase: UseCase): Screen {
  return {
    kind: 'screen',
    name: 'slots',
    title: 'No time found',
    close: 'Close',
    state: onThis(request),
    blocks: [
      {
        kind: 'text',
        line: [
          `There is no open time for ${useCase.name} with `,
          { kind: 'strong', text: request.intake.attendee.name },
          ' that fits the answers.',
        ],
      },
      ...request.because.map((r) => ({ kind: 'text' as const, line: [inFull(r)] })),
      { kind: 'quiet', line: [`It is kept as ${requestName(request)}. Type /schedule ${useCase.key} to ask again.`] },
      { kind: 'buttons', buttons: [{ action: 'more-times', label: 'Look again', value: onThis(request) }] },
    ],
  };
}
