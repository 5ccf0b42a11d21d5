/** The direct message to the person who looks after a request that found no owner or no time. */
import { inFull } from '../scheduling/reasons.ts';
import { type Request, requestName } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { mention, type Named } from './people.ts';
import { onThis } from './press.ts';
import type { Block, Button, Card } from './view.ts';

const after: Record<Exclude<Request['state'], 'unplaced'>, string> = {
  proposed: 'There are times now, and one is to be picked.',
  booked: 'It is booked now. Thank you.',
  cancelled: 'It was cancelled since then.',
  abandoned: 'It was closed since then: nobody picked a time.',
};

/** What the accountable person sees, as the request stands now: why there is no time, and what they can do. */
export function accountableCard(request: Request, useCase: UseCase, requester: Named): Card {
  const headline = `No time found: ${useCase.name} ${requestName(request)}`;
  const { attendee, place } = request.intake;
  const tail: Block[] =
    request.state === 'unplaced'
      ? [
          ...request.because
            .filter(({ code }) => code !== 'ACCOUNTABLE')
            .map((r): Block => ({ kind: 'text', line: [inFull(r)] })),
          { kind: 'quiet', line: ['You look after it: find a way, then look again, or close it.'] },
          { kind: 'buttons', buttons: waysOut(request) },
        ]
      : [{ kind: 'quiet', line: [after[request.state]] }];
  return {
    kind: 'card',
    summary: `${headline}. ${attendee.name}.`,
    blocks: [
      { kind: 'heading', text: headline },
      {
        kind: 'facts',
        facts: [
          { label: 'For', line: [[attendee.name, attendee.email].filter(Boolean).join(' · ')] },
          ...(place === undefined ? [] : [{ label: 'Where', line: [place] }]),
          { label: 'Asked by', line: [mention(requester)] },
        ],
      },
      ...tail,
    ],
  };
}

function waysOut(request: Request): Button[] {
  const value = onThis(request);
  const says = requestName(request);
  return [
    { action: 'more-times', label: 'Look again', value, style: 'primary', says: `Look again for ${says}` },
    { action: 'ask-cancel', label: 'Close it…', value, says: `Close ${says}` },
    { action: 'details', label: 'Details', value, says: `Details of ${says}` },
  ];
}
