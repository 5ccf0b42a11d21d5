/**
 * The commands `slotdesk check`, `describe`, `apply` and `export`: use cases as text. Checking and describing need no
 * desk; applying checks against the desk's own pools and people too.
 */
import { checkUseCase, readUseCase, writeUseCase } from '../flow/use-case-file.ts';
import { changeInWords, changesBetween } from '../lib/text/changes.ts';
import { didYouMean } from '../lib/text/nearest.ts';
import type { Problem } from '../lib/text/problem.ts';
import { describeUseCase } from '../scheduling/describe.ts';
import { namedPeople } from '../scheduling/lint/desk-lint.ts';
import type { Known } from '../scheduling/lint/lint-rule.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { inTransaction } from '../store/database.ts';
import { poolOwners } from '../store/owners.ts';
import { personByEmail } from '../store/people.ts';
import { saveUseCase, useCase as storedUseCase, useCases } from '../store/use-cases.ts';
import { type Desk, Misuse, note, say } from './desk.ts';
import { asMisuse, readText } from './files.ts';

/** Checks files: says that each is fine, or every problem of all of them with line and column. */
export async function checkFiles(paths: readonly string[]): Promise<void> {
  const problems: { path: string; problem: Problem }[] = [];
  for (const path of paths) {
    const checked = checkUseCase(await readText(path));
    if (checked.ok) say(`${path}: ${checked.useCase.name} (${checked.useCase.key}) is fine.`);
    else problems.push(...checked.problems.map((problem) => ({ path, problem })));
  }
  if (problems.length > 0) throw asMisuse(problems);
}

/** Says in plain English what a file configures. */
export async function describeFile(path: string): Promise<void> {
  const read = readUseCase(await readText(path));
  if (!read.ok) throw asMisuse(read.problems.map((problem) => ({ path, problem })));
  for (const { title, lines } of describeUseCase(read.useCase)) {
    say(title);
    for (const line of lines) say(`  ${line}`);
    say('');
  }
}

/** Makes a file the desk's use case of that key: a new version, from the next request on. */
export async function applyFile(desk: Desk, path: string): Promise<void> {
  const { store, tenant } = desk;
  const text = await readText(path);
  const read = readUseCase(text);
  const checked = read.ok ? checkUseCase(text, await knownOf(desk, read.useCase)) : read;
  if (!checked.ok) throw asMisuse(checked.problems.map((problem) => ({ path, problem })));
  const { useCase } = checked;
  const [before, version, changes] = await inTransaction(store, async (tx) => {
    const stands = await storedUseCase(tx, tenant, useCase.key);
    const changed = changesBetween(stands?.useCase ?? {}, useCase).map(changeInWords);
    const saved = await saveUseCase(tx, tenant, useCase);
    if (saved !== stands?.version)
      await note(tx, desk, 'configured', {
        useCase: useCase.key,
        version: saved,
        ...(stands === null ? {} : { changes: changed }),
      });
    return [stands, saved, changed] as const;
  });
  if (before === null) {
    say(`${useCase.name} can be asked for now: /schedule ${useCase.key}`);
    return;
  }
  if (before.version === version) {
    say(`Nothing changes: version ${version} of ${useCase.name} says the same.`);
    return;
  }
  say(`${useCase.name} is at version ${version} now. Requests that were asked before keep theirs.`);
  for (const change of changes) say(`  ${change}`);
}

async function knownOf({ store, tenant }: Desk, useCase: UseCase): Promise<Known> {
  const pools = new Set([useCase.pool, ...(await useCases(store.db, tenant)).map((known) => known.useCase.pool)]);
  const owners = new Map<string, Awaited<ReturnType<typeof poolOwners>>>();
  for (const pool of pools) {
    const found = await poolOwners(store.db, tenant, pool);
    if (found.length > 0) owners.set(pool, found);
  }
  const people = new Set<string>();
  for (const { email } of namedPeople(useCase))
    if ((await personByEmail(store.db, tenant, email)) !== null) people.add(email.toLowerCase());
  return { pools: owners, people };
}

/** The use case of this key, as it stands. */
export async function useCaseByKey({ store, tenant }: Desk, key: string): Promise<UseCase> {
  const found = await storedUseCase(store.db, tenant, key);
  if (found !== null) return found.useCase;
  const keys = (await useCases(store.db, tenant)).map(({ useCase }) => useCase.key);
  throw new Misuse(`There is no use case ${key}.${didYouMean(key, keys)} There is: ${keys.join(', ')}`);
}

/** Writes a use case as it stands to the standard output. */
export async function exportUseCase(desk: Desk, key: string): Promise<void> {
  process.stdout.write(writeUseCase(await useCaseByKey(desk, key)));
}
