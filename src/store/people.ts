/** People, and who they are in each chat. */
import { newId, type TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';

export interface Person {
  id: string;
  name: string;
  email: string | null;
  /** IANA zone. */
  zone: string;
  /** False for somebody who left: they may do nothing any more. */
  active: boolean;
}

const columns = { id: true, name: true, email: true, zone: true, active: true } as const;

/** A person of the tenant, active or not. */
export function person(tx: Tx, tenant: TenantId, id: string): Promise<Person | null> {
  return tx.person.findUnique({ where: { tenantId_id: { tenantId: tenant, id } }, select: columns });
}

/** The person with this email address; upper and lower case are the same. */
export async function personByEmail(tx: Tx, tenant: TenantId, email: string): Promise<Person | null> {
  const rows = await tx.$queryRaw<Person[]>`
    select id, name, email, zone, active from person
     where tenant_id = ${tenant}::uuid and lower(email) = lower(${email})`;
  return rows[0] ?? null;
}

/** The person whom a chat knows by this id, active or not; null when nobody is linked to it. */
export async function personByChatId(
  tx: Tx,
  tenant: TenantId,
  platform: string,
  workspace: string,
  chatId: string,
): Promise<Person | null> {
  const rows = await tx.$queryRaw<Person[]>`
    select p.id, p.name, p.email, p.zone, p.active
      from identity i join person p on p.tenant_id = i.tenant_id and p.id = i.person_id
     where i.tenant_id = ${tenant}::uuid and i.platform = ${platform} and i.workspace = ${workspace}
       and i.chat_id = ${chatId}`;
  return rows[0] ?? null;
}

/**
 * Makes a person. When somebody has that email already, also when they are being made at this moment by another
 * transaction, gives that person back unchanged.
 */
export async function createPerson(
  tx: Tx,
  tenant: TenantId,
  { name, email, zone }: Pick<Person, 'name' | 'email' | 'zone'>,
): Promise<Person> {
  const made = await tx.$queryRaw<Person[]>`
    insert into person (tenant_id, id, name, email, zone)
    values (${tenant}::uuid, ${newId()}::uuid, ${name}, ${email}, ${zone})
    on conflict (tenant_id, lower(email)) do nothing
    returning id, name, email, zone, active`;
  const found = made[0] ?? (email === null ? null : await personByEmail(tx, tenant, email));
  if (!found) throw new Error('A person was neither made nor found.');
  return found;
}

/** Changes what is given. Nothing happens when the tenant has no such person. */
export async function updatePerson(
  tx: Tx,
  tenant: TenantId,
  id: string,
  change: Partial<Omit<Person, 'id'>>,
): Promise<void> {
  const { name, email, zone, active } = change;
  await tx.person.updateMany({
    where: { tenantId: tenant, id },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
      ...(zone === undefined ? {} : { zone }),
      ...(active === undefined ? {} : { active }),
    },
  });
}

/** Waits until no other transaction is finding out who this is; they then wait for this one to end. */
export async function lockIdentity(tx: Tx, platform: string, workspace: string, chatId: string): Promise<void> {
  const key = `identity ${platform} ${workspace} ${chatId}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/**
 * Says who a person is in a chat. A chat identity that was linked before is linked to this person now.
 * @throws when the identity belongs to another tenant
 */
export async function linkIdentity(
  tx: Tx,
  tenant: TenantId,
  personId: string,
  platform: string,
  workspace: string,
  chatId: string,
): Promise<void> {
  const linked = await tx.$executeRaw`
    insert into identity (tenant_id, platform, workspace, chat_id, person_id)
    values (${tenant}::uuid, ${platform}, ${workspace}, ${chatId}, ${personId}::uuid)
    on conflict (platform, workspace, chat_id) do update set person_id = excluded.person_id
      where identity.tenant_id = excluded.tenant_id`;
  if (linked === 0) throw new Error(`The ${platform} identity ${workspace}/${chatId} belongs to another tenant.`);
}

/** Where a person is in a chat; when in several of its workspaces, always the same one. Null when not linked. */
export async function identityOf(
  tx: Tx,
  tenant: TenantId,
  personId: string,
  platform: string,
): Promise<{ workspace: string; chatId: string } | null> {
  return tx.identity.findFirst({
    where: { tenantId: tenant, personId, platform },
    orderBy: [{ workspace: 'asc' }, { chatId: 'asc' }],
    select: { workspace: true, chatId: true },
  });
}
