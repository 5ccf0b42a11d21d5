/** Lists of requests: what a person asked for, and what they give their time to. */
import type { Reply } from '../chat/chat.ts';
import { ownerOfPerson } from '../store/owners.ts';
import { bookedOfOwner, requestsOf } from '../store/requests.ts';
import { useCases } from '../store/use-cases.ts';
import { mine } from '../views/help.ts';
import { home } from '../views/home.ts';
import type { Card } from '../views/view.ts';
import type { Member } from './identify.ts';
import type { World } from './world.ts';

/** How many requests a list shows. */
const listed = 10;

/** `/schedule mine`. */
export async function listMine(world: World, member: Member): Promise<Reply> {
  return { kind: 'whisper', card: mine(await asked(world, member), member.person.zone) };
}

async function asked(world: World, member: Member) {
  const { db } = world.store;
  return named(world, member, await requestsOf(db, member.tenant, member.person.id, listed));
}

async function named(world: World, member: Member, requests: Awaited<ReturnType<typeof requestsOf>>) {
  const names = new Map((await useCases(world.store.db, member.tenant)).map((u) => [u.useCase.key, u.useCase.name]));
  return requests.map((request) => ({ request, useCaseName: names.get(request.useCaseKey) ?? request.useCaseKey }));
}

/** The home tab. */
export async function homeOf(world: World, member: Member): Promise<Card> {
  const { db } = world.store;
  const own = await ownerOfPerson(db, member.tenant, member.person.id);
  const given = own && (await bookedOfOwner(db, member.tenant, own.id, world.clock.now()));
  return home({
    asked: await asked(world, member),
    given: given && (await named(world, member, given)),
    zone: member.person.zone,
  });
}
