/**
 * Carries out what decisions asked for outside the database. Each of these reads how things stand now and makes the
 * outside show it, so that running one late, twice or after another changes nothing for the worse.
 */
import { type Chat, ChatRefused } from '../chat/chat.ts';
import type { TenantId } from '../lib/ids.ts';
import type { Request } from '../scheduling/request.ts';
import { requestName } from '../scheduling/request.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { appendAudit } from '../store/audit.ts';
import { cardsOf, ensureCard, placeCard, type StoredCard } from '../store/cards.ts';
import { inTransaction } from '../store/database.ts';
import { followUp, settleFollowUp } from '../store/follow-ups.ts';
import { owner } from '../store/owners.ts';
import { person } from '../store/people.ts';
import { request as readRequest } from '../store/requests.ts';
import { type Workspace, workspaceOf } from '../store/tenants.ts';
import { useCase as readUseCase } from '../store/use-cases.ts';
import { accountableCard } from '../views/accountable-card.ts';
import { preparation } from '../views/answer-text.ts';
import { ownerCard, reminderCard } from '../views/owner-card.ts';
import { requestCard } from '../views/request-card.ts';
import type { Card } from '../views/view.ts';
import type { Tasks } from './effects.ts';
import { namedIn, reach } from './identify.ts';
import type { World } from './world.ts';

interface Standing {
  request: Request;
  useCase: UseCase;
  home: Workspace;
  chat: Chat;
}

/** A request with all that is needed to show it; null when the chat of its tenant is not connected in this process. */
async function standing(world: World, tenant: TenantId, requestId: string): Promise<Standing | null> {
  const { db } = world.store;
  const request = await readRequest(db, tenant, requestId);
  const found = request && (await readUseCase(db, tenant, request.useCaseKey, request.useCaseVersion));
  const home = await workspaceOf(db, tenant);
  const chat = home && world.chats.get(home.platform);
  return request && found && home && chat ? { request, useCase: found.useCase, home, chat } : null;
}

/** Makes one owner's calendar show the booking as it stands: there at its time, or not there. */
export async function syncCalendar(world: World, tenant: TenantId, job: Tasks['sync-calendar']): Promise<void> {
  const { db } = world.store;
  const request = await readRequest(db, tenant, job.requestId);
  const found = request && (await readUseCase(db, tenant, request.useCaseKey, request.useCaseVersion));
  if (!request?.booking || !found) return;
  const { booking, intake } = request;
  const calendar = world.calendarOf(tenant);
  const key = eventKey(booking.id, job.ownerId);
  const who = await owner(db, tenant, job.ownerId);
  const stands = request.state === 'booked' && booking.slot.ownerId === job.ownerId;
  // The request's version grows with every change, so it orders the writes of one event.
  if (stands)
    await calendar.put({
      key,
      ownerId: job.ownerId,
      title: `${found.useCase.name}: ${intake.attendee.name}`,
      start: booking.slot.start,
      end: booking.slot.end,
      zone: booking.slot.ownerZone,
      description: [
        `Booked by Slotdesk as ${requestName(request)}.`,
        preparation(request, found.useCase)
          .map(({ label, text }) => `${label}: ${text}`)
          .join('\n'),
        intake.notes,
      ]
        .filter(Boolean)
        .join('\n\n'),
      place: intake.place,
      attendees: intake.attendee.email ? [{ name: intake.attendee.name, email: intake.attendee.email }] : [],
      sequence: request.version,
    });
  else await calendar.cancel(job.ownerId, key, request.version);
  await inTransaction(world.store, (tx) =>
    appendAudit(tx, tenant, {
      what: stands ? 'calendar-event-put' : 'calendar-event-removed',
      before: null,
      after: { calendar: calendar.name, owner: who?.name ?? job.ownerId, version: request.version },
      why: null,
      actorPersonId: null,
      actorName: 'Slotdesk',
      door: 'job',
      requestId: request.id,
      policyVersion: request.useCaseVersion,
      at: world.clock.now(),
    }),
  );
}

/** The key of a booking's event on one owner's calendar: the same for ever, so a repeated write finds the first. */
export function eventKey(bookingId: string, ownerId: string): string {
  return `${bookingId}.${ownerId}`;
}

/** Makes every copy of a request's card show it as it stands; posts the first one when there is something to see. */
export async function showCard(world: World, tenant: TenantId, job: Tasks['show-card']): Promise<void> {
  const s = await standing(world, tenant, job.requestId);
  if (s === null) return;
  const { request, useCase } = s;
  const cards = await cardsOf(world.store.db, tenant, request.id);
  const worthTelling = request.state === 'booked' || request.state === 'unplaced';
  if (worthTelling && !cards.some((c) => c.kind === 'request')) cards.push(await newRequestCard(world, tenant, s));
  for (const card of cards) {
    if (card.kind === 'request') await show(world, tenant, s, card, await drawRequest(world, tenant, s));
    if (card.kind === 'accountable') await show(world, tenant, s, card, await drawAccountable(world, tenant, s));
    if (card.kind === 'owner') await show(world, tenant, s, card, await drawOwner(world, tenant, s, card));
    // A reminder that was never posted is the business of its own job.
    if (card.kind === 'reminder' && card.message !== null)
      await show(world, tenant, s, card, await drawReminder(world, tenant, s, card));
  }
  world.log.debug({ request: requestName(request), useCase: useCase.key, cards: cards.length }, 'cards shown');
}

function newRequestCard(world: World, tenant: TenantId, { request, useCase }: Standing): Promise<StoredCard> {
  const place = useCase.channel ?? request.askedIn;
  return inTransaction(world.store, (tx) =>
    ensureCard(tx, tenant, { requestId: request.id, kind: 'request', key: 'channel', place, about: null }),
  );
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

/** Posts or edits one card. A channel that refuses it is replaced by the requester's direct messages. */
async function show(world: World, tenant: TenantId, s: Standing, card: StoredCard, drawn: Card): Promise<void> {
  const { chat, home } = s;
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
  await show(world, tenant, s, card, await drawOwner(world, tenant, s, card));
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
  await show(world, tenant, s, card, await drawAccountable(world, tenant, s));
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
function isCurrent({ state, booking }: Request, card: StoredCard): boolean {
  const { ownerId, sequence } = toldIn(card);
  return state === 'booked' && booking?.slot.ownerId === ownerId && booking.sequence === sequence;
}

/** Sends a reminder, unless its meeting began, was cancelled or was moved meanwhile. */
export async function remind(world: World, tenant: TenantId, job: Tasks['remind']): Promise<void> {
  const { db } = world.store;
  const due = await followUp(db, tenant, job.followUpId);
  if (due?.state !== 'queued') return;
  const settle = (state: 'done' | 'dropped', note: string | null) => settleFollowUp(db, tenant, due.id, state, note);
  const s = await standing(world, tenant, due.requestId);
  const slot = s?.request.booking?.slot;
  if (!s || !slot || s.request.state !== 'booked') return settle('dropped', 'the booking does not stand any more');
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
      about: { ownerId: slot.ownerId, what: 'booked', slot, sequence: s.request.booking?.sequence ?? 0 },
    }),
  );
  if (card.message === null) await show(world, tenant, s, card, await drawReminder(world, tenant, s, card));
  await settle('done', null);
}
