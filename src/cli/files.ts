/** Reading the files that commands are given: of a bounded size, and with plain words when one cannot be read. */
import { createReadStream } from 'node:fs';
import { largestText } from '../lib/text/document.ts';
import { type Problem, problemLines } from '../lib/text/problem.ts';
import { Misuse } from './desk.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
};

/** The text of a file; of one that is too long, as much as shows that it is. */
export async function readText(path: string): Promise<string> {
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of createReadStream(path)) {
      if (!Buffer.isBuffer(part)) continue;
      parts.push(part);
      length += part.length;
      if (length > largestText) break;
    }
    return Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Misuse(`${path} cannot be read: ${reasons[code] ?? (error instanceof Error ? error.message : code)}.`);
  }
}

/** The problems of a file, to be told and to end the command. */
export function asMisuse(problems: readonly { path: string; problem: Problem }[]): Misuse {
  const lines = problems.flatMap(({ path, problem }) => problemLines(path, [problem]));
  const count = lines.length === 1 ? '1 problem' : `${lines.length} problems`;
  return new Misuse([...lines, `${count} to mend.`].join('\n'));
}
