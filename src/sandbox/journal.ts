/**
 * The local workspace's memory on disk: one JSON object a line, appended before anything is acknowledged. A line reaches
 * the operating system before `append` returns, so killing the process loses nothing; a line cut short by a crash is dropped.
 */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Journal<Entry> {
  /** What was written before, oldest first. */
  readonly past: readonly Entry[];
  /** Bytes on disk when it was opened. */
  readonly size: number;
  /** Writes one entry. Throws when the disk refuses. */
  append(entry: Entry): void;
  /** Replaces everything by `entries`, all or nothing. */
  rewrite(entries: readonly Entry[]): void;
  /** No entry can be written after this. */
  close(): void;
}

/**
 * Opens the journal at `path`, making it and its folder when they are not there.
 * @param parse turns one line's JSON into an entry, or null when it is not one
 * @param unreadable is told of each line (counted from 1) that had to be skipped
 */
export function openJournal<Entry>(
  path: string,
  parse: (json: unknown) => Entry | null,
  unreadable: (line: number) => void,
): Journal<Entry> {
  mkdirSync(dirname(path), { recursive: true });
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  // What follows the last newline was cut off in mid-write and was never acknowledged.
  if (whole < bytes.length) truncateSync(path, whole);
  const past: Entry[] = [];
  const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  lines.forEach((line, index) => {
    const entry = readLine(line, parse);
    if (entry === null) unreadable(index + 1);
    else past.push(entry);
  });

  // It holds the workspace's secrets: only its owner may read it.
  let file: number | null = openSync(path, 'a', 0o600);
  const openFile = (): number => {
    if (file === null) throw new Error('The local workspace has been closed.');
    return file;
  };
  return {
    past,
    size: whole,
    append: (entry) => writeAll(openFile(), `${JSON.stringify(entry)}\n`),
    rewrite: (entries) => {
      const next = `${path}.next`;
      const draft = openSync(next, 'w', 0o600);
      writeAll(draft, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      closeSync(draft);
      renameSync(next, path);
      closeSync(openFile());
      file = openSync(path, 'a', 0o600);
    },
    close: () => {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

function readLine<Entry>(line: string, parse: (json: unknown) => Entry | null): Entry | null {
  try {
    return parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
