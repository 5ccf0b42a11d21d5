/** From a person's command to what they see next: the following screen, or why not. */
import type { PressedOn, Reply } from '../chat/chat.ts';
import type { Command } from '../scheduling/command.ts';
import { inFull } from '../scheduling/reasons.ts';
import { request as readRequest } from '../store/requests.ts';
import { bookedScreen } from '../views/booked.ts';
import { noSlotsScreen, slotsScreen } from '../views/slots.ts';
import { handle, type Outcome } from './handle.ts';
import { actorOf, type Member } from './identify.ts';
import { saidOn, screenSaying } from './say.ts';
import type { World } from './world.ts';

/**
 * Carries out a command of a member.
 * @param delivery the chat's id of the event: the second of the same changes nothing and is answered like the first
 * @param on where it was given, so that a no is said there
 */
export async function carryOut(
  world: World,
  member: Member,
  delivery: string,
  wish: Command,
  on: PressedOn = 'screen',
): Promise<Reply> {
  const actor = await actorOf(world, member, await useCaseOf(world, member, wish));
  const outcome = await handle(world, member.tenant, { actor, door: member.from.platform, delivery }, wish);
  return outcome.kind === 'done' ? afterwards(outcome, wish) : refused(outcome, on);
}

async function useCaseOf(world: World, member: Member, wish: Command): Promise<string | null> {
  if (wish.kind === 'submit') return wish.useCaseKey;
  return (await readRequest(world.store.db, member.tenant, wish.requestId))?.useCaseKey ?? null;
}

/** The screen that follows a command that was carried out. */
function afterwards({ request, useCase }: Extract<Outcome, { kind: 'done' }>, wish: Command): Reply {
  if (wish.kind === 'cancel' || request.state === 'cancelled')
    return request.booking === null
      ? screenSaying('Closed', 'It is closed. Its card says why.')
      : screenSaying('Cancelled', 'It is cancelled. The owner is told and the time is free again.');
  if (wish.kind === 'book' && request.state === 'booked')
    return { kind: 'screen', screen: bookedScreen(request, useCase) };
  if (request.slots.length > 0) return { kind: 'screen', screen: slotsScreen(request, useCase) };
  return request.state === 'booked'
    ? screenSaying('No other time', request.because[0]?.text ?? 'There is no other time right now. The booking stays.')
    : { kind: 'screen', screen: noSlotsScreen(request, useCase) };
}

/** What a person sees when it was a no: beside the field, with other slots, or as a sentence. */
function refused({ refusal, request, useCase }: Extract<Outcome, { kind: 'refused' }>, on: PressedOn): Reply {
  if (refusal.fields !== undefined) return { kind: 'errors', errors: refusal.fields };
  const said = inFull(refusal.reason);
  if (refusal.instead !== undefined && request && useCase) {
    const none = request.slots.length === 0 && request.state !== 'booked';
    return { kind: 'screen', screen: none ? noSlotsScreen(request, useCase) : slotsScreen(request, useCase, said) };
  }
  return saidOn(on, 'Not done', said);
}
