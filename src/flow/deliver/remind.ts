/** Reminders: sent while they still help, dropped with a note when they do not, failed with one when the chat refused. */
import type { TenantId } from '../../lib/ids.ts';
import { requestName } from '../../scheduling/request.ts';
import { ensureCard } from '../../store/cards.ts';
import { inTransaction } from '../../store/database.ts';
import { followUp, settleFollowUp } from '../../store/follow-ups.ts';
import { owner } from '../../store/owners.ts';
import { person } from '../../store/people.ts';
import type { Tasks } from '../effects.ts';
import { reach } from '../identify.ts';
import type { World } from '../world.ts';
import { show } from './show-card.ts';
import { standing } from './standing.ts';

/** Sends a reminder, unless its meeting began, was cancelled or was moved meanwhile. */
export async function remind(world: World, tenant: TenantId, job: Tasks['remind']): Promise<void> {
  const { db } = world.store;
  const due = await followUp(db, tenant, job.followUpId);
  if (due?.state !== 'queued') return;
  const settle = (state: 'done' | 'dropped' | 'failed', note: string | null) =>
    settleFollowUp(db, tenant, due.id, state, note);
  const s = await standing(world, tenant, due.requestId);
  // Thrown, so that the job is tried again when the chat is there.
  if (s === null) throw new Error(`The chat of request ${due.requestId} is not connected.`);
  const { booking } = s.request;
  const slot = booking?.slot;
  if (!slot || s.request.state !== 'booked') return settle('dropped', 'the booking does not stand any more');
  if (booking.sequence !== due.sequence) return settle('dropped', 'the booking was moved after this was made');
  if (slot.start <= world.clock.now()) {
    world.log.info({ followUp: due.id, request: requestName(s.request) }, 'dropped a reminder: its meeting began');
    return settle('dropped', 'it came due after the meeting began');
  }
  const personId =
    due.personRole === 'requester' ? s.request.requesterId : (await owner(db, tenant, slot.ownerId))?.personId;
  const whom = personId ? await person(db, tenant, personId) : null;
  const there = whom && (await reach(world, tenant, whom.id, s.home.platform, s.home.workspace));
  if (!whom || !there) return settle('dropped', 'the person is not in the chat');
  const card = await inTransaction(world.store, (tx) =>
    ensureCard(tx, tenant, {
      requestId: s.request.id,
      kind: 'reminder',
      key: due.id,
      place: there.chatId,
      about: { ownerId: slot.ownerId, what: 'booked', slot, sequence: booking.sequence },
    }),
  );
  if (card.message === null && !(await show(world, tenant, s, card)))
    return settle('failed', 'the chat refused to show it');
  await settle('done', null);
}
