/** Cards: which messages show a request, so that every copy can be edited in place. */
import { z } from 'zod';
import { newId, type TenantId } from '../lib/ids.ts';
import { slotSchema } from '../scheduling/request.ts';
import type { Tx } from './database.ts';

const aboutSchema = z.object({
  ownerId: z.uuid(),
  what: z.enum(['booked', 'moved', 'cancelled']),
  slot: slotSchema,
  /** The booking's sequence then. */
  sequence: z.number().int(),
});

const cardSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['request', 'owner', 'reminder', 'accountable']),
  /** For whom or about what, within the request and the kind: there is one card for each. */
  key: z.string(),
  /** Where it is or shall be, as the chat names it. */
  place: z.string().nullable(),
  /** The chat's name of the message; null until it was posted. */
  message: z.string().nullable(),
  /** What a direct message tells of, as it was then; null for a card that tells how things stand. */
  about: aboutSchema.nullable(),
});

export type StoredCard = z.infer<typeof cardSchema>;

/** Finds the request's card of this kind and key, or makes it. One that was there is given back as it was. */
export async function ensureCard(
  tx: Tx,
  tenant: TenantId,
  card: Omit<StoredCard, 'id' | 'message'> & { requestId: string },
): Promise<StoredCard> {
  const { requestId, kind, key, place, about } = card;
  const aboutText = about && JSON.stringify(aboutSchema.parse(about));
  await tx.$executeRaw`
    insert into card (tenant_id, id, request_id, kind, key, place, about)
    values (${tenant}::uuid, ${newId()}::uuid, ${requestId}::uuid, ${kind}, ${key}, ${place}, ${aboutText}::jsonb)
    on conflict (tenant_id, request_id, kind, key) do nothing`;
  const where = { tenantId_requestId_kind_key: { tenantId: tenant, requestId, kind, key } };
  return cardSchema.parse(await tx.card.findUniqueOrThrow({ where }));
}

/** Every card of a request, in the same order each time. */
export async function cardsOf(tx: Tx, tenant: TenantId, requestId: string): Promise<StoredCard[]> {
  const rows = await tx.card.findMany({
    where: { tenantId: tenant, requestId },
    orderBy: [{ kind: 'asc' }, { key: 'asc' }],
  });
  return rows.map((row) => cardSchema.parse(row));
}

/** Notes where a card was posted. */
export async function placeCard(
  tx: Tx,
  tenant: TenantId,
  id: string,
  { place, message }: { place: string; message: string },
): Promise<void> {
  await tx.card.update({ where: { tenantId_id: { tenantId: tenant, id } }, data: { place, message } });
}
