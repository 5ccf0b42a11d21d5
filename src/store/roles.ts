/** Who may do what. Read at the moment of the press, never remembered. */
import { z } from 'zod';
import { newId, type TenantId } from '../lib/ids.ts';
import { type Right, rights } from '../scheduling/command.ts';
import type { Tx } from './database.ts';

const rightSchema = z.enum(rights);

/**
 * What a person may do in a use case: what was granted to them and to everyone, for it and for all.
 * @param useCaseKey null: only what holds in all use cases
 * @returns nothing for somebody who is not active or not of the tenant
 */
export async function rightsOf(
  tx: Tx,
  tenant: TenantId,
  personId: string,
  useCaseKey: string | null,
): Promise<Set<Right>> {
  const rows = await tx.$queryRaw<{ right: string }[]>`
    select distinct g."right" from role_grant g join person p on p.tenant_id = g.tenant_id
     where p.tenant_id = ${tenant}::uuid and p.id = ${personId}::uuid and p.active
       and (g.person_id is null or g.person_id = p.id)
       and (g.use_case_key is null or g.use_case_key = ${useCaseKey}::text)`;
  return new Set(rows.map((row) => rightSchema.parse(row.right)));
}

/** A right that is given. */
export interface Grant {
  /** Null: to everyone of the tenant. */
  personId: string | null;
  /** Null: in all use cases. */
  useCaseKey: string | null;
  right: Right;
}

/** Grants a right. Granting it twice is the same as once. */
export async function grant(tx: Tx, tenant: TenantId, { personId, useCaseKey, right }: Grant): Promise<void> {
  await tx.$executeRaw`
    insert into role_grant (id, tenant_id, person_id, use_case_key, "right")
    values (${newId()}::uuid, ${tenant}::uuid, ${personId}::uuid, ${useCaseKey}, ${right})
    on conflict do nothing`;
}

/** Takes back exactly what `grant` gave. */
export async function revoke(tx: Tx, tenant: TenantId, { personId, useCaseKey, right }: Grant): Promise<void> {
  await tx.roleGrant.deleteMany({ where: { tenantId: tenant, personId, useCaseKey, right } });
}
