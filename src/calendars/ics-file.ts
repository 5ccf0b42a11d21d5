/** Reads a calendar file of this machine, and nothing that is not a plain file of a sensible size. */
import { constants, open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IcsUnreadable } from './ics-unreadable.ts';

const maxBytes = 5_000_000;

function pathOf(address: string): string {
  const isFileUrl = /^file:/i.test(address) && URL.canParse(address);
  const path = isFileUrl ? fileURLToPath(address) : address;
  if (!isAbsolute(path)) throw new IcsUnreadable('its file needs a full path, or an address that begins with https://');
  return path;
}

/**
 * The text of a calendar file.
 * @param address a full path, or a `file:` URL
 * @throws IcsUnreadable
 */
export async function readIcsFile(address: string): Promise<string> {
  try {
    // Opening a pipe would wait for its other end.
    const file = await open(pathOf(address), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const info = await file.stat();
      if (!info.isFile()) throw new IcsUnreadable('its file is not a plain file');
      if (info.size > maxBytes) throw new IcsUnreadable(`its file is larger than ${maxBytes / 1_000_000} MB`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof IcsUnreadable) throw error;
    throw new IcsUnreadable('its file could not be opened', { cause: error });
  }
}
