/** The `slotdesk` command in processes of its own, on an embedded database: beside a running desk, and without one. */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadStarterDesk } from '../src/flow/starter/load.ts';
import { systemClock } from '../src/lib/clock.ts';
import type { TenantId } from '../src/lib/ids.ts';
import { createLog } from '../src/lib/log.ts';
import { localCalendars } from '../src/local-calendars.ts';
import { openStore, type Store } from '../src/store/database.ts';
import { type EmbeddedDatabase, startEmbedded } from '../src/store/embedded.ts';
import { migrate } from '../src/store/migrate.ts';
import { ownerOfPerson } from '../src/store/owners.ts';
import { personByEmail } from '../src/store/people.ts';
import { createTenant, tenants } from '../src/store/tenants.ts';
import { icsOf } from './support/ics.ts';

const root = join(import.meta.dirname, '..');
const log = createLog({ level: 'silent' });
const hour = 3_600_000;

// Each command is a process of its own, and a test takes several of them: on a busy machine that is long.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let running: EmbeddedDatabase | undefined;
let store: Store;

async function startDatabase(): Promise<void> {
  running = await startEmbedded({ dataDir: folder, log });
  store = openStore({ connection: running.connection });
}

async function stopDatabase(): Promise<void> {
  await store.close();
  await running?.stop();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotdesk-cli-'));
  await chmod(folder, 0o711);
  await startDatabase();
  if (running) await migrate(running.connection, { dir: join(root, 'prisma/migrations'), log });
  await loadStarterDesk(store, { platform: 'slack', workspace: 'T0CLI', name: 'Acme' }, { withPeople: true });
});

afterAll(async () => {
  await stopDatabase();
  for (const path of [running?.folder, running?.connection.host, folder])
    if (path !== undefined) await rm(path, { recursive: true, force: true });
});

interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs the command as a person does. */
function slotdesk(args: readonly string[], env: Record<string, string> = {}): Promise<Said> {
  const none = { NODE_ENV: '', PORT: '', HOST: '', DATABASE_URL: '', LOG_LEVEL: '', SLACK_BOT_TOKEN: '' };
  const settings = { ...none, SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '', DATA_DIR: folder, ...env };
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/cli.ts', ...args];
    const options = { cwd: root, env: { ...process.env, ...settings } };
    const child = execFile(process.execPath, command, options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

async function tenant(): Promise<TenantId> {
  const [only] = await tenants(store.db);
  if (!only) throw new Error('The starter desk was not loaded.');
  return only.id;
}

async function busyOf(email: string, from: number, to: number) {
  const id = await tenant();
  const who = await personByEmail(store.db, id, email);
  const owner = who && (await ownerOfPerson(store.db, id, who.id));
  const read = await localCalendars(store, systemClock, log)(id).busy([owner?.id ?? ''], [from, to]);
  return read.get(owner?.id ?? '');
}

test('the help names every command, with or without being asked for', async () => {
  const [bare, asked] = await Promise.all([slotdesk([]), slotdesk(['owner', 'add', '--help'])]);
  expect(bare).toEqual(asked);
  expect(bare.code).toBe(0);
  for (const command of ['owners', 'owner add', 'owner remove', 'busy add', 'busy remove', 'audit verify'])
    expect(bare.out).toContain(`slotdesk ${command}`);
});

test('owners are listed by use case, with what is needed to change them', async () => {
  const { code, out } = await slotdesk(['owners']);
  expect(code).toBe(0);
  expect(out).toContain('Onsite visit (/schedule onsite-visit, pool field)');
  expect(out).toContain('  Ruth Begay <ruth.begay@example.com>\n      tue-sat 07:00-15:30 in America/Phoenix');
});

test('an owner is added once; a second time changes only what is given', async () => {
  const email = 'pat.lee@example.com';
  const pat = ['owner', 'add', email, '--name', 'Pat Lee', '--zone', 'America/Chicago', '--skills', 'core'];
  expect((await slotdesk([...pat, '--pool', 'sales', '--hours', '08:00-16:00'])).out).toBe(
    'Pat Lee gives time to the pool sales, mon-fri 08:00-16:00 in America/Chicago. The chat finds them by pat.lee@example.com.\n',
  );
  expect((await slotdesk(['owner', 'add', email, '--pool', 'review', '--zone', 'America/Denver'])).code).toBe(0);
  const { out } = await slotdesk(['owners']);
  const line = '  Pat Lee <pat.lee@example.com>\n      mon-fri 08:00-16:00 in America/Denver · core\n';
  expect(out.split(line)).toHaveLength(3);
});

test('an owner who is removed from a pool is listed there no more', async () => {
  const { out } = await slotdesk(['owner', 'remove', 'dana.reyes@example.com', '--pool', 'review']);
  expect(out).toBe('Dana Reyes is no longer in the pool review. Their bookings stay.\n');
  expect((await slotdesk(['owners'])).out.split('dana.reyes@example.com')).toHaveLength(2);
  const again = await slotdesk(['owner', 'remove', 'dana.reyes@example.com', '--pool', 'review']);
  expect(again).toMatchObject({ code: 1, err: expect.stringContaining('Dana Reyes is not in the pool review.') });
});

test('a calendar file makes its owner busy until it is forgotten', async () => {
  const file = join(folder, 'tom.ics');
  const start = Math.ceil(systemClock.now() / hour) * hour + 48 * hour;
  await writeFile(file, icsOf([[start, start + hour]]));
  const email = 'tom.okafor@example.com';
  const added = await slotdesk(['busy', 'add', email, file]);
  expect(added.out).toContain(`Tom Okafor is busy when ${file} says so: 1 busy time in the next 60 days.`);
  expect((await slotdesk(['busy'])).out).toContain(`Tom Okafor: ${file}\n`);
  expect(await busyOf(email, start - hour, start + 2 * hour)).toEqual({
    kind: 'known',
    ranges: [[start, start + hour]],
  });
  expect((await slotdesk(['busy', 'add', email, file])).err).toContain('already');
  expect((await slotdesk(['busy', 'remove', email])).out).toBe(`Tom Okafor is no longer busy by ${file}.\n`);
  expect(await busyOf(email, start - hour, start + 2 * hour)).toEqual({ kind: 'known', ranges: [] });
  expect((await slotdesk(['busy', 'remove', email])).err).toContain('Tom Okafor has no calendar file.');
});

test('an account has the owner that was set last, until it is forgotten', async () => {
  expect((await slotdesk(['account', 'set', 'Acme.com', 'tom.okafor@example.com'])).code).toBe(0);
  expect((await slotdesk(['account', 'set', 'acme.com', 'priya.nair@example.com'])).out).toContain(
    'Priya Nair owns the account acme.com.',
  );
  expect((await slotdesk(['account'])).out).toMatch(/^acme\.com +Priya Nair$/m);
  expect((await slotdesk(['account', 'remove', 'ACME.com'])).code).toBe(0);
  expect((await slotdesk(['account'])).out).not.toContain('acme.com');
  const wrong = await slotdesk(['account', 'set', 'acme', 'tom.okafor@example.com']);
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('“acme” is neither.') });
});

