/** How many bookings each owner was given, and when last; the fairness ledger itself is in `fairness.ts`. */
import type { TenantId } from '../lib/ids.ts';
import type { Tx } from './database.ts';

interface Taken {
  /** Bookings of the use case, cancelled ones not counted. */
  taken: number;
  /** When the last of them was given (epoch ms). */
  lastTakenAt: number | null;
}

/** A line for each of the owners asked for who has a booking of the use case. */
export async function ledger(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  ownerIds: readonly string[],
): Promise<Map<string, Taken>> {
  const rows = await tx.booking.groupBy({
    by: ['ownerId'],
    where: { tenantId: tenant, useCaseKey, ownerId: { in: [...ownerIds] }, state: 'booked' },
    _count: true,
    _max: { bookedAt: true },
  });
  return new Map(
    rows.map((row) => [row.ownerId, { taken: row._count, lastTakenAt: row._max.bookedAt?.getTime() ?? null }]),
  );
}
