/**
 * Checks a text document against a zod schema. Each problem says where it is and how to mend it; a key that the schema
 * does not know is a problem too, so that a mistyped rule is never silently left out.
 */
import type { z } from 'zod';
import type { Path, TextDocument } from './document.ts';
import { didYouMean, nearest } from './nearest.ts';
import { inOrder, type Problem } from './problem.ts';
import { branchesFor, constantsOf, isObject, keysOf, type RootShape, shapeOf, shapesIn, wordsFor } from './shape.ts';

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** How many problems are told at most: mending the first ones often mends the rest. */
const mostProblems = 50;

/** Stands where a schema has no message of its own. */
const noMessage = '\u0000';

/** Checks the document; the value is what the schema makes of it, defaults filled in. */
export function checkDocument<S extends z.ZodType>(schema: S, document: TextDocument): Checked<z.infer<S>> {
  const whole = shapeOf(schema);
  const strays = unknownKeys([whole], document.value, []);
  const unknown = strays.map(({ path, text }): Problem => ({ ...document.placeOfKey(path), text }));
  const parsed = schema.safeParse(document.value, { error: () => noMessage });
  if (parsed.success && unknown.length === 0) return { ok: true, value: parsed.data };
  // A mistyped key is told once, and not again as the right one that is missing.
  const meant = new Set(
    strays.flatMap(({ path, near }) => (near === null ? [] : [keyOf([...path.slice(0, -1), near])])),
  );
  const about = { whole, document, meant };
  const wrong = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, about, []));
  return { ok: false, problems: distinct(inOrder([...unknown, ...wrong])).slice(0, mostProblems) };
}

