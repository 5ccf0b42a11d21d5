/** Direct messages to an owner: time that was given, moved or taken back, and reminders. */
import { type Request, requestName, type Slot } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { preparation } from './answer-text.ts';
import { mention, type Named } from './people.ts';
import { cardButtons } from './request-card.ts';
import type { Block, Card, Line } from './view.ts';

export interface OwnerNews {
  what: 'booked' | 'moved' | 'cancelled';
  /** The slot that the news is about, in the owner's own zone. */
  slot: Slot;
}

const says = {
  booked: 'You have a new booking',
  moved: 'Your booking was moved',
  cancelled: 'Your booking was cancelled',
} as const;

/**
 * What an owner is told.
 * @param current whether this news is still how the request stands; an outdated message loses its buttons and says so
 */
export function ownerCard(
  request: Request,
  useCase: UseCase,
  news: OwnerNews,
  requester: Named,
  current: boolean,
): Card {
  const now = heirOf(request, news);
  const headline =
    now === null
      ? `${says[news.what]}: ${useCase.name} ${requestName(request)}`
      : `Your booking went to ${now.ownerName}: ${useCase.name} ${requestName(request)}`;
  const { attendee } = request.intake;
  const range: Line = [{ kind: 'range', start: news.slot.start, end: news.slot.end, zone: news.slot.ownerZone }];
  const facts: { label: string; line: Line }[] = [
    { label: news.what === 'cancelled' ? 'Was' : 'When', line: range },
    { label: 'With', line: [attendee.name] },
    ...contact(request),
    ...(request.intake.place === undefined ? [] : [{ label: 'Where', line: [request.intake.place] }]),
    ...(news.what === 'cancelled' ? [] : preparation(request, useCase)).map(({ label, text }) => ({
      label,
      line: [text],
    })),
    { label: 'Asked by', line: [mention(requester)] },
  ];
  const tail: Block[] = [];
  if (now !== null) tail.push({ kind: 'text', line: ['Your time is free again.'] });
  else if (news.what === 'cancelled')
    tail.push(...request.because.map((r): Block => ({ kind: 'text', line: [r.text] })));
  else if (request.intake.notes !== undefined) tail.push({ kind: 'text', line: [request.intake.notes] });
  if (news.what !== 'cancelled') tail.push(current ? { kind: 'buttons', buttons: cardButtons(request) } : outdated);
  return {
    kind: 'card',
    summary: `${headline}. ${attendee.name}.`,
    blocks: [{ kind: 'heading', text: headline }, { kind: 'facts', facts }, ...tail],
  };
}

/** How the attendee can be reached, where they told. */
function contact({ intake: { attendee } }: Request): { label: string; line: Line }[] {
  const ways = [attendee.email, attendee.phone].filter(Boolean);
  return ways.length === 0 ? [] : [{ label: 'Contact', line: [ways.join(' · ')] }];
}

const outdated: Block = { kind: 'quiet', line: ['This has changed since then; see the later message.'] };

/** The slot of whoever has the meeting instead of an owner who lost it; null when it was called off, or not lost. */
function heirOf(request: Request, { what, slot }: OwnerNews): Slot | null {
  const now = request.booking?.slot;
  return what === 'cancelled' && now !== undefined && now.ownerId !== slot.ownerId ? now : null;
}

/** Who reads a reminder, and on which clock. */
export interface Reader {
  role: 'owner' | 'requester';
  /** IANA zone. */
  zone: string;
}

/**
 * A reminder before the meeting, for the owner or the requester.
 * @param slot the time that it reminds of
 * @param reader whose reminder it is: an owner knows who the owner is
 * @param current whether the booking still stands at that time
 */
export function reminderCard(request: Request, useCase: UseCase, slot: Slot, reader: Reader, current: boolean): Card {
  const when: Line = [{ kind: 'range', start: slot.start, end: slot.end, zone: reader.zone }];
  const headline = `Reminder: ${useCase.name} with ${request.intake.attendee.name}`;
  return {
    kind: 'card',
    summary: `${headline}.`,
    blocks: [
      { kind: 'heading', text: headline },
      {
        kind: 'facts',
        facts: [
          { label: 'When', line: when },
          ...(reader.role === 'owner' ? [] : [{ label: 'Owner', line: [slot.ownerName] }]),
          ...contact(request),
          ...(request.intake.place === undefined ? [] : [{ label: 'Where', line: [request.intake.place] }]),
        ],
      },
      ...(request.intake.notes === undefined ? [] : [{ kind: 'text' as const, line: [request.intake.notes] }]),
      current ? { kind: 'buttons', buttons: cardButtons(request) } : outdated,
    ],
  };
}
