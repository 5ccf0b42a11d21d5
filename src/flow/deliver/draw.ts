/** What each kind of card shows, as the request stands now. */
import type { TenantId } from '../../lib/ids.ts';
import type { Request } from '../../scheduling/request.ts';
import type { StoredCard } from '../../store/cards.ts';
import { followUp } from '../../store/follow-ups.ts';
import { owner } from '../../store/owners.ts';
import { person } from '../../store/people.ts';
import { accountableCard } from '../../views/accountable-card.ts';
import { ownerCard, reminderCard } from '../../views/owner-card.ts';
import { requestCard } from '../../views/request-card.ts';
import type { Card } from '../../views/view.ts';
import { namedIn, reach } from '../identify.ts';
import type { World } from '../world.ts';
import type { Standing } from './standing.ts';

/** Draws a card of a request. */
export function draw(world: World, tenant: TenantId, s: Standing, card: StoredCard): Promise<Card> {
  switch (card.kind) {
    case 'request':
      return drawRequest(world, tenant, s);
    case 'accountable':
      return drawAccountable(world, tenant, s);
    case 'owner':
      return drawOwner(world, tenant, s, card);
    case 'reminder':
      return drawReminder(world, tenant, s, card);
  }
}

async function drawRequest(world: World, tenant: TenantId, s: Standing): Promise<Card> {
  const ownerId = s.request.booking?.slot.ownerId;
  const booked = ownerId ? await owner(world.store.db, tenant, ownerId) : null;
  // Looked up first, so that the owner is mentioned on the very first card.
  if (booked) await reach(world, tenant, booked.personId, s.home.platform, s.home.workspace);
  const [requester, named] = await Promise.all([
    namedIn(world, tenant, s.request.requesterId, s.home.platform),
    booked && namedIn(world, tenant, booked.personId, s.home.platform),
  ]);
  return requestCard(s.request, s.useCase, { requester, owner: named });
}

async function drawAccountable(world: World, tenant: TenantId, s: Standing): Promise<Card> {
  return accountableCard(s.request, s.useCase, await namedIn(world, tenant, s.request.requesterId, s.home.platform));
}

async function drawOwner(world: World, tenant: TenantId, s: Standing, card: StoredCard): Promise<Card> {
  const { what, slot } = toldIn(card);
  const requester = await namedIn(world, tenant, s.request.requesterId, s.home.platform);
  return ownerCard(s.request, s.useCase, { what, slot }, requester, isCurrent(s.request, card));
}

async function drawReminder(world: World, tenant: TenantId, s: Standing, card: StoredCard): Promise<Card> {
  const { slot } = toldIn(card);
  const due = await followUp(world.store.db, tenant, card.key);
  const role = due?.personRole ?? 'owner';
  const asked = role === 'requester' ? await person(world.store.db, tenant, s.request.requesterId) : null;
  const reader = { role, zone: asked?.zone ?? slot.ownerZone };
  return reminderCard(s.request, s.useCase, slot, reader, isCurrent(s.request, card));
}

function toldIn(card: StoredCard): NonNullable<StoredCard['about']> {
  if (card.about === null) throw new Error(`The card ${card.id} does not say what it tells of.`);
  return card.about;
}

/** Whether what a direct message tells is still how the booking stands. */
export function isCurrent({ state, booking }: Request, card: StoredCard): boolean {
  const { ownerId, sequence } = toldIn(card);
  return state === 'booked' && booking?.slot.ownerId === ownerId && booking.sequence === sequence;
}