function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ line, column, text }) => {
    const key = `${line}:${column}:${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

const keyOf = (path: readonly PropertyKey[]) => JSON.stringify(path.map(String));

interface Stray {
  path: Path;
  text: string;
  /** The known key that was probably meant. */
  near: string | null;
}

function unknownKeys(among: readonly RootShape[], value: unknown, path: Path): Stray[] {
  if (Array.isArray(value))
    return value.flatMap((item, i) => {
      const next = shapesIn(among, value, i);
      return next.length === 0 ? [] : unknownKeys(next, item, [...path, i]);
    });
  if (!isObject(value)) return [];
  const known = keysOf(among.flatMap((of) => branchesFor(of, value)));
  return Object.entries(value).flatMap(([key, item]) => {
    if (known !== null && !known.includes(key))
      return [{ path: [...path, key], text: unknownKey(key, known, path), near: nearest(key, known) }];
    const next = shapesIn(among, value, key);
    return next.length === 0 ? [] : unknownKeys(next, item, [...path, key]);
  });
}

function unknownKey(key: string, known: readonly string[], path: Path): string {
  const near = didYouMean(key, known);
  const mend = near || (known.length > 0 ? ` Use one of: ${known.join(', ')}; or take it out.` : ' Take it out.');
  return `${path.length === 0 ? 'There' : `In ${nameOf(path)} there`} is no key “${short(key)}”.${mend}`;
}

interface About {
  whole: RootShape;
  document: TextDocument;
  /** Paths of known keys that stand there mistyped. */
  meant: ReadonlySet<string>;
}

function problemsOf(issue: z.core.$ZodIssue, about: About, before: Path): Problem[] {
  const { whole, document, meant } = about;
  const path: Path = [...before, ...issue.path.filter((step) => typeof step !== 'symbol')];
  const value = valueAt(document.value, path);
  if (issue.code === 'unrecognized_keys') {
    const among = shapesAt(whole, document.value, path);
    const known = keysOf(among.flatMap((of) => branchesFor(of, value))) ?? [];
    return issue.keys.map((key) => ({
      ...document.placeOfKey([...path, key]),
      text: unknownKey(key, known, path),
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = closestOf(issue.errors, about, path);
    if (closest !== null) return closest.flatMap((inner) => problemsOf(inner, about, path));
  }
  // The keys of a record are checked by a schema of their own, whose message says what is wrong with the key.
  if (issue.code === 'invalid_key') {
    const said = issue.issues.map((inner) => inner.message).find((message) => message !== noMessage);
    const mend = said === undefined ? ` Write ${wordsForKeys(about, path)}.` : ` ${capital(ended(said))}`;
    return [{ ...document.placeOfKey(path), text: `The key ${nameOf(path)} cannot be used.${mend}` }];
  }
  const missing = value === undefined;
  if (missing && meant.has(keyOf(path))) return [];
  const place = missing ? document.placeOfKey(path) : document.placeOf(path);
  return [{ ...place, text: sentence(issue, path, value, shapesAt(whole, document.value, path)) }];
}

/** What the keys of the record at the end of a path may be. */
function wordsForKeys({ whole, document }: About, path: Path): string {
  const around = path.slice(0, -1);
  const names = shapesAt(whole, document.value, around)
    .flatMap((of) => branchesFor(of, valueAt(document.value, around)))
    .flatMap(({ shape, root }) => (isObject(shape.propertyNames) ? [{ shape: shape.propertyNames, root }] : []));
  return names.length === 0 ? 'another key' : wordsFor(...names);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Of the branches of a choice, the one that the value comes closest to; null when it is none of their kind. */
function closestOf(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  { document, meant }: About,
  path: Path,
): readonly z.core.$ZodIssue[] | null {
  const weight = (issue: z.core.$ZodIssue): number => {
    if (issue.code === 'unrecognized_keys') return 50 * issue.keys.length;
    const at = [...path, ...issue.path];
    if (issue.path.length !== 1 || valueAt(document.value, at) !== undefined) return 1;
    return meant.has(keyOf(at)) ? 0 : 100;
  };
  const missed = (issues: readonly z.core.$ZodIssue[]) => issues.reduce((sum, issue) => sum + weight(issue), 0);
  const inside = branches.filter((issues) =>
    issues.some(({ path, code }) => path.length > 0 || code !== 'invalid_type'),
  );
  return inside.sort((a, b) => missed(a) - missed(b))[0] ?? null;
}

function sentence(issue: z.core.$ZodIssue, path: Path, value: unknown, among: readonly RootShape[]): string {
  const name = nameOf(path);
  const expected = among.length === 0 ? null : wordsFor(...among);
  const own = issue.message !== noMessage ? issue.message : null;
  if (value === undefined && path.length > 0) {
    // A rule of the schema about the whole says best itself what it misses.
    if (issue.code === 'custom' && own !== null) return `${name}: ${ended(own)}`;
    return `${name} is missing. ${expected === null ? 'Add it.' : `Write ${expected}.`}`;
  }
  if (own !== null)
    return issue.code === 'custom' ? `${name}: ${ended(own)}` : `${name} is ${shown(value)}: ${ended(own)}`;
  const constants = constantsOf(...among);
  if (constants !== null && typeof value === 'string')
    return `${name} cannot be ${shown(value)}.${didYouMean(value, constants.map(String))} Use ${expected}.`;
  if (issue.code === 'custom' || expected === null) return `${name} cannot be ${shown(value)}. Write another value.`;
  if (typeof value === 'string' && (issue.code === 'too_big' || issue.code === 'too_small'))
    return `${name} has ${value.length.toLocaleString('en-US')} characters, but must be ${expected}.`;
  return `${name} is ${shown(value)}, but must be ${expected}.${hint(value, among)}`;
}

function hint(value: unknown, among: readonly RootShape[]): string {
  const kinds = among.flatMap((of) => branchesFor(of, '')).map(({ shape }) => shape.type);
  if (kinds.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return ` Put it in quotes: "${value}".`;
  return '';
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** “label” of questions 3: the key, and where it is, counted from 1 as people count. */
export function nameOf(path: Path): string {
  if (path.length === 0) return 'The text';
  const groups: string[] = [];
  for (const step of path) {
    if (typeof step === 'number' && groups.length > 0) groups.push(`${groups.pop()} ${step + 1}`);
    else groups.push(typeof step === 'number' ? `entry ${step + 1}` : short(step));
  }
  const [last = '', ...around] = groups.reverse();
  return [`“${last}”`, ...around].join(' of ');
}

function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return `a list of ${value.length} ${value.length === 1 ? 'entry' : 'entries'}`;
  if (typeof value === 'object') return 'a group of keys';
  return typeof value === 'string' ? `“${short(value)}”` : String(value);
}

function short(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
  return line.length > 60 ? `${[...line].slice(0, 60).join('')}…` : line;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = Reflect.get(at, step);
  }
  return at;
}

function shapesAt(whole: RootShape, value: unknown, path: Path): RootShape[] {
  let among = [whole];
  let at = value;
  for (const step of path) {
    among = shapesIn(among, at, step);
    at = valueAt(at, [step]);
  }
  return among;
}
