/** Reads TypeScript just well enough for the rules of the house: what is code, what is text, and what is imported. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface Source {
  /** From `src/`, with forward slashes: `flow/handle.ts`. */
  path: string;
  text: string;
}

/** Every TypeScript file under `root`, generated ones left out. */
export function sourcesUnder(root: string): Source[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('store/generated/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const token = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`,
    String.raw`(?<regex>(?<=(?:^|[=(,:;!&|?{}[\n]|=>|return)\s*)\/(?![*\/])(?:[^\/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*)`,
    String.raw`(?<tick>\x60)`,
    String.raw`(?<open>\{)`,
    String.raw`(?<close>\})`,
  ].join('|'),
  'g',
);

/** From just after an opening backtick or a `}` of `${}`: where the text of a template ends, and whether code follows in it. */
function templateText(text: string, from: number): { end: number; code: boolean } {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '`') return { end: at + 1, code: false };
    else if (text[at] === '$' && text[at + 1] === '{') return { end: at + 2, code: true };
  }
  return { end: text.length, code: false };
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/** The text with comments blanked, and with `strings: false` everything quoted too; line breaks stay. */
export function codeOf(text: string, options: { strings: boolean }): string {
  let out = '';
  let done = 0;
  // One entry per open brace: whether it belongs to `${` in a template.
  const braces: boolean[] = [];
  const inTemplate = (from: number) => {
    const { end, code } = templateText(text, from);
    out += options.strings ? text.slice(from, end) : blank(text.slice(from, end));
    if (code) braces.push(true);
    done = end;
  };
  token.lastIndex = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const kind = found.groups ?? {};
    const [whole] = found;
    out += text.slice(done, found.index);
    done = found.index + whole.length;
    if (kind.comment !== undefined) out += blank(whole);
    else if (kind.string !== undefined) out += options.strings ? whole : `'${blank(whole.slice(2))}'`;
    else if (kind.regex !== undefined) out += options.strings ? whole : blank(whole);
    else out += whole;
    if (kind.open !== undefined) braces.push(false);
    if (kind.tick !== undefined || (kind.close !== undefined && braces.pop())) inTemplate(done);
    token.lastIndex = done;
  }
  return out + text.slice(done);
}

const importing = [
  /(?:^|[;\n}])\s*(?:import|export)\s[^'"`;]*?\bfrom\s*(['"])([^'"]+)\1/g,
  /(?:^|[;\n}])\s*import\s*(['"])([^'"]+)\1/g,
  /(?:\bimport|\brequire|\bcreateRequire\([^)]*\))\s*\(\s*(['"])([^'"]+)\1/g,
];

/** What a file imports: `path` from `src/` for a file of ours, `name` for a package (`@slack/bolt`, `node:fs`). */
export interface Import {
  path?: string;
  name?: string;
}

/** Everything that a file imports, statically or not, types included. */
export function importsOf(source: Source): Import[] {
  const code = codeOf(source.text, { strings: true });
  return importing
    .flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2] ?? ''))
    .map((from) => {
      if (from.startsWith('.')) return { path: posix.join(posix.dirname(source.path), from) };
      const [first = '', second = ''] = from.split('/');
      return { name: from.startsWith('@') ? `${first}/${second}` : first };
    });
}
