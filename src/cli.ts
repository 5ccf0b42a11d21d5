/** The `slotdesk` command: looks after owners and checks the audit trail, beside a running desk or without one. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BadConfig, type Config, loadConfig } from './config.ts';
import { parseHours, parseList } from './flow/starter/owner-words.ts';
import type { TenantId } from './lib/ids.ts';
import { createLog } from './lib/log.ts';
import { isZone } from './scheduling/time/zone.ts';
import { verifyAudit } from './store/audit.ts';
import { inTransaction, openStore, type Store } from './store/database.ts';
import { visitEmbedded } from './store/embedded-visit.ts';
import { busySources, removeBusySource, saveBusySource } from './store/local-calendar.ts';
import { addToPool, ownerOfPerson, poolOwners, removeFromPool, saveOwner } from './store/owners.ts';
import { createPerson, personByEmail } from './store/people.ts';
import { tenants } from './store/tenants.ts';
import { useCases } from './store/use-cases.ts';

const usage = `slotdesk: looks after the desk

  slotdesk owners                          who gives time, by use case
  slotdesk owner add EMAIL --name NAME --zone ZONE --pool POOL
                    [--hours 09:00-17:00] [--days mon-fri] [--skills a,b] [--states AZ,NV]
  slotdesk owner remove EMAIL --pool POOL  takes them out of a pool; their bookings stay
  slotdesk busy add EMAIL FILE-OR-URL      an .ics calendar whose events are busy time
  slotdesk busy remove EMAIL               forgets it
  slotdesk audit verify                    checks that no row of the audit trail was changed

Through npm, write two dashes first:  npm run slotdesk -- owners
A pool is named in its use case: sales, field, interview or review in the starter desk.`;

/** Something to mend in how the command was called. */
class Misuse extends Error {}

