/** The commands `slotdesk busy`, `busy add` and `busy remove`: calendar files that say when an owner has no time. */
import { resolve } from 'node:path';
import { busyFromIcs } from '../calendars/ics.ts';
import { readIcsFile } from '../calendars/ics-file.ts';
import { IcsUnreadable } from '../calendars/ics-unreadable.ts';
import { CannotFetch, createFetchText } from '../lib/safe-fetch.ts';
import { DAY_MS } from '../scheduling/time/local-date.ts';
import { inTransaction } from '../store/database.ts';
import { busySources, removeBusySource, saveBusySource } from '../store/local-calendar.ts';
import { allOwners } from '../store/owners.ts';
import { type Desk, Misuse, note, say } from './desk.ts';
import { ownerByEmail } from './owners.ts';

const ahead = { days: 60, ms: 60 * DAY_MS };
const patience = { timeoutMs: 10_000 };

const isAddress = (source: string) => /^(https?|webcals?):/i.test(source);
const addressOf = (source: string) => (isAddress(source) ? source : resolve(source));

/** The file's text and how many busy times lie ahead; says at once, and not at the next proposal, that it is no good. */
async function readSource(
  { clock }: Pick<Desk, 'clock'>,
  address: string,
  zone: string,
): Promise<{ text: string; times: number }> {
  try {
    const text = isAddress(address)
      ? await createFetchText()(address.replace(/^webcals?:/i, 'https:'), patience)
      : await readIcsFile(address);
    return { text, times: busyFromIcs(text, [clock.now(), clock.now() + ahead.ms], zone).length };
  } catch (error) {
    if (error instanceof IcsUnreadable || error instanceof CannotFetch)
      throw new Misuse(`${address} cannot be used: ${error.message}.`);
    throw error;
  }
}

/** Lists whose busy time is read from where. */
export async function listBusy({ store, tenant }: Desk): Promise<void> {
  const owners = new Map((await allOwners(store.db, tenant)).map((o) => [o.id, o]));
  const sources = await busySources(store.db, tenant, [...owners.keys()]);
  if (sources.length === 0) say('Nobody has extra busy time. Give somebody some: slotdesk busy add EMAIL FILE-OR-URL');
  for (const { ownerId, url, error } of sources) {
    const failed = error === null ? '' : ` (could not be read the last time: ${error})`;
    say(`${owners.get(ownerId)?.name ?? 'somebody'}: ${url ?? 'a calendar that was given as text'}${failed}`);
  }
}

/** Gives an owner a calendar file, whose events are busy time. */
export async function addBusy(desk: Desk, email: string, source: string): Promise<void> {
  const { store, tenant, clock } = desk;
  const owner = await ownerByEmail(desk, email);
  const address = addressOf(source);
  if ((await busySources(store.db, tenant, [owner.id])).some(({ url }) => url === address))
    throw new Misuse(`${owner.name} has ${address} already. See all: slotdesk busy`);
  const { text, times } = await readSource(desk, address, owner.zone);
  const copy = isAddress(address) ? { fetched: text, fetchedAt: clock.now() } : { fetched: null, fetchedAt: null };
  await inTransaction(store, async (tx) => {
    await saveBusySource(tx, tenant, { ownerId: owner.id, url: address, ics: null, ...copy, error: null });
    await note(tx, desk, 'busy-added', { owner: owner.name, source: address });
  });
  const when = isAddress(address) ? 'every ten minutes' : 'whenever times are looked for, so leave it there';
  const said = times === 1 ? '1 busy time' : `${times} busy times`;
  say(`${owner.name} is busy when ${address} says so: ${said} in the next ${ahead.days} days. It is read ${when}.`);
}

/** Takes an owner's calendar files away: the one that is named, or all. */
export async function removeBusy(desk: Desk, email: string, source: string | undefined): Promise<void> {
  const { store, tenant } = desk;
  const owner = await ownerByEmail(desk, email);
  const address = source === undefined ? undefined : addressOf(source);
  const all = await busySources(store.db, tenant, [owner.id]);
  const gone = all.filter(({ url }) => address === undefined || url === address);
  if (gone.length === 0) throw new Misuse(`${owner.name} has no ${address ?? 'calendar file'}. See all: slotdesk busy`);
  await inTransaction(store, async (tx) => {
    for (const { id } of gone) await removeBusySource(tx, tenant, id);
    await note(tx, desk, 'busy-removed', { owner: owner.name, sources: gone.map(({ url }) => url) });
  });
  say(`${owner.name} is no longer busy by ${gone.map(({ url }) => url).join(', ')}.`);
}
