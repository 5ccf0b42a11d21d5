/**
 * Decides where the embedded database lives, and as whom it runs. Normally its files are in `<data folder>/postgres`. When
 * root starts the desk in a private folder, the account that PostgreSQL runs as cannot get there: then the files are in
 * a folder of their own, and `<data folder>/where.txt` says which. Once decided, it stays.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, link, lstat, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from '../lib/log.ts';
import { type Account, canReach, giveTo, isRoot, makePublicFolder, nobody, publicFolder } from './embedded-account.ts';
import { errorCode } from './embedded-folders.ts';

export interface Place {
  /** The desk's data folder, absolute and without links. */
  dataDir: string;
  /** PostgreSQL's own files. */
  cluster: string;
  /** What to delete, besides the data folder, to be rid of the database: the files, or the folder outside that holds them. */
  home: string;
  /** The folder of its socket. */
  socket: string;
  /** What PostgreSQL says. */
  logFile: string;
  /** As whom it runs; undefined for ourselves. */
  account: Account | undefined;
}

/** The longest socket path that both Linux (107 bytes) and macOS (103) take. */
const longestSocketPath = 103;

/** Whether a database was made in this data folder before. Makes nothing itself. */
export function isSettled(dataDir: string): boolean {
  return existsSync(join(dataDir, 'postgres')) || existsSync(join(dataDir, 'where.txt'));
}

/**
 * Finds or chooses the place of the database of `dataDir`, and makes the folders around it.
 * @throws with what to do when the files belong to somebody else, cannot be reached or are gone
 */
export async function choosePlace(wanted: string, log: Log): Promise<Place> {
  const made = await mkdir(wanted, { recursive: true });
  if (made !== undefined) await chmod(wanted, isRoot() ? 0o711 : 0o700);
  const dataDir = await realpath(wanted);
  const { cluster, account } = isRoot() ? await placeForRoot(dataDir, log) : await placeForUser(dataDir);
  const home = dirname(cluster) === dataDir ? cluster : dirname(cluster);
  const socket = await socketFolder(cluster, account);
  return { dataDir, cluster, home, account, socket, logFile: join(dataDir, 'postgres.log') };
}

async function placeForUser(dataDir: string): Promise<{ cluster: string; account: undefined }> {
  const cluster = (await movedTo(dataDir)) ?? join(dataDir, 'postgres');
  const owner = await ownerOf(cluster);
  if (owner && owner.uid !== process.getuid?.())
    throw new Error(
      `The database in ${cluster} belongs to account ${owner.uid}. Start Slotdesk as that account or as root, or give it ` +
        'another DATA_DIR.',
    );
  return { cluster, account: undefined };
}

async function placeForRoot(dataDir: string, log: Log): Promise<{ cluster: string; account: Account }> {
  if (process.platform === 'darwin')
    throw new Error('PostgreSQL cannot run as root. Start Slotdesk as an ordinary user, or set DATABASE_URL.');
  const moved = await movedTo(dataDir);
  const own = join(dataDir, 'postgres');
  const owner = await ownerOf(moved ?? own);
  const account = owner && owner.uid !== 0 ? owner : nobody;
  if (owner?.uid === 0) await giveTo(account, moved ?? own);
  if (moved === undefined && (await canReach(account, dataDir))) return { cluster: own, account };
  if (moved === undefined && owner !== undefined)
    throw new Error(
      `The database in ${own} cannot be reached by account ${account.uid}, which it runs as. Let others pass through the ` +
        'folders above it (chmod o+x), or start Slotdesk as the account that owns them.',
    );
  const cluster = moved ?? (await moveOut(dataDir));
  log.info(`the database is in ${cluster}, because account ${account.uid} cannot enter ${dataDir}`);
  return { cluster, account };
}

async function ownerOf(folder: string): Promise<Account | undefined> {
  return existsSync(folder) ? stat(folder) : undefined;
}

/** Where the note in the data folder says that the files are. */
async function movedTo(dataDir: string): Promise<string | undefined> {
  const note = join(dataDir, 'where.txt');
  if (!existsSync(note)) return undefined;
  const cluster = (await readFile(note, 'utf8')).split('\n').find((line) => line.startsWith('/'));
  if (cluster !== undefined && existsSync(dirname(cluster))) return cluster;
  throw new Error(
    `${note} says that the database is in ${cluster ?? 'no folder at all'}, and that is gone. Put it back, or delete ` +
      'where.txt to begin with an empty database.',
  );
}

/** Makes a folder outside and leaves the note; of two processes at once, both use the folder of the one that was first. */
async function moveOut(dataDir: string): Promise<string> {
  await makePublicFolder();
  const home = await mkdtemp(join(publicFolder, 'desk-'));
  await chmod(home, 0o711);
  await writeFile(join(home, 'belongs-to.txt'), `${dataDir}\n`);
  const draft = join(dataDir, `where.txt.${process.pid}`);
  const cluster = join(home, 'postgres');
  await writeFile(
    draft,
    `PostgreSQL cannot run as root, and the account it runs as cannot enter this folder.\nThe database is therefore in\n${cluster}\n`,
  );
  try {
    await link(draft, join(dataDir, 'where.txt'));
    return cluster;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    await rm(home, { recursive: true });
    return (await movedTo(dataDir)) ?? cluster;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * The folder of the socket: short, because the operating system limits its path, and private, because whoever reaches
 * the socket is let in.
 */
async function socketFolder(cluster: string, account: Account | undefined): Promise<string> {
  const name = `slotdesk-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`;
  const candidates = [...new Set([tmpdir(), '/tmp', dirname(cluster)])];
  for (const parent of candidates) {
    const folder = join(parent, name);
    if (Buffer.byteLength(join(folder, '.s.PGSQL.5432.lock')) > longestSocketPath) continue;
    if (existsSync(parent) && (await canReach(account, parent)) && (await makePrivate(folder, account))) return folder;
  }
  throw new Error(
    `PostgreSQL finds no place for its socket: ${candidates.join(', ')} are closed to it or have too long a path. Set ` +
      'TMPDIR to a short folder that everybody may use, such as /tmp.',
  );
}

/** Makes the folder for `account` alone, or finds it so; false when nothing can be made there. */
async function makePrivate(folder: string, account: Account | undefined): Promise<boolean> {
  const own = process.getuid?.();
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOSPC') return false;
    if (code !== 'EEXIST') throw error;
  }
  const is = await lstat(folder);
  if (!is.isDirectory() || (is.uid !== own && is.uid !== account?.uid) || (is.mode & 0o077) !== 0)
    throw new Error(`${folder} was made by somebody else, or is open to others. Remove it and start again.`);
  if (account && is.uid !== account.uid) await chown(folder, account.uid, account.gid);
  return true;
}
