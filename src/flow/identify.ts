/**
 * Who speaks: from what a chat vouches for to a person of a tenant with rights. The first time, the chat's directory is
 * asked, and a person with the same email is recognised; after that the link is known.
 */
import type { Platform, Profile, Speaker } from '../chat/chat.ts';
import type { TenantId } from '../lib/ids.ts';
import type { Actor } from '../scheduling/command.ts';
import { inTransaction, type Tx } from '../store/database.ts';
import {
  createPerson,
  identityOf,
  linkIdentity,
  lockIdentity,
  type Person,
  person,
  personByChatId,
  personByEmail,
} from '../store/people.ts';
import { rightsOf } from '../store/roles.ts';
import { tenantOfWorkspace } from '../store/tenants.ts';
import type { Named } from '../views/people.ts';
import type { World } from './world.ts';

/** A person of a tenant, as known by the chat they speak in. */
export interface Member {
  tenant: TenantId;
  person: Person;
  from: Speaker;
}

/** The zone of somebody whose chat does not know theirs: the most common one of the desk's users. */
const defaultZone = 'America/New_York';

/**
 * Recognises a speaker.
 * @returns null when their workspace is not installed, or the chat does not know them
 */
export async function identify(world: World, from: Speaker): Promise<Member | null> {
  const { db } = world.store;
  const tenant = await tenantOfWorkspace(db, from.platform, from.workspace);
  if (tenant === null) return null;
  const known = await personByChatId(db, tenant, from.platform, from.workspace, from.chatId);
  if (known !== null) return known.active ? { tenant, person: known, from } : null;
  const profile = await world.chats.get(from.platform)?.profile(from.workspace, from.chatId);
  if (!profile?.active) return null;
  const met = await inTransaction(world.store, (tx) => meet(tx, tenant, from.platform, from.workspace, profile));
  return { tenant, person: met, from };
}

/** Links a chat profile to the person with that email, or to a new person. Two at once link the same one. */
async function meet(
  tx: Tx,
  tenant: TenantId,
  platform: Platform,
  workspace: string,
  profile: Profile,
): Promise<Person> {
  await lockIdentity(tx, platform, workspace, profile.chatId);
  const met = await personByChatId(tx, tenant, platform, workspace, profile.chatId);
  if (met !== null) return met;
  const known = profile.email === null ? null : await personByEmail(tx, tenant, profile.email);
  const found =
    known ??
    (await createPerson(tx, tenant, {
      name: profile.name,
      email: profile.email,
      zone: profile.zone ?? defaultZone,
    }));
  await linkIdentity(tx, tenant, found.id, platform, workspace, profile.chatId);
  return found;
}

/** The person as the giver of a command about a use case (null: about none in particular). */
export async function actorOf(world: World, member: Member, useCaseKey: string | null): Promise<Actor> {
  const { id, name, zone } = member.person;
  const rights = await rightsOf(world.store.db, member.tenant, id, useCaseKey);
  return { personId: id, name, zone, rights };
}

/** Where a person can be reached in a chat. */
export interface Reach {
  workspace: string;
  chatId: string;
}

/**
 * Finds a person in a chat: by the link, or by their email in the chat's directory, which is then remembered.
 * @returns null when the chat does not know them
 */
export async function reach(
  world: World,
  tenant: TenantId,
  personId: string,
  platform: Platform,
  workspace: string,
): Promise<Reach | null> {
  const { db } = world.store;
  const linked = await identityOf(db, tenant, personId, platform);
  if (linked !== null) return linked;
  const who = await person(db, tenant, personId);
  if (!who?.email) return null;
  const profile = await world.chats.get(platform)?.profileByEmail(workspace, who.email);
  if (!profile?.active) return null;
  await inTransaction(world.store, (tx) => linkIdentity(tx, tenant, personId, platform, workspace, profile.chatId));
  return { workspace, chatId: profile.chatId };
}

/** A person for a view that a chat will draw: with a mention when the chat is known to know them. */
export async function namedIn(world: World, tenant: TenantId, personId: string, platform: Platform): Promise<Named> {
  const { db } = world.store;
  const [who, linked] = await Promise.all([person(db, tenant, personId), identityOf(db, tenant, personId, platform)]);
  return { name: who?.name ?? 'somebody', chatId: linked?.chatId };
}
