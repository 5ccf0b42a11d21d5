/** Reaches the embedded database for a short visit, such as a command's, whether a desk runs on it or not. */
import type pg from 'pg';
import type { Log } from '../lib/log.ts';
import { startEmbedded } from './embedded.ts';
import { findBinaries } from './embedded-binaries.ts';
import { DeskRunsAlready } from './embedded-guard.ts';
import { choosePlace, isSettled } from './embedded-place.ts';
import { reachServer } from './embedded-server.ts';

export interface Visit {
  connection: pg.PoolConfig;
  /** Ends the visit; a server that was started for it stops. */
  leave(): Promise<void>;
}

/**
 * Visits the database of `dataDir`: a running desk's, or one that is started for the visit.
 * @returns null when there is none; a visit makes nothing
 * @throws as `startEmbedded` does, except that a running desk is no obstacle
 */
export async function visitEmbedded(options: { dataDir: string; log: Log }): Promise<Visit | null> {
  if (!isSettled(options.dataDir)) return null;
  try {
    const own = await startEmbedded(options);
    return { connection: own.connection, leave: () => own.stop() };
  } catch (error) {
    if (!(error instanceof DeskRunsAlready)) throw error;
  }
  const place = await choosePlace(options.dataDir, options.log);
  const running = await reachServer(place, await findBinaries(place.account, options.log), options.log);
  return { connection: { ...running.connection, database: 'slotdesk' }, leave: async () => {} };
}
