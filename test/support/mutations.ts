/** Seeded damage to texts and data, for throwing thousands of bad inputs at what reads files. */

/** A stream of numbers in [0, 1) that is the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Random = ReturnType<typeof randomFrom>;

export const pick = <T>(random: Random, from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
const below = (random: Random, n: number) => Math.floor(random() * n);

/** Pieces that mean something to YAML, to JSON, to JavaScript or to nobody. */
const pieces: readonly string[] = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  ': ',
  '- ',
  '? ',
  '#',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a ',
  '*a',
  '*a ',
  '!!binary ',
  '!!set ',
  '!x ',
  '|',
  '>',
  '%YAML 1.1\n---\n',
  '---\n',
  '...\n',
  '<<: *a',
  '@',
  '`',
  '\\',
  '\u0000',
  '\ud800',
  '😀',
  'null',
  '~',
  'yes',
  'NO',
  '-1',
  '0',
  '1e999',
  '.nan',
  '9007199254740993',
  '0x1F',
  '1_000',
  '2026-02-30',
  '25:61',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'America/Nowhere',
  '\u202e',
  'a'.repeat(300),
  '['.repeat(60),
  'needs-override',
  'round-robin',
  'refuse',
  '2026-12-01/2026-11-01',
  'T'.repeat(90),
  '  '.repeat(50),
];

const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1,
  5,
  1.5,
  1e21,
  Number.NaN,
  '',
  ' ',
  'x',
  'yes',
  '2026-12-01',
  '15:00',
  '99:99',
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  'America/Chicago',
  'a@example.com',
  'x'.repeat(5_000),
  ['x'],
  [{}],
  480,
  180,
  4_320_000,
  '🙂',
];

/** The text with a few places damaged. */
export function damagedText(text: string, random: Random): string {
  let damaged = text;
  for (let n = 1 + below(random, 4); n > 0; n -= 1) damaged = damageText(damaged, random);
  return damaged;
}

function damageText(text: string, random: Random): string {
  const at = below(random, text.length + 1);
  const lines = text.split('\n');
  const line = below(random, lines.length);
  const piece = pick(random, pieces) ?? '';
  switch (below(random, 10)) {
    case 0:
      return text.slice(0, at) + piece + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + below(random, 12));
    case 2:
      return text.slice(0, at);
    case 3:
      return lines.filter((_, i) => i !== line).join('\n');
    case 4:
      return [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n');
    case 5:
      return lines.map((one, i) => (i === line ? `${' '.repeat(below(random, 5))}${one}` : one)).join('\n');
    case 6:
      return lines.map((one, i) => (i === line ? one.replace(/^ +/, '') : one)).join('\n');
    case 7:
      return lines.map((one, i) => (i === line ? one.replace(/:.*$/, `: ${piece}`) : one)).join('\n');
    case 8:
      return text.replaceAll(
        pick(
          random,
          text.split(/[^A-Za-z-]+/).filter((word) => word !== ''),
        ) ?? ' ',
        piece,
      );
    default:
      return swap(lines, line, below(random, lines.length)).join('\n');
  }
}

function swap<T>(list: readonly T[], i: number, j: number): T[] {
  return list.map((one, k) => (k === i ? (list[j] ?? one) : k === j ? (list[i] ?? one) : one));
}

/** The data with a few places replaced, renamed, doubled or taken out. */
export function damagedData(data: unknown, random: Random): unknown {
  let damaged = data;
  for (let n = 1 + below(random, 3); n > 0; n -= 1) damaged = damageData(damaged, random);
  return damaged;
}

function damageData(data: unknown, random: Random): unknown {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const chosen = pick(random, entries);
  if (chosen === undefined || random() < 0.08) return pick(random, values);
  const [key, value] = chosen;
  const deeper = typeof value === 'object' && value !== null && random() < 0.8;
  const kind = deeper ? 0 : below(random, 4);
  const changed = entries.flatMap(([name, inner]): [string, unknown][] => {
    if (name !== key) return [[name, inner]];
    if (kind === 0) return [[name, deeper ? damageData(inner, random) : replaced(inner, random)]];
    if (kind === 1) return [];
    if (kind === 2) return [[`${name.slice(0, -1)}${pick(random, ['', 'x', 's', name])}`, inner]];
    return [
      [name, inner],
      [`${name}${pick(random, ['2', '_', 's'])}`, inner],
    ];
  });
  return Array.isArray(data) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
}

/** Often something near, so that a part of what comes out is still good. */
function replaced(value: unknown, random: Random): unknown {
  if (random() < 0.5) return pick(random, values);
  if (typeof value === 'number') return Math.max(0, value + below(random, 7) - 3);
  if (typeof value === 'boolean') return !value;
  return typeof value === 'string' ? `${value}${pick(random, ['', 'x', ' ', '-2'])}` : value;
}
