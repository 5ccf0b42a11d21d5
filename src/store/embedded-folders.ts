/**
 * Folders that appear whole or not at all. The work is done in a folder with a temporary name, which then takes its real
 * name in one step; what a killed process left half made is cleared away by the next one.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Whether a process with this id exists, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** The code of an error of the operating system or of PostgreSQL, such as `ENOENT` or `57P03`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A program outlives the process that started it, and may write for a moment into what is being deleted. */
const patiently = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };

/**
 * Makes `folder` unless it is there.
 * @param fill writes the content into the folder it is given; when it throws, nothing is left behind
 * @returns whether this call made it (false: it was there, or another process was faster)
 */
export async function makeWhole(folder: string, fill: (temporary: string) => Promise<void>): Promise<boolean> {
  if (existsSync(folder)) return false;
  const [parent, prefix] = [dirname(folder), `${basename(folder)}.new-`];
  for (const name of await readdir(parent)) {
    const maker = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN;
    if (maker > 0 && !isAlive(maker)) await clearAway(join(parent, name));
  }
  const temporary = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  try {
    await fill(temporary);
    await rename(temporary, folder);
    return true;
  } catch (error) {
    await rm(temporary, patiently);
    const code = errorCode(error);
    if ((code === 'ENOTEMPTY' || code === 'EEXIST') && existsSync(folder)) return false;
    throw error;
  }
}

/** Takes the folder's name away first, so that an orphan which still writes into it by that name ends instead. */
async function clearAway(left: string): Promise<void> {
  const nameless = `${left}.gone`;
  try {
    await rename(left, nameless);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return; // another process clears it away
  }
  await rm(nameless, patiently);
}
