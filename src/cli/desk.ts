/** What every command of `slotdesk` stands on: the desk's database, whether a desk runs on it or not, and who types. */
import { userInfo } from 'node:os';
import { type Config, loadConfig } from '../config.ts';
import { type Clock, movableClock } from '../lib/clock.ts';
import type { TenantId } from '../lib/ids.ts';
import { createLog } from '../lib/log.ts';
import { appendAudit } from '../store/audit.ts';
import { openStore, type Store, type Tx } from '../store/database.ts';
import { clockOffset } from '../store/desk-clock.ts';
import { visitEmbedded } from '../store/embedded-visit.ts';
import { databaseError } from '../store/errors.ts';
import { tenants } from '../store/tenants.ts';

/** Something to mend in how the command was called, or what has to be there first. */
export class Misuse extends Error {}

/** The options of a command as they were typed. */
export type Words = Readonly<Record<string, string | undefined>>;

export interface Desk {
  store: Store;
  tenant: TenantId;
  clock: Clock;
}

const noDesk = 'There is no desk here yet. Start it once, with: npm start';

/** Writes one line for whoever typed the command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The value of an option that the command cannot do without. */
export function needed(words: Words, name: string, example: string): string {
  const value = words[name]?.trim();
  if (!value) throw new Misuse(`--${name} is missing, such as: --${name} ${example}`);
  return value;
}

/** Of every session of a command that only reads: PostgreSQL itself refuses to write. */
const readingOnly = { options: '-c default_transaction_read_only=on' };

async function openDatabase(config: Config, readOnly: boolean): Promise<{ store: Store; close(): Promise<void> }> {
  const mode = readOnly ? readingOnly : {};
  const log = createLog({ level: 'warn' });
  if (config.databaseUrl !== undefined) {
    const store = openStore({ connection: { connectionString: config.databaseUrl, ...mode }, log });
    return { store, close: () => store.close() };
  }
  const embedded = await visitEmbedded({ dataDir: config.dataDir, log });
  if (embedded === null) throw new Misuse(noDesk);
  const store = openStore({ connection: { ...embedded.connection, ...mode }, log });
  return { store, close: () => store.close().then(() => embedded.leave()) };
}

/** Runs a command on the desk, and lets go of its database afterwards. */
export async function withDesk<T>(
  workspace: string | undefined,
  run: (desk: Desk) => Promise<T>,
  { readOnly = false } = {},
): Promise<T> {
  const { store, close } = await openDatabase(loadConfig(), readOnly);
  try {
    const tenant = await onlyTenant(store, workspace);
    return await run({ store, tenant, clock: movableClock(await clockOffset(store.db)) });
  } finally {
    await close();
  }
}

async function onlyTenant(store: Store, workspace: string | undefined): Promise<TenantId> {
  const all = await tenantsOf(store);
  const found = all.filter(({ name }) => workspace === undefined || name === workspace);
  const [first, second] = found;
  if (all.length === 0) throw new Misuse(noDesk);
  const names = all.map(({ name }) => name).join(', ');
  if (first === undefined) throw new Misuse(`No workspace here is called ${workspace}. There is: ${names}`);
  if (second !== undefined) throw new Misuse(`Say which workspace, with --workspace NAME. There is: ${names}`);
  return first.id;
}

async function tenantsOf(store: Store): ReturnType<typeof tenants> {
  try {
    await store.pool.query('select 1');
  } catch (error) {
    const said = error instanceof Error && error.message !== '' ? error.message : databaseCode(error);
    throw new Misuse(`The database cannot be reached: ${said}. Check DATABASE_URL.`);
  }
  try {
    return await tenants(store.db);
  } catch (error) {
    // 42P01: no such table. Nothing was ever started on this database.
    if (databaseError(error)?.code === '42P01') throw new Misuse(noDesk);
    throw error;
  }
}

function databaseCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
}

/** Writes into the audit trail what somebody did by a command. Last in its transaction. */
export async function note(
  tx: Tx,
  { tenant, clock }: Desk,
  what: string,
  after: Record<string, unknown>,
): Promise<void> {
  await appendAudit(tx, tenant, {
    what,
    before: null,
    after,
    why: null,
    actorPersonId: null,
    actorName: accountName(),
    door: 'cli',
    requestId: null,
    policyVersion: null,
    at: clock.now(),
  });
}

/** The account of this machine that types. A container may run as one that has no name. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `account ${process.getuid?.() ?? 'without a name'}`;
  }
}
