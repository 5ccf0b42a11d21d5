/**
 * The `slotdesk` command: looks after owners, use cases and the audit trail, beside a running desk or without one.
 */
import { parseArgs } from 'node:util';
import { addBusy, listBusy, removeBusy } from './cli/busy.ts';
import { type Desk, Misuse, say, type Words, withDesk } from './cli/desk.ts';
import { addOwner, listOwners, removeOwner } from './cli/owners.ts';
import { propose } from './cli/propose.ts';
import { correct, listAccounts, noShow, removeAccountOwner, setAccountOwner } from './cli/routing.ts';
import { applyFile, checkFiles, describeFile, exportUseCase } from './cli/use-cases.ts';
import { BadConfig } from './config.ts';
import { verifyAudit } from './store/audit.ts';

const usage = `slotdesk: looks after the desk

  slotdesk owners                            who gives time, by use case
  slotdesk owner add EMAIL --pool POOL --name NAME --zone ZONE
                    [--hours 09:00-17:00] [--days mon-fri] [--skills a,b] [--states AZ,NV]
                    [--certificates "electrical safety=2027-06-30"] [--new-pool]
                                             adds somebody, or changes what is given
  slotdesk owner remove EMAIL --pool POOL    takes them out of a pool; their bookings stay
  slotdesk busy                              whose busy time is read from which calendar file
  slotdesk busy add EMAIL FILE-OR-URL        an .ics calendar whose events are busy time
  slotdesk busy remove EMAIL [FILE-OR-URL]   forgets one of them, or all
  slotdesk account                           whose account each customer is
  slotdesk account set ACCOUNT EMAIL         by domain or email address: acme.com dana@example.com
  slotdesk account remove ACCOUNT            forgets it
  slotdesk ledger correct EMAIL --use-case KEY --units N --reason TEXT
                                             counts N bookings more (or fewer: --units=-1) in their turns
  slotdesk ledger no-show REQUEST            nobody came to R-104: it does not count as a turn
  slotdesk check FILE...                     checks use cases that are written as text
  slotdesk describe FILE                     says in plain English what such a file configures
  slotdesk apply FILE                        makes it the desk's use case, as a new version
  slotdesk export KEY                        prints a use case of the desk as text
  slotdesk propose FILE --request FILE [--now 2026-12-01T09:00] [--json]
                                             what it would answer to a request; writes nothing
  slotdesk audit verify                      checks that no row of the audit trail was changed

Through npm, write two dashes first:  npm run slotdesk -- owners
A pool is named in its use case: sales, field, interview or review in the starter desk.
Where a database serves several workspaces, add --workspace NAME.`;

type Command = {
  /** The words that follow its name; one in brackets may be left out, one with dots may be repeated. */
  words: readonly string[];
  options: readonly string[];
  /** Options without a value; `yes` when given. */
  flags?: readonly string[];
} & (
  | { run(desk: Desk, given: readonly string[], options: Words): Promise<void> }
  /** Needs no desk. */
  | { runAlone(given: readonly string[], options: Words): Promise<void> }
);

/** A word that was checked to be there. */
const at = (given: readonly string[], place: number) => given[place] ?? '';

