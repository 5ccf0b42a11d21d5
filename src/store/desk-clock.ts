/** How far the desk's clock runs ahead of the database's: always 0, but in the local workspace and in tests. */
import type { Tx } from './database.ts';

/** How far the desk's clock is ahead, in milliseconds. */
export async function clockOffset(tx: Tx): Promise<number> {
  const row = await tx.deskClock.findUnique({ where: { id: true } });
  return Number(row?.offsetMs ?? 0);
}

/** Moves the clock of every process that uses this database. What is due by then comes due. */
export async function setClockOffset(tx: Tx, ms: number): Promise<void> {
  const offsetMs = BigInt(Math.round(ms));
  await tx.deskClock.upsert({ where: { id: true }, create: { offsetMs }, update: { offsetMs } });
}

/** What the desk's clock says in the database, in epoch milliseconds. Within a transaction it stands still. */
export async function deskNow(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ now: number }[]>`select (extract(epoch from desk_now()) * 1000)::float8 as now`;
  if (!row) throw new Error('The database did not say what time it is.');
  return Math.floor(row.now);
}
