/** Short messages that only one person sees: help, lists, and a plain sentence. */
import { type Request, requestName } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { onThis } from './press.ts';
import type { Block, Button, Card } from './view.ts';

/** A sentence. */
export function sentence(text: string): Card {
  return { kind: 'card', summary: text, blocks: [{ kind: 'text', line: [text] }] };
}

/**
 * The answer to `/schedule help`.
 * @param notUnderstood the words that led here, when it was not asked for
 */
export function help(useCases: readonly UseCase[], notUnderstood?: string): Card {
  const lines: Block[] = [
    ['/schedule', 'shows what can be scheduled'],
    ...useCases.map((u): [string, string] => [`/schedule ${u.key}`, u.summary]),
    ['/schedule mine', 'your requests and bookings'],
    ['/schedule why R-104', 'how a request came about, and everything that happened since'],
    ['/schedule fairness', 'whose turn it is, and what everybody got'],
    ['/schedule rules', 'the rules of what can be scheduled, in plain words'],
    ['/schedule help', 'this list'],
  ].map(([command = '', what = '']) => ({ kind: 'text', line: [{ kind: 'strong', text: command }, `  ${what}`] }));
  return {
    kind: 'card',
    summary: 'What Slotdesk can do',
    blocks: [
      notUnderstood === undefined
        ? { kind: 'heading', text: 'What Slotdesk can do' }
        : { kind: 'text', line: [`There is nothing called “${notUnderstood}” to schedule. Here is what there is:`] },
      ...lines,
      {
        kind: 'quiet',
        line: ['Words after a use case fill the form, for example: /schedule sales-call pat@example.com'],
      },
    ],
  };
}

/**
 * The answer to `/schedule rules`.
 * @param sentences the whole policy of the use case
 */
export function rulesOf(useCase: UseCase, sentences: readonly string[]): Card {
  return {
    kind: 'card',
    summary: `The rules of ${useCase.name}`,
    blocks: [
      { kind: 'heading', text: `The rules of ${useCase.name}` },
      { kind: 'text', line: [`A meeting of ${useCase.duration} minutes with somebody of the pool ${useCase.pool}.`] },
      ...sentences.map((text): Block => ({ kind: 'text', line: [`• ${text}`] })),
    ],
  };
}

/** The answer to `/schedule rules` that names no use case: what there is to ask for. */
export function rulesOfWhat(useCases: readonly UseCase[], notUnderstood: string): Card {
  const what = notUnderstood === '' ? 'Whose rules?' : `There is nothing called “${notUnderstood}” to schedule.`;
  const lines = useCases.map(
    (u): Block => ({ kind: 'text', line: [{ kind: 'strong', text: `/schedule rules ${u.key}` }, `  ${u.name}`] }),
  );
  return { kind: 'card', summary: what, blocks: [{ kind: 'text', line: [`${what} Type one of these:`] }, ...lines] };
}

const shortState: Record<Request['state'], string> = {
  proposed: 'waiting for your pick',
  unplaced: 'no time found',
  booked: 'booked',
  cancelled: 'cancelled',
  abandoned: 'closed',
};

/** One line about a request, with a button to its details, or to its times while it waits for a pick. */
export function requestLine(request: Request, useCaseName: string, zone: string): Block {
  const slot = request.state === 'booked' ? request.booking?.slot : undefined;
  return {
    kind: 'option',
    line: [
      { kind: 'strong', text: requestName(request) },
      ` ${useCaseName} · ${request.intake.attendee.name} · ${shortState[request.state]}`,
    ],
    details: slot ? [[{ kind: 'range', start: slot.start, end: slot.end, zone }, ` with ${slot.ownerName}`]] : [],
    button: request.state === 'proposed' ? showTimes(request) : details(request),
  };
}

function details(request: Request): Button {
  return { action: 'details', label: 'Details', value: onThis(request), says: `Details of ${requestName(request)}` };
}

/** Back to what waits for a pick: the dialog that offered it may be closed long since. */
function showTimes(request: Request): Button {
  return {
    action: 'more-times',
    label: 'Show times',
    value: onThis(request),
    says: `Times of ${requestName(request)}`,
  };
}

/** The answer to `/schedule mine`. */
export function mine(rows: readonly { request: Request; useCaseName: string }[], zone: string): Card {
  return {
    kind: 'card',
    summary: 'Your requests',
    blocks:
      rows.length === 0
        ? [{ kind: 'text', line: ['You have not asked for anything yet. Type /schedule to begin.'] }]
        : [{ kind: 'heading', text: 'Your requests' }, ...rows.map((r) => requestLine(r.request, r.useCaseName, zone))],
  };
}