test('turns are corrected with a reason, by somebody, and in the audit trail', async () => {
  const correct = ['ledger', 'correct', 'mei.lin@example.com', '--use-case', 'interview', '--reason', 'By phone.'];
  expect((await slotdesk([...correct, '--units', '2'])).out).toBe(
    'Mei Lin counts as having had 2 more, so their turn comes later. See: /schedule fairness interview\n',
  );
  expect((await slotdesk([...correct, '--units=-1'])).out).toContain('1 fewer, so it comes sooner');
  const entries = await store.db.ledgerEntry.findMany({ where: { kind: 'correction' }, orderBy: { seq: 'asc' } });
  expect(entries.map(({ units, reason }) => [units / 720_720, reason])).toEqual([
    [2, 'By phone.'],
    [-1, 'By phone.'],
  ]);
  const noted = await store.db.audit.findFirst({ where: { what: 'ledger-corrected' } });
  expect(noted?.after).toEqual({ useCase: 'interview', owner: 'Mei Lin', bookings: 2, reason: 'By phone.' });
  for (const [args, says] of [
    [[...correct, '--units', '1.5'], 'whole bookings'],
    [['ledger', 'correct', 'tom.okafor@example.com', ...correct.slice(3), '--units', '1'], 'not in its pool interview'],
    [['ledger', 'no-show', 'R-7'], 'There is no booking R-7.'],
  ] as const)
    expect(await slotdesk(args)).toMatchObject({ code: 1, err: expect.stringContaining(says) });
}, 30_000);

test('the audit trail holds what commands did, and a change of it is found', async () => {
  const before = await slotdesk(['audit', 'verify']);
  const [, rows] = /^The audit trail is whole: (\d+) rows/.exec(before.out) ?? [];
  expect(Number(rows)).toBeGreaterThan(0);
  const whole = await store.db.audit.findMany({ where: { door: 'cli' }, orderBy: { seq: 'asc' } });
  expect(whole.map(({ what }) => what)).toContain('owner-added');
  const client = new pg.Client(running?.connection);
  await client.connect();
  const unguarded = (sql: string) =>
    client.query(`alter table audit disable trigger user; ${sql}; alter table audit enable trigger user`);
  await unguarded(`update audit set actor_name = 'nobody' where seq = 1`);
  const after = await slotdesk(['audit', 'verify']);
  await unguarded(`update audit set actor_name = '${whole[0]?.actorName}' where seq = 1`);
  await client.end();
  expect(after).toMatchObject({
    code: 1,
    out: '',
    err: 'The audit trail was changed: row 1 does not fit the one before it.\n',
  });
  expect((await slotdesk(['audit', 'verify'])).out).toBe(before.out);
});

