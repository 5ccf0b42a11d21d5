/**
 * The core's one door: a request as it stands, a command, who gives it, the facts and the time; out comes everything
 * that must be written and done, or an expected no. Pure: the same arguments give the same answer.
 *
 * Six questions come before every command, in this order: is there such a request, may this person do that, was the
 * button drawn for the request as it stands, may this follow what was, is its meeting still to come, and do the use
 * case's rules allow it now. The commands themselves are one file each in `commands/`.
 */
import type { Actor, Command } from './command.ts';
import { abandon } from './commands/abandon.ts';
import { book } from './commands/book.ts';
import { cancel } from './commands/cancel.ts';
import { moreTimes } from './commands/more-times.ts';
import { reschedule } from './commands/reschedule.ts';
import { submit } from './commands/submit.ts';
import type { Decision, Refusal } from './decision.ts';
import type { Facts } from './facts.ts';
import { judgeCommand } from './policies/command-rules.ts';
import { type ReasonCode, reason } from './reasons.ts';
import { mayFollow, type Request, type RequestState } from './request.ts';
import { mayGive } from './roles.ts';
import { standing } from './standing.ts';

/**
 * Decides a command.
 * @param request as it stands; null for `submit`, or when there is none of that id
 * @param by the person who gives it, with the rights they have now; or the clock
 * @param now epoch ms
 */
export function decide(
  request: Request | null,
  command: Command,
  by: Actor | 'clock',
  facts: Facts,
  now: number,
): Decision | Refusal {
  if (command.kind === 'submit') {
    if (by === 'clock' || !mayGive(by, command, null, facts)) return notAllowed(command);
    return broken(command, null, facts, now) ?? submit(command, by, facts, now);
  }
  if (request === null || request.id !== command.requestId)
    return no('NOT_FOUND', 'That request is not here any more.', 'Ask again for a time.');
  if (!mayGive(by, command, request, facts)) return notAllowed(command);
  const reader = by === 'clock' ? facts.requesterZone : by.zone;
  if (command.version !== request.version)
    return no('STALE', `Something changed meanwhile: ${standing(request, reader)}`, 'Look at it as it stands now.');
  const aim = aimOf(command, request);
  if (aim === null || !mayFollow(request.state, aim))
    return no('NOT_NOW', `That cannot be done now: ${standing(request, reader)}`);
  if (isOver(request, now))
    return no('NOT_NOW', 'That meeting is over.', `Ask for a new time with /schedule ${request.useCaseKey}.`);

  const against = broken(command, request, facts, now);
  if (against !== null) return against;

  switch (command.kind) {
    case 'book':
      return book(request, command, facts, now);
    case 'more-times':
      return moreTimes(request, facts, now);
    case 'reschedule':
      return reschedule(request, facts, now);
    case 'cancel':
      return cancel(request, command, by, facts);
    case 'abandon':
      return abandon(request);
  }
}

/** Whether the request's meeting has ended: what took place is neither moved nor called off. */
function isOver({ state, booking }: Request, now: number): boolean {
  return state === 'booked' && booking !== null && booking.slot.end <= now;
}

/** What the use case's rules about commands have against it; null: nothing. */
function broken(command: Command, request: Request | null, facts: Facts, now: number): Refusal | null {
  const verdict = judgeCommand({ kind: command.kind, request, facts, now });
  if (verdict.kind === 'pass') return null;
  const refused: Refusal = { kind: 'refused', reason: verdict.reason };
  return verdict.kind === 'refuse' ? refused : { ...refused, overridable: true };
}

/** The state that a command leads to; null when there is nothing for it to act on. */
function aimOf(command: Exclude<Command, { kind: 'submit' }>, request: Request): RequestState | null {
  switch (command.kind) {
    case 'book':
      return 'booked';
    case 'more-times':
      return request.state === 'booked' ? 'booked' : 'proposed';
    case 'reschedule':
      return request.booking === null ? null : 'booked';
    case 'cancel':
      return 'cancelled';
    case 'abandon':
      return 'abandoned';
  }
}

function notAllowed(command: Command): Refusal {
  const what: Record<Command['kind'], string> = {
    submit: 'ask for time here',
    book: 'pick a time for this request',
    'more-times': 'look for other times for this request',
    reschedule: 'move this booking',
    cancel: 'cancel this request',
    abandon: 'close this request',
  };
  return no('NOT_ALLOWED', `You may not ${what[command.kind]}.`, 'Ask the requester, or a manager of the desk.');
}

function no(code: ReasonCode, text: string, fix?: string): Refusal {
  return { kind: 'refused', reason: reason(code, text, fix) };
}
