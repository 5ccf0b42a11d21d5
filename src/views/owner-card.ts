/** Direct messages to an owner: time that was given, moved or taken back, and reminders. */
import { type Request, requestName, type Slot } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
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
  const headline = `${says[news.what]}: ${useCase.name} ${requestName(request)}`;
  const { attendee } = request.intake;
  const range: Line = [{ kind: 'range', start: news.slot.start, end: news.slot.end, zone: news.slot.ownerZone }];
  const facts: { label: string; line: Line }[] = [
    { label: news.what === 'cancelled' ? 'Was' : 'When', line: range },
    { label: 'With', line: [[attendee.name, attendee.email, attendee.phone].filter(Boolean).join(' · ')] },
    ...(request.intake.place === undefined ? [] : [{ label: 'Where', line: [request.intake.place] }]),
    { label: 'Asked by', line: [mention(requester)] },
  ];
  const tail: Block[] = [];
  if (news.what === 'cancelled') tail.push(...request.because.map((r): Block => ({ kind: 'text', line: [r.text] })));
  else if (request.intake.notes !== undefined) tail.push({ kind: 'text', line: [request.intake.notes] });
  if (!current && news.what !== 'cancelled')
    tail.push({ kind: 'quiet', line: ['This has changed since; see the later message.'] });
  if (current && news.what !== 'cancelled') tail.push({ kind: 'buttons', buttons: cardButtons(request) });
  return {
    kind: 'card',
    summary: `${headline}. ${attendee.name}.`,
    blocks: [{ kind: 'heading', text: headline }, { kind: 'facts', facts }, ...tail],
  };
}

/** A reminder before the meeting, for the owner or the requester. */
export function reminderCard(request: Request, useCase: UseCase, zone: string): Card {
  const slot = request.booking?.slot;
  const when: Line = slot ? [{ kind: 'range', start: slot.start, end: slot.end, zone }] : [];
  const { attendee } = request.intake;
  const headline = `Reminder: ${useCase.name} with ${attendee.name}`;
  return {
    kind: 'card',
    summary: `${headline}.`,
    blocks: [
      { kind: 'heading', text: headline },
      {
        kind: 'facts',
        facts: [
          { label: 'When', line: when },
          { label: 'Owner', line: [slot?.ownerName ?? ''] },
          { label: 'Contact', line: [[attendee.email, attendee.phone].filter(Boolean).join(' · ') || 'none given'] },
          ...(request.intake.place === undefined ? [] : [{ label: 'Where', line: [request.intake.place] }]),
        ],
      },
      ...(request.intake.notes === undefined ? [] : [{ kind: 'text' as const, line: [request.intake.notes] }]),
      { kind: 'buttons', buttons: cardButtons(request) },
    ],
  };
}