const commands: Readonly<Record<string, Command>> = {
  owners: { words: [], options: [], run: listOwners },
  'owner add': {
    words: ['EMAIL'],
    options: ['pool', 'name', 'zone', 'hours', 'days', 'skills', 'states', 'certificates'],
    flags: ['new-pool'],
    run: (desk, given, options) => addOwner(desk, at(given, 0), options),
  },
  'owner remove': {
    words: ['EMAIL'],
    options: ['pool'],
    run: (desk, given, options) => removeOwner(desk, at(given, 0), options),
  },
  busy: { words: [], options: [], run: listBusy },
  'busy add': {
    words: ['EMAIL', 'FILE-OR-URL'],
    options: [],
    run: (desk, given) => addBusy(desk, at(given, 0), at(given, 1)),
  },
  'busy remove': {
    words: ['EMAIL', '[FILE-OR-URL]'],
    options: [],
    run: (desk, given) => removeBusy(desk, at(given, 0), given[1]),
  },
  account: { words: [], options: [], run: listAccounts },
  'account set': {
    words: ['ACCOUNT', 'EMAIL'],
    options: [],
    run: (desk, given) => setAccountOwner(desk, at(given, 0), at(given, 1)),
  },
  'account remove': { words: ['ACCOUNT'], options: [], run: (desk, given) => removeAccountOwner(desk, at(given, 0)) },
  'ledger correct': {
    words: ['EMAIL'],
    options: ['use-case', 'units', 'reason'],
    run: (desk, given, options) => correct(desk, at(given, 0), options),
  },
  'ledger no-show': { words: ['REQUEST'], options: [], run: (desk, given) => noShow(desk, at(given, 0)) },
  check: { words: ['FILE...'], options: [], runAlone: checkFiles },
  describe: { words: ['FILE'], options: [], runAlone: (given) => describeFile(at(given, 0)) },
  apply: { words: ['FILE'], options: [], run: (desk, given) => applyFile(desk, at(given, 0)) },
  export: { words: ['KEY'], options: [], run: (desk, given) => exportUseCase(desk, at(given, 0)) },
  propose: {
    words: ['FILE'],
    options: ['request', 'now'],
    flags: ['json'],
    runAlone: (given, options) => propose(at(given, 0), options),
  },
  'audit verify': { words: [], options: [], run: checkAudit },
};

async function checkAudit({ store, tenant }: Desk): Promise<void> {
  const { rows, broken } = await verifyAudit(store.db, tenant);
  if (broken !== null) throw new Misuse(`The audit trail was changed: row ${broken} does not fit the one before it.`);
  say(`The audit trail is whole: ${rows} rows, each sealed by the next.`);
}

async function main(typed: readonly string[]): Promise<void> {
  if (typed.length === 0 || typed.includes('--help') || typed.includes('-h')) return say(usage);
  const [name, length] = nameOf(typed);
  const command = commands[name];
  if (command === undefined) throw new Misuse(`There is no command “${typed.join(' ')}”.\n\n${usage}`);
  const { positionals, values } = parse(name, command, typed.slice(length));
  if ('runAlone' in command) await command.runAlone(positionals, values);
  else await withDesk(values.workspace, (desk) => command.run(desk, positionals, values));
}

/** Two words are a command's name when there is one of that name; else the first. */
function nameOf([first = '', second = '']: readonly string[]): [name: string, length: number] {
  const both = `${first} ${second}`;
  return both in commands ? [both, 2] : [first, 1];
}

function parse(
  name: string,
  { words, options, flags = [] }: Command,
  args: string[],
): { positionals: string[]; values: Words } {
  const known = Object.fromEntries([
    ...[...options, 'workspace'].map((option) => [option, { type: 'string' } as const]),
    ...flags.map((flag) => [flag, { type: 'boolean' } as const]),
  ]);
  const wanted = `Write: slotdesk ${[name, ...words].join(' ')}${options.length > 0 ? ' and its options' : ''}. See them all: slotdesk --help`;
  try {
    const parsed = parseArgs({ args, options: known, allowPositionals: true });
    const needed = words.filter((word) => !word.startsWith('['));
    const missing = needed[parsed.positionals.length];
    if (missing !== undefined) throw new Misuse(`${missing} is missing. ${wanted}`);
    const extra = words.at(-1)?.endsWith('...') ? undefined : parsed.positionals[words.length];
    if (extra !== undefined)
      throw new Misuse(`“${extra}” is one word too many: put quotes around what has spaces. ${wanted}`);
    const values = Object.entries(parsed.values).map(([option, value]) => [option, value === true ? 'yes' : value]);
    return { positionals: parsed.positionals, values: Object.fromEntries(values) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Misuse(`${error.message.split('. ')[0]}. ${wanted}`);
  }
}

// Whoever reads our lines may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  const lines = error instanceof BadConfig ? [error.message, ...error.problems.map((p) => `  - ${p}`)] : [];
  process.stderr.write(`${lines.length > 0 ? lines.join('\n') : error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
