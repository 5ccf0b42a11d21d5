/**
 * A YAML (or JSON) text as plain data that remembers where everything stands. The text may come from anybody: its
 * size, depth and aliases are limited, a key stands once, tags have no meaning, and a bad text is a list of problems,
 * never an exception.
 */
import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  stringify,
  type Document as YamlDocument,
} from 'yaml';
import { inOrder, type Problem } from './problem.ts';

/** The largest text that is read, in bytes of UTF-8. */
export const largestText = 256 * 1024;
/** How deep lists and keys may lie in each other. Beyond it the parser would run out of stack. */
const deepest = 40;
/** How many values may come out of a text: a few aliases of aliases can ask for billions. */
const mostValues = 100_000;

export type Path = readonly (string | number)[];
export type Place = Pick<Problem, 'line' | 'column'>;

export interface TextDocument {
  /** Objects, lists, text, numbers, booleans and null. No object holds itself. */
  value: unknown;
  /** Where the value at a path stands; where it does not stand, the nearest that is around it. */
  placeOf(path: Path): Place;
  /** Where the last key of a path is written. */
  placeOfKey(path: Path): Place;
}

export type ReadDocument = { ok: true; document: TextDocument } | { ok: false; problems: Problem[] };

/** Where a value starts, where its key does, and the same for what is in it. */
interface Located {
  at: number;
  keyAt: number;
  inside: ReadonlyMap<string | number, Located>;
}

/** Reads a text. */
export function readDocument(text: string): ReadDocument {
  const bytes = Buffer.byteLength(text);
  if (bytes > largestText)
    return failed(
      `This is ${Math.ceil(bytes / 1024).toLocaleString('en-US')} KB; at most ${largestText / 1024} KB are read. Make it shorter.`,
    );
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(Math.max(0, offset), text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tooDeep(tokens);
  if (deep !== null)
    return failed(`Lists and keys lie more than ${deepest} deep in each other here. Make it flatter.`, placeAt(deep));

  const composed = [
    ...new Composer({
      prettyErrors: false,
      logLevel: 'silent',
      stringKeys: true,
      uniqueKeys: false,
      resolveKnownTags: false,
    }).compose(tokens, true, text.length),
  ];
  const [document, second] = composed;
  if (document === undefined) return failed('The text is empty.');
  if (second !== undefined)
    return failed('A second document begins here. Write one to a file.', placeAt(second.range[0]));
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const problems = faults.map((fault) => ({ ...placeAt(fault.pos[0]), text: sentenceOf(fault.code, fault.message) }));
    return { ok: false, problems: inOrder(problems).slice(0, 20) };
  }
  const problems: Problem[] = [];
  const [value, located] = read(document, (offset, said) => problems.push({ ...placeAt(offset), text: said(placeAt) }));
  if (problems.length > 0) return { ok: false, problems: inOrder(problems).slice(0, 20) };
  const find = (path: Path) => findIn(located, path);
  return {
    ok: true,
    document: {
      value,
      placeOf: (path) => placeAt(find(path).at),
      placeOfKey: (path) => placeAt(find(path).keyAt),
    },
  };
}

/** Data as YAML: keys in the order of the data, no anchors, text in quotes only where it needs them. */
export function writeDocument(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.2', compat: 'yaml-1.1' });
}

function failed(text: string, place: Place = { line: 1, column: 1 }): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ ...place, text }] };
}

/** The place of the first token that lies too deep, found without recursion; null when none does. */
function tooDeep(tokens: readonly CST.Token[]): number | null {
  const open: [token: CST.Token | null | undefined, depth: number][] = tokens.map((token) => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (!token) continue;
    if (depth > deepest) return 'offset' in token ? token.offset : 0;
    if (token.type === 'document') open.push([token.value, depth]);
    if ('items' in token) for (const { key, value } of token.items) open.push([key, depth + 1], [value, depth + 1]);
  }
  return null;
}

type Tell = (offset: number, said: (placeAt: (offset: number) => Place) => string) => void;

