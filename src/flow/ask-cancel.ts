/** The question before a request is called off: asked only of who may do that now, so that nobody writes why in vain. */
import type { PressedOn, Reply } from '../chat/chat.ts';
import { decide } from '../scheduling/decide.ts';
import { inFull } from '../scheduling/reasons.ts';
import type { Request } from '../scheduling/request.ts';
import { person } from '../store/people.ts';
import { cancelScreen } from '../views/booked.ts';
import { bareFacts, type VersionedUseCase } from './facts.ts';
import { actorOf, type Member } from './identify.ts';
import { saidOn, whisper } from './say.ts';
import type { World } from './world.ts';

/** Asks why; or says why not, by the same decision that is made again when the form is sent. */
export async function askCancel(
  world: World,
  member: Member,
  request: Request,
  found: VersionedUseCase,
  on: PressedOn,
): Promise<Reply> {
  if (request.state !== 'booked' && request.state !== 'unplaced')
    return whisper('This is not booked any more, so there is nothing to cancel.');
  const { id, version, requesterId, useCaseKey, booking } = request;
  const [actor, requester] = await Promise.all([
    actorOf(world, member, useCaseKey),
    person(world.store.db, member.tenant, requesterId),
  ]);
  const requesterZone = requester?.zone ?? member.person.zone;
  const facts = await bareFacts(world, member.tenant, found, { requesterZone, booking });
  const cancel = { kind: 'cancel' as const, requestId: id, version, why: '' };
  const decided = decide(request, cancel, actor, facts, world.clock.now());
  if (decided.kind === 'decided') return { kind: 'screen', screen: cancelScreen(request, found.useCase) };
  return saidOn(on, 'Not done', inFull(decided.reason));
}
