/**
 * The tables of docs/use-cases.md, made from the schema: every key, what may stand there and what holds without it. Only
 * the last column is written by hand, and it is kept.
 */
import type { z } from 'zod';
import {
  branchesOf,
  constantsOf,
  keysOf,
  type RootShape,
  type Shape,
  shapeOf,
  wordsFor,
} from '../../src/lib/text/shape.ts';

interface Row {
  path: string;
  what: string;
  otherwise: string;
}

const header = ['| key | what | left out | meaning |', '| --- | --- | --- | --- |'];
const block = /<!-- keys: (\S+) -->\n[\s\S]*?<!-- end -->/g;

/**
 * The page with its tables as the schemas are now. A key that the page does not explain yet has no meaning in it.
 * @param schemas each with what the names of its sections begin with
 */
export function withTables(page: string, schemas: readonly (readonly [prefix: string, schema: z.ZodType])[]): string {
  const meanings = meaningsIn(page);
  const names = [...page.matchAll(block)].map(([, name = '']) => name);
  const rows = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [prefix, schema] of schemas) {
    for (const { path, what, otherwise } of explained(schema)) {
      const line = ['', `\`${path}\``, cell(what), cell(otherwise), meanings.get(path) ?? '', ''].join(' | ').trim();
      rows.get(sectionOf(path, prefix, names))?.push(line);
    }
  }
  return page.replaceAll(block, (_, name: string) =>
    [`<!-- keys: ${name} -->`, ...header, ...(rows.get(name) ?? []), '<!-- end -->'].join('\n'),
  );
}

/** The keys of the page, each with what it says about it. */
export function meaningsIn(page: string): Map<string, string> {
  const rows = page.matchAll(/^\| `([^`]+)` \|.*?(?<!\\)\|.*?(?<!\\)\| (.*?) ?\|$/gm);
  return new Map([...rows].map(([, path = '', meaning = '']) => [path, meaning]));
}

/** Every key that the schema knows. */
export function pathsOf(schema: z.ZodType): string[] {
  return explained(schema).map(({ path }) => path);
}

/** What is tried next has the same keys as what is tried first; they are explained once. */
function explained(schema: z.ZodType): Row[] {
  const rows = rowsOf([shapeOf(schema)], '', []);
  const paths = new Set(rows.map(({ path }) => path));
  return rows.filter(({ path }) => !path.includes('.fallback[]') || !paths.has(path.replace('.fallback[]', '')));
}

/** The section with the longest name that the path begins with; `*` for the rest. */
function sectionOf(path: string, prefix: string, names: readonly string[]): string {
  const own = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const fits = own.filter((name) => path !== name && path.startsWith(name)).sort((a, b) => b.length - a.length);
  return `${prefix}${fits[0] ?? '*'}`;
}

function rowsOf(among: readonly RootShape[], at: string, around: readonly Shape[]): Row[] {
  const branches = among
    .flatMap((of) => branchesOf(of))
    .filter(({ shape }) => shape.properties !== undefined && !around.includes(shape));
  const inside = [...around, ...branches.map(({ shape }) => shape)];
  return (keysOf(branches) ?? []).flatMap((key) => {
    const found = branches.flatMap(({ shape, root }): RootShape[] => {
      const property = shape.properties?.[key];
      return typeof property === 'object' ? [{ shape: property, root }] : [];
    });
    const having = branches.filter(({ shape }) => shape.properties?.[key] !== undefined);
    const required = having.every(({ shape }) => shape.required?.includes(key));
    const must = having.length === branches.length ? 'required' : 'required where it belongs';
    const path = at === '' ? key : `${at}.${key}`;
    const row = { path, what: whatOf(found), otherwise: required ? must : defaultOf(found) };
    const items = found
      .flatMap((of) => branchesOf(of))
      .flatMap(({ shape, root }): RootShape[] =>
        typeof shape.items === 'object' && !Array.isArray(shape.items) ? [{ shape: shape.items, root }] : [],
      );
    return [row, ...rowsOf(found, path, inside), ...rowsOf(items, `${path}[]`, inside)];
  });
}

/** Short: what keys an object has stands in rows of its own. */
function whatOf(found: readonly RootShape[]): string {
  const branches = found.flatMap((of) => branchesOf(of));
  const plain = branches.filter(({ shape }) => shape.properties === undefined);
  const constants = constantsOf(...found);
  const words =
    constants !== null ? [wordsFor(...found)] : plain.length > 0 ? [`${wordsFor(...plain)}${each(plain)}`] : [];
  return [...words, ...(plain.length < branches.length ? ['keys of its own'] : [])].join(', or ');
}

/** What the entries of a list are, where they have no keys of their own. */
function each(branches: readonly RootShape[]): string {
  const items = branches.flatMap(({ shape, root }): RootShape[] =>
    typeof shape.items === 'object' && !Array.isArray(shape.items) ? [{ shape: shape.items, root }] : [],
  );
  const plain = items.length > 0 && items.flatMap(branchesOf).every(({ shape }) => shape.properties === undefined);
  return plain ? `, each ${wordsFor(...items)}` : '';
}

function defaultOf(found: readonly RootShape[]): string {
  const defaults = [...new Set(found.map(({ shape }) => JSON.stringify(shape.default)))].filter(
    (one) => one !== undefined,
  );
  return defaults.length === 0 ? 'optional' : defaults.join(' or ').replaceAll('"', '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
