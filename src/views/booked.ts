/** What a person sees in the dialog right after something was done, and the small dialogs around it. */
import { longestCancelReason } from '../scheduling/cancel-reason.ts';
import { type Request, requestName } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { onThis } from './press.ts';
import { whenFacts } from './request-card.ts';
import type { Screen } from './view.ts';

/** The dialog after a booking or a move. */
export function bookedScreen(request: Request, useCase: UseCase): Screen {
  const moved = (request.booking?.sequence ?? 0) > 0;
  return {
    kind: 'screen',
    name: 'booked',
    title: moved ? 'Moved' : 'Booked',
    close: 'Done',
    state: onThis(request),
    blocks: [
      {
        kind: 'text',
        line: [
          { kind: 'strong', text: `${useCase.name} ${requestName(request)}` },
          ` for ${request.intake.attendee.name} with ${request.booking?.slot.ownerName ?? ''} is ${moved ? 'moved' : 'booked'}.`,
        ],
      },
      { kind: 'facts', facts: whenFacts(request) },
      {
        kind: 'quiet',
        line: [
          `${request.booking?.slot.ownerName ?? 'The owner'} is told, and it goes on their calendar. `,
          `To change it, use the buttons on its card${useCase.channel === undefined ? '' : ` in #${useCase.channel}`}.`,
        ],
      },
    ],
  };
}

/** Asks why a request is cancelled, before it is. */
export function cancelScreen(request: Request, useCase: UseCase): Screen {
  const booked = request.state === 'booked';
  return {
    kind: 'screen',
    name: 'cancel',
    title: `${booked ? 'Cancel' : 'Close'} ${requestName(request)}`,
    submit: booked ? 'Cancel the booking' : 'Close it',
    close: 'Keep it',
    state: onThis(request),
    blocks: [
      { kind: 'text', line: [`${useCase.name} for `, { kind: 'strong', text: request.intake.attendee.name }] },
      ...(booked ? [{ kind: 'facts' as const, facts: whenFacts(request) }] : []),
      {
        kind: 'field',
        field: {
          key: 'why',
          kind: 'long-text',
          label: booked ? 'Why is it cancelled?' : 'Why is it closed?',
          hint: booked ? 'The owner sees this.' : 'Whoever asked for it sees this.',
          required: true,
          maxLength: longestCancelReason,
        },
      },
    ],
  };
}

/** A dialog that only says something. */
export function messageScreen(title: string, text: string): Screen {
  return {
    kind: 'screen',
    name: 'message',
    title,
    close: 'Close',
    state: '',
    blocks: [{ kind: 'text', line: [text] }],
  };
}
