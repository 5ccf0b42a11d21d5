/** A button was pressed: it becomes a command, or opens the screen that it names. */
import type { PressedOn, Reply } from '../chat/chat.ts';
import type { Command } from '../scheduling/command.ts';
import { request as readRequest } from '../store/requests.ts';
import { useCase as readUseCase, useCases } from '../store/use-cases.ts';
import { chooser } from '../views/chooser.ts';
import { intakeForm } from '../views/intake-form.ts';
import { readRequestPress, readSlotPress, readStartPress } from '../views/press.ts';
import { askCancel } from './ask-cancel.ts';
import { carryOut } from './carry-out.ts';
import { showDetails } from './details.ts';
import type { Member } from './identify.ts';
import { outdated, screenSaying } from './say.ts';
import type { World } from './world.ts';

/** Answers a press. `value` is the button's own, and comes from outside again: reading it trusts nothing. */
export async function onPress(
  world: World,
  member: Member,
  delivery: string,
  action: string,
  value: string,
  on: PressedOn,
): Promise<Reply> {
  const { db } = world.store;
  if (action === 'open-chooser')
    return { kind: 'screen', screen: chooser((await useCases(db, member.tenant)).map((u) => u.useCase)) };
  if (action === 'start') {
    const key = readStartPress(value);
    const found = key && (await readUseCase(db, member.tenant, key));
    if (!found) return screenSaying('Not there', 'That cannot be scheduled any more. Type /schedule again.');
    return { kind: 'screen', screen: intakeForm(found.useCase, null, {}) };
  }
  if (action === 'book') {
    const slot = readSlotPress(value);
    if (slot === null) return outdated(on);
    const book: Command = { kind: 'book', requestId: slot.r, version: slot.v, ownerId: slot.o, start: slot.s };
    return carryOut(world, member, delivery, book);
  }
  const about = readRequestPress(value);
  if (about === null) return outdated(on);
  const onRequest = { requestId: about.r, version: about.v };
  if (action === 'more-times' || action === 'reschedule')
    return carryOut(world, member, delivery, { kind: action, ...onRequest }, on);
  const request = await readRequest(db, member.tenant, about.r);
  const found = request && (await readUseCase(db, member.tenant, request.useCaseKey, request.useCaseVersion));
  if (!request || !found) return outdated(on);
  if (action === 'keep') return screenSaying('Nothing changed', 'The booking stays at its time.');
  if (action === 'details') return showDetails(world, member, request, found.useCase);
  if (action === 'ask-cancel') return askCancel(world, member, request, found, on);
  return outdated(on);
}
