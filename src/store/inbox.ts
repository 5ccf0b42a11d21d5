/** The inbox: deliveries that were answered, so that a repeated one is answered alike and done once. */
import type { TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';
import { AlreadyDone } from './errors.ts';

/** Whether a delivery was answered, and about which request; null when it is new. */
export async function seen(tx: Tx, tenant: TenantId, delivery: string): Promise<{ requestId: string | null } | null> {
  return tx.inbox.findUnique({
    where: { tenantId_delivery: { tenantId: tenant, delivery } },
    select: { requestId: true },
  });
}

/**
 * Notes a delivery as answered, in the transaction of what it does. The request may be written after it.
 * @throws AlreadyDone when it was answered; when another transaction is answering it, after that one has ended
 */
export async function remember(tx: Tx, tenant: TenantId, delivery: string, requestId: string | null): Promise<void> {
  const noted = await tx.$executeRaw`
    insert into inbox (tenant_id, delivery, request_id) values (${tenant}::uuid, ${delivery}, ${requestId}::uuid)
    on conflict do nothing`;
  if (noted === 0) throw new AlreadyDone(delivery);
}
