/**
 * Tenants and the workspaces that are linked to them. The only maker of `TenantId`: outside the store, one is had by
 * proving a workspace, or by naming a tenant that exists.
 */
import { z } from 'zod';
import { newId, type TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';

const workspaceSchema = z.object({ platform: z.enum(['slack']), workspace: z.string() });

/** A chat workspace that is linked to a tenant. */
export type Workspace = z.infer<typeof workspaceSchema>;

/** For files of the store: the tenant of a row that was read. */
export function tenantOfRow(row: { tenantId: string }): TenantId {
  return row.tenantId as TenantId;
}

/** The tenant that a workspace, which the chat has vouched for, belongs to; null when it is not installed. */
export async function tenantOfWorkspace(tx: Tx, platform: string, workspace: string): Promise<TenantId | null> {
  const row = await tx.installation.findUnique({ where: { platform_workspace: { platform, workspace } } });
  return row && tenantOfRow(row);
}

/** The tenant with this id, such as from a job's payload; null when there is none. */
export async function tenantOfId(tx: Tx, id: string): Promise<TenantId | null> {
  const row = z.uuid().safeParse(id).success ? await tx.tenant.findUnique({ where: { id } }) : null;
  return row && tenantOfRow({ tenantId: row.id });
}

/** Waits until no other transaction is making the tenant of this workspace; they then wait for this one to end. */
export async function lockWorkspace(tx: Tx, platform: string, workspace: string): Promise<void> {
  const key = `installation ${platform} ${workspace}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
}

/** Makes a tenant, with its first workspace when one is given. */
export async function createTenant(tx: Tx, name: string, platform?: string, workspace?: string): Promise<TenantId> {
  const tenant = tenantOfRow({ tenantId: newId() });
  await tx.tenant.create({ data: { id: tenant, name } });
  if (platform !== undefined && workspace !== undefined)
    await tx.installation.create({ data: { id: newId(), tenantId: tenant, platform, workspace } });
  return tenant;
}

/** Every tenant, the oldest first. */
export async function tenants(tx: Tx): Promise<{ id: TenantId; name: string }[]> {
  const rows = await tx.tenant.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(({ id, name }) => ({ id: tenantOfRow({ tenantId: id }), name }));
}

/** The workspace where the desk speaks to this tenant: the first that was linked. Null when there is none. */
export async function workspaceOf(tx: Tx, tenant: TenantId): Promise<Workspace | null> {
  const row = await tx.installation.findFirst({
    where: { tenantId: tenant },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return row && workspaceSchema.parse(row);
}

/** Every workspace that is linked to any tenant. */
export async function linkedWorkspaces(tx: Tx): Promise<Workspace[]> {
  const rows = await tx.installation.findMany({ select: { platform: true, workspace: true } });
  return z.array(workspaceSchema).parse(rows);
}
