/** Makes every copy of a request's card, in every conversation, show the request as it stands. */
import { ChatRefused, type MessageRef } from '../../chat/chat.ts';
import type { TenantId } from '../../lib/ids.ts';
import { requestName } from '../../scheduling/request.ts';
import { cardsOf, ensureCard, placeCard, type StoredCard } from '../../store/cards.ts';
import { inTransaction } from '../../store/database.ts';
import type { Card } from '../../views/view.ts';
import type { Tasks } from '../effects.ts';
import { reach } from '../identify.ts';
import type { World } from '../world.ts';
import { draw, isCurrent } from './draw.ts';
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

/**
 * Posts or edits one card. One whose message cannot be edited any more is posted anew while it is still needed. A channel
 * that refuses it is replaced by the requester's direct messages.
 * @returns whether the card is to be seen as it is now drawn, or is not needed any more
 */
export async function show(world: World, tenant: TenantId, s: Standing, card: StoredCard): Promise<boolean> {
  const drawn = await draw(world, tenant, s, card);
  if (card.message !== null && card.place !== null) {
    if (await edited(world, s, card, { place: card.place, message: card.message }, drawn)) return true;
    // Old news and reminders have had their time: bringing them back would only bewilder.
    if (!(card.kind === 'request' || (card.kind === 'owner' && isCurrent(s.request, card)))) return true;
  }
  return posted(world, tenant, s, card, drawn);
}

async function edited(world: World, s: Standing, card: StoredCard, ref: MessageRef, drawn: Card): Promise<boolean> {
  try {
    await s.chat.update(s.home.workspace, ref, drawn);
    return true;
  } catch (error) {
    if (!(error instanceof ChatRefused)) throw error;
    world.log.warn({ error, card: card.id, kind: card.kind }, 'a card could not be edited any more');
    return false;
  }
}

/** Posts it where it belongs, or where else it may be; each place is tried once. */
async function posted(world: World, tenant: TenantId, s: Standing, card: StoredCard, drawn: Card): Promise<boolean> {
  const places = [card.place, ...(card.kind === 'request' ? [await direct(world, tenant, s)] : [])];
  for (const place of places) {
    if (place === null) continue;
    try {
      const ref = await s.chat.post(s.home.workspace, place, card.id, drawn);
      await placeCard(world.store.db, tenant, card.id, ref);
      return true;
    } catch (error) {
      if (!(error instanceof ChatRefused)) throw error;
      world.log.warn({ error, place, request: requestName(s.request) }, 'the chat refused a card; trying elsewhere');
    }
  }
  world.log.error({ request: requestName(s.request), kind: card.kind }, 'a card could be shown nowhere');
  return false;
}

async function direct(world: World, tenant: TenantId, s: Standing): Promise<string | null> {
  const { platform, workspace } = s.home;
  return (await reach(world, tenant, s.request.requesterId, platform, workspace))?.chatId ?? null;
}
