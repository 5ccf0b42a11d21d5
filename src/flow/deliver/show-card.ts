/** Makes every copy of a request's card, in every conversation, show the request as it stands. */
import { ChatRefused } from '../../chat/chat.ts';
import type { TenantId } from '../../lib/ids.ts';
import { requestName } from '../../scheduling/request.ts';
import { cardsOf, ensureCard, placeCard, type StoredCard } from '../../store/cards.ts';
import { inTransaction } from '../../store/database.ts';
import type { Tasks } from '../effects.ts';
import { reach } from '../identify.ts';
import type { World } from '../world.ts';
import { draw } from './draw.ts';
import { type Standing, standing } from './standing.ts';

/** Makes every copy of a request's card show it as it stands; posts the first one when there is something to see. */
export async function showCard(world: World, tenant: TenantId, job: Tasks['show-card']): Promise<void> {
  const s = await standing(world, tenant, job.requestId);
  if (s === null) return;
  const { request, useCase } = s;
  const cards = await cardsOf(world.store.db, tenant, request.id);
  const worthTelling = request.state === 'booked' || request.state === 'unplaced';
  if (worthTelling && !cards.some((c) => c.kind === 'request')) cards.push(await newRequestCard(world, tenant, s));
  for (const card of cards) {
    // A reminder that was never posted is the business of its own job.
    if (card.kind !== 'reminder' || card.message !== null) await show(world, tenant, s, card);
  }
  world.log.debug({ request: requestName(request), useCase: useCase.key, cards: cards.length }, 'cards shown');
}

function newRequestCard(world: World, tenant: TenantId, { request, useCase }: Standing): Promise<StoredCard> {
  const place = useCase.channel ?? request.askedIn;
  return inTransaction(world.store, (tx) =>
    ensureCard(tx, tenant, { requestId: request.id, kind: 'request', key: 'channel', place, about: null }),
  );
}

/** Posts or edits one card. A channel that refuses it is replaced by the requester's direct messages. */
export async function show(world: World, tenant: TenantId, s: Standing, card: StoredCard): Promise<void> {
  const { chat, home } = s;
  const drawn = await draw(world, tenant, s, card);
  if (card.message !== null && card.place !== null) {
    try {
      await chat.update(home.workspace, { place: card.place, message: card.message }, drawn);
    } catch (error) {
      if (!(error instanceof ChatRefused)) throw error;
      world.log.warn({ error, card: card.id }, 'a card could not be edited any more');
    }
    return;
  }
  const places = [card.place, ...(card.kind === 'request' ? [await direct(world, tenant, s)] : [])];
  for (const place of places) {
    if (place === null) continue;
    try {
      const ref = await chat.post(home.workspace, place, card.id, drawn);
      await placeCard(world.store.db, tenant, card.id, ref);
      return;
    } catch (error) {
      if (!(error instanceof ChatRefused)) throw error;
      world.log.warn({ error, place, request: requestName(s.request) }, 'the chat refused a card; trying elsewhere');
    }
  }
  world.log.error({ request: requestName(s.request) }, 'a card could be shown nowhere');
}

async function direct(world: World, tenant: TenantId, s: Standing): Promise<string | null> {
  const { platform, workspace } = s.home;
  return (await reach(world, tenant, s.request.requesterId, platform, workspace))?.chatId ?? null;
}
