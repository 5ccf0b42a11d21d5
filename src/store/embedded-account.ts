/**
 * The account that the embedded PostgreSQL runs as. PostgreSQL refuses to run as root, so a desk that is started by root
 * hands it to an account that exists and may do nothing; everyone else runs it themselves.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Account {
  uid: number;
  gid: number;
}

/** On every Linux the account without rights, "nobody". */
export const nobody: Account = { uid: 65534, gid: 65534 };

/** Where root keeps what `nobody` must reach but a private folder hides. Below root's own folders, so that no one else can slip in a file. */
export const publicFolder = '/var/lib/slotdesk';

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The environment of PostgreSQL's programs: none of the desk's own, which holds secrets. */
export const bareEnvironment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Runs a program to its end as `account` (or as ourselves), outside the desk's environment.
 * @returns what it wrote on standard output
 * @throws the error of execFile, with `code` and `stderr`
 */
export async function runAs(account: Account | undefined, program: string, args: readonly string[]): Promise<string> {
  const options = { ...account, cwd: '/', env: bareEnvironment };
  return (await promisify(execFile)(program, [...args], options)).stdout;
}

/** Whether `account` can walk to `folder`. Asked by trying, because modes, lists of access and mounts all have a say. */
export async function canReach(account: Account | undefined, folder: string): Promise<boolean> {
  if (account === undefined) return true;
  try {
    await runAs(account, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]);
    return true;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new Error(
        `PostgreSQL cannot run as root, and this machine does not let root start it as account ${account.uid}. ` +
          'Start Slotdesk as an ordinary user, or set DATABASE_URL.',
        { cause: error },
      );
    return false;
  }
}

/** Gives a folder and all that is in it to `account`. */
export async function giveTo(account: Account, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true }))
    await chown(join(folder, entry), account.uid, account.gid);
  await chown(folder, account.uid, account.gid);
}

/** Makes `publicFolder`, open to all whatever the umask of this process is. */
export async function makePublicFolder(): Promise<void> {
  try {
    const made = await mkdir(publicFolder, { recursive: true });
    if (made !== undefined) await chmod(publicFolder, 0o755);
  } catch (error) {
    throw new Error(
      `PostgreSQL cannot run as root, the account ${nobody.uid} that it would run as cannot enter this folder, and ` +
        `${publicFolder} cannot be made. Move Slotdesk out of private folders, start it as an ordinary user, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