interface Desk {
  store: Store;
  tenant: TenantId;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

async function openDatabase(config: Config): Promise<{ store: Store; close(): Promise<void> }> {
  const log = createLog({ level: 'warn' });
  if (config.databaseUrl !== undefined) {
    const store = openStore({ connection: { connectionString: config.databaseUrl }, log });
    return { store, close: () => store.close() };
  }
  const embedded = await visitEmbedded({ dataDir: config.dataDir, log });
  const store = openStore({ connection: embedded.connection, log });
  return { store, close: () => store.close().then(() => embedded.leave()) };
}

async function withDesk(run: (desk: Desk) => Promise<void>): Promise<void> {
  const { store, close } = await openDatabase(loadConfig());
  try {
    const [tenant] = await tenants(store.db);
    if (tenant === undefined) throw new Misuse('There is no desk yet. Start it once with: npm start');
    await run({ store, tenant: tenant.id });
  } finally {
    await close();
  }
}

async function listOwners({ store, tenant }: Desk): Promise<void> {
  for (const { useCase } of await useCases(store.db, tenant)) {
    say(`${useCase.name} (/schedule ${useCase.key}, pool ${useCase.pool})`);
    const owners = await poolOwners(store.db, tenant, useCase.pool);
    if (owners.length === 0)
      say(`  nobody yet: slotdesk owner add EMAIL --name NAME --zone ZONE --pool ${useCase.pool}`);
    for (const o of owners) {
      const only = [o.skills.join(', '), o.territories.join(', ')].filter((t) => t !== '').join(' · ');
      say(`  ${o.name.padEnd(20)} ${o.zone.padEnd(22)} ${only}`);
    }
  }
}

async function addOwner(
  { store, tenant }: Desk,
  email: string,
  words: Record<string, string | undefined>,
): Promise<void> {
  const pool = needed(words, 'pool');
  const zone = needed(words, 'zone');
  if (!isZone(zone)) throw new Misuse(`There is no time zone ${zone}. Use a name such as America/Chicago.`);
  const known = await useCases(store.db, tenant);
  if (!known.some((u) => u.useCase.pool === pool))
    throw new Misuse(
      `No use case has a pool ${pool}. There is: ${[...new Set(known.map((u) => u.useCase.pool))].join(', ')}`,
    );
  const name = needed(words, 'name');
  const hours = parseHours(words.hours ?? '09:00-17:00', words.days ?? 'mon-fri');
  if (hours === null) throw new Misuse('Write hours as 09:00-17:00 and days as mon-fri or mon,wed,fri.');
  await inTransaction(store, async (tx) => {
    const who = (await personByEmail(tx, tenant, email)) ?? (await createPerson(tx, tenant, { name, email, zone }));
    const owner = await saveOwner(tx, tenant, {
      personId: who.id,
      name,
      zone,
      hours: [hours],
      dateHours: [],
      skills: parseList(words.skills),
      territories: parseList(words.states).map((s) => s.toUpperCase()),
    });
    await addToPool(tx, tenant, pool, owner.id);
  });
  say(`${name} gives time to the pool ${pool}. In chat they are found by ${email}.`);
}

async function ownerByEmail({ store, tenant }: Desk, email: string) {
  const who = await personByEmail(store.db, tenant, email);
  const owner = who && (await ownerOfPerson(store.db, tenant, who.id));
  if (!owner) throw new Misuse(`Nobody with the email ${email} gives time. See: slotdesk owners`);
  return owner;
}

async function addBusy(desk: Desk, email: string, source: string): Promise<void> {
  const owner = await ownerByEmail(desk, email);
  const isUrl = /^https?:\/\//i.test(source);
  if (!isUrl) await readFile(resolve(source)); // says now, and not at the next proposal, that it is not there
  await saveBusySource(desk.store.db, desk.tenant, {
    ownerId: owner.id,
    url: isUrl ? source : resolve(source),
    ics: null,
    fetched: null,
    fetchedAt: null,
    error: null,
  });
  say(`${owner.name} is busy when ${source} says so. It is read again every ten minutes.`);
}

async function checkAudit({ store, tenant }: Desk): Promise<void> {
  const { rows, broken } = await verifyAudit(store.db, tenant);
  if (broken !== null) throw new Misuse(`The audit trail was changed: row ${broken} does not fit the one before it.`);
  say(`The audit trail is whole: ${rows} rows, each sealed by the next.`);
}

function needed(words: Record<string, string | undefined>, name: string): string {
  const value = words[name]?.trim();
  if (!value) throw new Misuse(`--${name} is missing.`);
  return value;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: text,
      zone: text,
      pool: text,
      hours: text,
      days: text,
      skills: text,
      states: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { help, ...words } = values;
  const [noun, verb, email = '', source = ''] = positionals;
  const wish = [noun, verb].filter(Boolean).join(' ');
  if (help || wish === '') {
    say(usage);
    return;
  }
  const mail = () => {
    if (!/^\S+@\S+\.\S+$/.test(email)) throw new Misuse(`Write whose email it is: slotdesk ${wish} pat@example.com`);
    return email;
  };
  const wishes: Record<string, (desk: Desk) => Promise<void>> = {
    owners: listOwners,
    'owner add': (desk) => addOwner(desk, mail(), words),
    'owner remove': async (desk) => {
      const owner = await ownerByEmail(desk, mail());
      await removeFromPool(desk.store.db, desk.tenant, needed(words, 'pool'), owner.id);
      say(`${owner.name} is no longer in the pool ${words.pool}. Their bookings stay.`);
    },
    'busy add': (desk) => addBusy(desk, mail(), source),
    'busy remove': async (desk) => {
      const owner = await ownerByEmail(desk, mail());
      for (const { id } of await busySources(desk.store.db, desk.tenant, [owner.id]))
        await removeBusySource(desk.store.db, desk.tenant, id);
      say(`${owner.name} has no extra busy time any more.`);
    },
    'audit verify': checkAudit,
  };
  const run = wishes[wish];
  if (run === undefined) throw new Misuse(`There is no “${wish}”.\n\n${usage}`);
  await withDesk(run);
}

try {
  await main();
} catch (error) {
  const lines = error instanceof BadConfig ? [error.message, ...error.problems.map((p) => `  - ${p}`)] : [];
  process.stderr.write(`${lines.length > 0 ? lines.join('\n') : error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
