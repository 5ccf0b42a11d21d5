/** Direct messages that carry news, once for each piece: to owners, and to whoever looks after a request. */
import type { TenantId } from '../../lib/ids.ts';
import { requestName } from '../../scheduling/request.ts';
import { ensureCard } from '../../store/cards.ts';
import { inTransaction } from '../../store/database.ts';
import { owner } from '../../store/owners.ts';
import type { Tasks } from '../effects.ts';
import { reach } from '../identify.ts';
import type { World } from '../world.ts';
import { show } from './show-card.ts';
import { standing } from './standing.ts';

/** Tells an owner, in a direct message, that time was given, moved or taken back. Once for each piece of news. */
export async function tellOwner(world: World, tenant: TenantId, job: Tasks['tell-owner']): Promise<void> {
  const s = await standing(world, tenant, job.requestId);
  const whom = await owner(world.store.db, tenant, job.ownerId);
  if (s === null || whom === null) return;
  const there = await reach(world, tenant, whom.personId, s.home.platform, s.home.workspace);
  if (there === null) {
    world.log.warn(
      { owner: whom.name, request: requestName(s.request) },
      'an owner is not in the chat: not told there',
    );
    return;
  }
  const card = await inTransaction(world.store, (tx) =>
    ensureCard(tx, tenant, {
      requestId: job.requestId,
      kind: 'owner',
      key: `${job.ownerId}:${job.what}:${job.sequence}`,
      place: there.chatId,
      about: { ownerId: job.ownerId, what: job.what, slot: job.slot, sequence: job.sequence },
    }),
  );
  await show(world, tenant, s, card);
}

/** Tells the person who looks after a request, in a direct message, that no owner or no time was found. */
export async function tellAccountable(world: World, tenant: TenantId, job: Tasks['tell-accountable']): Promise<void> {
  const s = await standing(world, tenant, job.requestId);
  if (s === null) return;
  const there = await reach(world, tenant, job.personId, s.home.platform, s.home.workspace);
  if (there === null) {
    const request = requestName(s.request);
    world.log.error(
      { person: job.personId, request },
      'whoever looks after a request is not in the chat: not told there',
    );
    return;
  }
  const card = await inTransaction(world.store, (tx) =>
    ensureCard(tx, tenant, {
      requestId: job.requestId,
      kind: 'accountable',
      key: `${job.personId}:${job.version}`,
      place: there.chatId,
      about: null,
    }),
  );
  await show(world, tenant, s, card);
}
