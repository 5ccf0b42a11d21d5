/** The card of a request: the one message in the channel that shows how it stands, edited in place. */
import { inBrief } from '../scheduling/reasons.ts';
import { type Request, requestName } from '../scheduling/request.ts';
import { formatRange } from '../scheduling/time/format.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { mention, type Named } from './people.ts';
import { onThis } from './press.ts';
import type { Block, Button, Card, Line } from './view.ts';

export interface CardPeople {
  requester: Named;
  /** The owner of the booking, when there is one. */
  owner: Named | null;
}

const headlines: Record<Request['state'], string> = {
  proposed: 'choosing a time',
  unplaced: 'no time found',
  booked: 'booked',
  cancelled: 'cancelled',
  abandoned: 'closed, no time was picked',
};

/** When a booking is, in the attendee's zone and, where it differs, in the owner's. */
export function whenFacts(request: Request): { label: string; line: Line }[] {
  const booking = request.booking;
  if (booking === null) return [];
  const { start, end, ownerZone } = booking.slot;
  const zone = request.intake.attendee.zone;
  const at = (z: string): Line => [{ kind: 'range', start, end, zone: z }];
  return formatRange(start, end, ownerZone) === formatRange(start, end, zone)
    ? [{ label: 'When', line: at(zone) }]
    : [
        { label: 'When', line: at(zone) },
        { label: 'For the owner', line: at(ownerZone) },
      ];
}

/** The card as the request stands now. */
export function requestCard(request: Request, useCase: UseCase, people: CardPeople): Card {
  const title = `${useCase.name} ${requestName(request)}: ${headlines[request.state]}`;
  const booking = request.booking;
  const withWhom: Line =
    people.owner && booking !== null
      ? [{ kind: 'strong', text: request.intake.attendee.name }, ' with ', mention(people.owner)]
      : [{ kind: 'strong', text: request.intake.attendee.name }];
  const facts: { label: string; line: Line }[] = [
    ...(request.state === 'booked' ? whenFacts(request) : []),
    ...(request.state === 'cancelled' && booking !== null ? [{ label: 'Was', line: wasAt(request) }] : []),
    ...(request.intake.place === undefined ? [] : [{ label: 'Where', line: [request.intake.place] }]),
    { label: 'Asked by', line: [mention(people.requester)] },
  ];
  const why = request.state === 'booked' ? whyThisSlot(request) : request.because.map((r) => r.text).join(' ');
  return {
    kind: 'card',
    summary: summaryOf(title, request),
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', line: withWhom },
      { kind: 'facts', facts },
      ...(why === '' ? [] : [quiet(why)]),
      { kind: 'buttons', buttons: cardButtons(request) },
    ],
  };
}

/** In a few words: the whole reasons stand in the details. */
function whyThisSlot(request: Request): string {
  const why = inBrief(request.booking?.slot.reasons ?? []);
  return why === '' ? '' : `Why this slot: ${why}`;
}

function wasAt(request: Request): Line {
  const slot = request.booking?.slot;
  return slot ? [{ kind: 'range', start: slot.start, end: slot.end, zone: request.intake.attendee.zone }] : [];
}

const quiet = (text: string): Block => ({ kind: 'quiet', line: [text] });

function summaryOf(title: string, request: Request): string {
  const owner = request.state === 'booked' && request.booking ? ` with ${request.booking.slot.ownerName}` : '';
  return `${title}. ${request.intake.attendee.name}${owner}.`;
}

/** What can be done about a request from its card. A finished one only shows its details. */
export function cardButtons(request: Request): Button[] {
  const value = onThis(request);
  const details: Button = { action: 'details', label: 'Details', value };
  if (request.state === 'booked')
    return [
      { action: 'reschedule', label: 'Reschedule', value },
      { action: 'ask-cancel', label: 'Cancel…', value, style: 'danger', says: `Cancel ${requestName(request)}` },
      details,
    ];
  if (request.state === 'proposed') return [{ action: 'more-times', label: 'Show times', value }, details];
  if (request.state === 'unplaced') return [{ action: 'more-times', label: 'Look again', value }, details];
  return [details];
}
