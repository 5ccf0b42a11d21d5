/** Accounts: which owner a customer belongs to, by their email address or their domain; and who met an attendee last. */
import type { TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';
import { instantOf } from './instants.ts';

export interface Account {
  /** An email address or a domain, in lower case. */
  key: string;
  ownerId: string;
  ownerName: string;
}

/** Says whose account an email address or a domain is; it was somebody else's before, or nobody's. */
export async function setAccount(tx: Tx, tenant: TenantId, key: string, ownerId: string): Promise<void> {
  await tx.$executeRaw`
    insert into account (tenant_id, key, owner_id) values (${tenant}::uuid, ${key.toLowerCase()}, ${ownerId}::uuid)
    on conflict (tenant_id, key) do update set owner_id = excluded.owner_id, set_at = now()`;
}

/**
 * Forgets whose account an email address or a domain is.
 * @returns whether there was such an account
 */
export async function removeAccount(tx: Tx, tenant: TenantId, key: string): Promise<boolean> {
  const { count } = await tx.account.deleteMany({ where: { tenantId: tenant, key: key.toLowerCase() } });
  return count > 0;
}

/** All of a tenant, by key. */
export function accounts(tx: Tx, tenant: TenantId): Promise<Account[]> {
  return tx.$queryRaw<Account[]>`
    select a.key, a.owner_id as "ownerId", p.name as "ownerName"
      from account a
      join owner o on o.tenant_id = a.tenant_id and o.id = a.owner_id
      join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
     where a.tenant_id = ${tenant}::uuid order by a.key`;
}

/** The first of these keys that is an account. */
export async function accountOf(tx: Tx, tenant: TenantId, keys: readonly string[]): Promise<Account | null> {
  if (keys.length === 0) return null;
  const rows = await tx.$queryRaw<Account[]>`
    select a.key, a.owner_id as "ownerId", p.name as "ownerName"
      from unnest(${[...keys]}::text[]) with ordinality as wanted(key, place)
      join account a on a.tenant_id = ${tenant}::uuid and a.key = lower(wanted.key)
      join owner o on o.tenant_id = a.tenant_id and o.id = a.owner_id
      join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
     order by wanted.place limit 1`;
  return rows[0] ?? null;
}

/** Who met an attendee last, or is to meet them; `at` is the start of that meeting, epoch ms. */
export interface LastTouch {
  ownerId: string;
  ownerName: string;
  at: number;
}

/**
 * The owner, among those asked for, of the latest meeting with an attendee of any use case.
 * @param exceptRequestId whose booking does not count
 */
export async function lastTouchOf(
  tx: Tx,
  tenant: TenantId,
  email: string,
  ownerIds: readonly string[],
  exceptRequestId: string | null,
): Promise<LastTouch | null> {
  const rows = await tx.$queryRaw<{ ownerId: string; ownerName: string; at: Date }[]>`
    select b.owner_id as "ownerId", p.name as "ownerName", b.starts_at as at
      from request r
      join booking b on b.tenant_id = r.tenant_id and b.request_id = r.id and b.state = 'booked'
      join owner o on o.tenant_id = b.tenant_id and o.id = b.owner_id
      join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
     where r.tenant_id = ${tenant}::uuid and lower(r.intake -> 'attendee' ->> 'email') = lower(${email})
       and b.owner_id = any(${[...ownerIds]}::uuid[]) and r.id is distinct from ${exceptRequestId}::uuid
     order by b.starts_at desc, b.id limit 1`;
  const last = rows[0];
  return last === undefined ? null : { ...last, at: instantOf(last.at) };
}