test('a new pool gets its owners before the use case that takes from it', async () => {
  const person = ['owner', 'add', 'fay@example.com', '--name', 'Fay Ott', '--zone', 'America/Chicago', '--pool'];
  expect((await slotdesk([...person, 'fitters', '--new-pool'])).out).toContain(
    'Fay Ott gives time to the pool fitters',
  );
  expect((await slotdesk([...person, 'No Pool', '--new-pool'])).err).toContain('No Pool cannot be a pool');
});

const someone = ['owner', 'add', 'a@example.com', '--name', 'A', '--zone', 'America/Chicago', '--pool'];
describe.concurrent('called wrongly', () => {
  test.each([
    ['an unknown command', ['frob'], 'There is no command “frob”.\n\nslotdesk: looks after the desk'],
    ['half a command', ['owner'], 'There is no command “owner”.'],
    ['no email', ['owner', 'add'], 'EMAIL is missing. Write: slotdesk owner add EMAIL'],
    ['something that is no email', ['owner', 'add', 'Pat', '--pool', 'sales'], 'Pat is no email address.'],
    ['no pool', someone.slice(0, -1), '--pool is missing, such as: --pool sales'],
    ['a new person without a name', ['owner', 'add', 'a@example.com', '--pool', 'sales'], '--name is missing'],
    ['an unknown pool', [...someone, 'sails'], 'No use case has a pool sails. There is: '],
    ['an unknown zone', [...someone, 'sales', '--zone', 'Mars/Base'], 'There is no time zone Mars/Base.'],
    ['hours that are none', [...someone, 'sales', '--hours', '9-5'], 'Write hours as 09:00-17:00'],
    ['days that are none', [...someone, 'sales', '--days', 'weekdays'], 'days as mon-fri or mon,wed,fri'],
    ['a skill that no form asks for', [...someone, 'sales', '--skills', 'cor'], 'No form asks for the skill cor.'],
    ['a certificate for ever', [...someone, 'field', '--certificates', 'crane'], 'with its last valid day, such as'],
    ['a state that is none', [...someone, 'field', '--states', 'Arizona'], 'ARIZONA is no state.'],
    ['a name without quotes', ['owner', 'add', 'a@example.com', '--name', 'Pat', 'Lee'], '“Lee” is one word too many'],
    ['an unknown option', [...someone, 'sales', '--frob'], "Unknown option '--frob'."],
    ['a stranger', ['owner', 'remove', 'no@example.com', '--pool', 'sales'], 'Nobody with the email no@example.com'],
    ['a missing file', ['busy', 'add', 'tom.okafor@example.com', '/no.ics'], '/no.ics cannot be used: its file could'],
    ['a file that is no calendar', ['busy', 'add', 'tom.okafor@example.com', 'package.json'], 'is not a calendar'],
    ['a private address', ['busy', 'add', 'tom.okafor@example.com', 'http://127.0.0.1/a.ics'], 'private network'],
    [
      'a workspace that is not here',
      ['owners', '--workspace', 'Bcme'],
      'No workspace here is called Bcme. There is: Acme',
    ],
  ])('%s is answered with what to do, and changes nothing', async (_, args, says) => {
    const { code, out, err } = await slotdesk(args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(says);
    expect(err).not.toMatch(/\n\s+at |prisma|Error:/i);
    expect(await personByEmail(store.db, await tenant(), 'a@example.com')).toBeNull();
  });
});

test('a bad setting and a database that is away are told in plain words', async () => {
  const bad = await slotdesk(['owners'], { DATABASE_URL: 'nowhere' });
  expect(bad).toMatchObject({ code: 1, err: expect.stringContaining('- DATABASE_URL is an address such as') });
  const away = await slotdesk(['owners'], { DATABASE_URL: 'postgresql://127.0.0.1:1/slotdesk' });
  expect(away).toMatchObject({ code: 1, err: expect.stringContaining('The database cannot be reached: ') });
});

test('where nothing was started yet, the command says so and makes nothing', async () => {
  const empty = join(folder, 'empty');
  expect(await slotdesk(['owners'], { DATA_DIR: empty })).toEqual({
    code: 1,
    out: '',
    err: 'There is no desk here yet. Start it once, with: npm start\n',
  });
  expect(await readdir(folder)).not.toContain('empty');
});

test('a database of several workspaces asks which one', async () => {
  const other = await createTenant(store.db, 'Other');
  try {
    expect((await slotdesk(['owners'])).err).toBe(
      'Say which workspace, with --workspace NAME. There is: Acme, Other\n',
    );
    expect((await slotdesk(['owners', '--workspace', 'Acme'])).out).toContain('Sales call');
  } finally {
    await store.db.tenant.delete({ where: { id: other } });
  }
});

test('without a running desk the command starts the database for itself, and stops it again', async () => {
  await stopDatabase();
  try {
    expect((await slotdesk(['owners'])).out).toContain('Sales call (/schedule sales-call, pool sales)');
  } finally {
    await startDatabase();
  }
  expect(running?.adopted).toBe(false);
});