/** The data of a document, with where it stands. What is wrong is told, and read as null. */
function read(document: YamlDocument.Parsed, tell: Tell): [value: unknown, located: Located] {
  let values = 0;
  const around: unknown[] = [];
  const readNode = (node: unknown, at: number, keyAt: number): [unknown, Located] => {
    const start = offsetOf(node) ?? at;
    const leaf: Located = { at: start, keyAt, inside: new Map() };
    values += 1;
    if (values > mostValues) {
      if (values === mostValues + 1)
        tell(start, () => 'The text repeats itself too often from here. Write less with aliases (*name).');
      return [null, leaf];
    }
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined) {
        tell(start, () => `Nothing is named &${node.source} before this. Name it first, or write the value here.`);
        return [null, leaf];
      }
      if (around.includes(target) || around.length > deepest) {
        tell(start, () => `*${node.source} stands inside itself. Write the value here instead.`);
        return [null, leaf];
      }
      // What is in it keeps the place where it is written.
      const [value, { inside }] = readNode(target, start, keyAt);
      return [value, { at: start, keyAt, inside }];
    }
    around.push(node);
    const result = isMap(node)
      ? readMap(node, leaf)
      : isSeq(node)
        ? readList(node, leaf)
        : ([scalarOf(node), leaf] as const);
    around.pop();
    return [...result];
  };
  const readMap = (node: { items: readonly { key: unknown; value: unknown }[] }, { at, keyAt }: Located) => {
    const value: Record<string, unknown> = {};
    const inside = new Map<string | number, Located>();
    for (const pair of node.items) {
      const key = String(scalarOf(pair.key) ?? '');
      const start = offsetOf(pair.key) ?? at;
      const earlier = inside.get(key);
      if (earlier !== undefined) {
        tell(
          start,
          (placeAt) =>
            `“${key}” stands here twice, first on line ${placeAt(earlier.keyAt).line}. Take one of them out.`,
        );
        continue;
      }
      const [item, located] = readNode(pair.value, start, start);
      Object.defineProperty(value, key, { value: item, enumerable: true, writable: true, configurable: true });
      inside.set(key, located);
    }
    return [value, { at, keyAt, inside }] as const;
  };
  const readList = (node: { items: readonly unknown[] }, { at, keyAt }: Located) => {
    const inside = new Map<string | number, Located>();
    const value = node.items.map((item, i) => {
      const [read, located] = readNode(item, at, offsetOf(item) ?? at);
      inside.set(i, located);
      return read;
    });
    return [value, { at, keyAt, inside }] as const;
  };
  return readNode(document.contents, 0, 0);
}

function scalarOf(node: unknown): unknown {
  return isScalar(node) ? node.value : null;
}

function offsetOf(node: unknown): number | undefined {
  const range = (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) && node.range;
  return range ? range[0] : undefined;
}

function findIn(root: Located, path: Path): Located {
  let located = root;
  for (const step of path) {
    const next = located.inside.get(step);
    if (next === undefined) break;
    located = next;
  }
  return located;
}

/** How to mend what the parser found, where its own words do not say. */
const mends: Readonly<Record<string, string>> = {
  BAD_INDENT: 'Set the lines that belong together at the same indent.',
  BAD_SCALAR_START: 'Put the text in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put text that holds a colon in quotes, or begin a new line for the inner key.',
  BLOCK_IN_FLOW: 'Inside of brackets write everything with brackets.',
  KEY_OVER_1024_CHARS: 'Write a shorter key, or put a space after its colon.',
  MISSING_CHAR: 'Add what is missing.',
  MULTILINE_IMPLICIT_KEY: 'Write the key on one line, with a colon after it.',
  NON_STRING_KEY: 'Write the key as plain text.',
  TAB_AS_INDENT: 'Indent with spaces.',
  TAG_RESOLVE_FAILED: 'Write the value without a tag (!).',
  UNEXPECTED_TOKEN: 'Take it out, or put the text in quotes.',
};

function sentenceOf(code: string, message: string): string {
  if (code === 'MISSING_CHAR' && message.startsWith('Missing closing')) {
    return `A text begins in quotes here or above and does not end. Add the closing ${message.slice(16, 17)}.`;
  }
  const said = message.length > 150 ? `${message.slice(0, 150)}…` : message;
  return `${/[.!?]$/.test(said) ? said : `${said}.`} ${mends[code] ?? 'Write it plainer.'}`;
}
