import { describe, expect, it } from 'vitest';
import { largestText, readDocument, writeDocument } from '../../../src/lib/text/document.ts';

const read = (text: string) => {
  const done = readDocument(text);
  if (!done.ok) throw new Error(`not read: ${done.problems.map((p) => p.text).join(' ')}`);
  return done.document;
};
const problems = (text: string) => {
  const done = readDocument(text);
  return done.ok ? [] : done.problems.map(({ line, column, text }) => `${line}:${column} ${text}`);
};

describe('reading a text', () => {
  it('gives plain data, from YAML and from JSON', () => {
    expect(read('a: 1\nb: [x, yes, 09:00]\nc:\n').value).toEqual({ a: 1, b: ['x', 'yes', '09:00'], c: null });
    expect(read('{"a": {"b": [true]}}').value).toEqual({ a: { b: [true] } });
  });

  it('remembers where a value and where its key stands', () => {
    const document = read('a: 1\nlist:\n  - one\n  - b: 2\n');
    expect(document.placeOf(['list', 1, 'b'])).toEqual({ line: 4, column: 8 });
    expect(document.placeOfKey(['list', 1, 'b'])).toEqual({ line: 4, column: 5 });
    expect(document.placeOf(['list', 0])).toEqual({ line: 3, column: 5 });
  });

  it('gives the nearest place around what is missing', () => {
    expect(read('a: 1\nb:\n  c: 1\n').placeOfKey(['b', 'd', 'e'])).toEqual({ line: 2, column: 1 });
  });

  it('tells a key that stands twice', () => {
    expect(problems('a: 1\nb: 2\na: 3')).toEqual(['3:1 “a” stands here twice, first on line 1. Take one of them out.']);
  });

  it.each([
    ['a text that is not closed', 'a: "x\nb: 2', 'Add the closing "'],
    ['a tab as indent', 'a:\n\tb: 1', 'Indent with spaces'],
    ['a colon in plain text', 'a: b: c', 'in quotes'],
    ['a tag', 'a: !!binary aGk=', 'without a tag'],
    ['a key that is a list', '? [x]\n: 1', 'as plain text'],
    ['a second document', 'a: 1\n---\nb: 2', 'Write one to a file'],
    ['an alias of nothing', 'a: *b', 'Name it first'],
    ['an alias within itself', 'a: &a\n  - *a', 'stands inside itself'],
  ])('says how to mend %s', (_, text, mend) => expect(problems(text).join('\n')).toContain(mend));

  it('resolves aliases', () => expect(read('a: &x {b: 1}\nc: *x').value).toEqual({ a: { b: 1 }, c: { b: 1 } }));

  it('keeps a key that looks like the prototype as a key', () => {
    const { value } = read('__proto__: {polluted: 1}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('a hostile text', () => {
  const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x,x]'];
  for (let n = 1; n < 12; n += 1) bomb.push(`a${n}: &a${n} [${`*a${n - 1},`.repeat(10)}]`);
  const hostile: [what: string, text: string, says: string][] = [
    ['an alias bomb', bomb.join('\n'), 'repeats itself too often'],
    ['brackets in brackets', '['.repeat(100_000), 'Make it flatter'],
    ['closed brackets in brackets', `${'['.repeat(2_000)}${']'.repeat(2_000)}`, 'Make it flatter'],
    ['keys in keys', Array.from({ length: 600 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'Make it flatter'],
    ['lists in lists', '- '.repeat(100_000), 'Make it flatter'],
    ['a text too long', 'x'.repeat(largestText + 1), 'Make it shorter'],
    ['nothing but quotes', '"'.repeat(200_000), '.'],
    ['nothing but anchors', '&a '.repeat(80_000), '.'],
    ['a key of a megabyte’s quarter', `${'a'.repeat(250_000)}: 1`, 'shorter key'],
  ];
  it.each(hostile)('is answered, not obeyed: %s', (_, text, says) => {
    expect(problems(text).join('\n')).toContain(says);
    expect(problems(text).length).toBeLessThanOrEqual(20);
  });

  it('of twenty thousand keys is read, each key looked at once', () => {
    const keys = Array.from({ length: 20_000 }, (_, n) => `k${n}: 1`).join('\n');
    expect(Object.keys(read(keys).value as object)).toHaveLength(20_000);
  });
});

describe('writing', () => {
  it('gives a text that reads the same, also what looks like something else', () => {
    const data = { a: 'yes', b: '12', c: '09:00', d: 'a: b', e: '# no', f: ['', ' x ', 'l1\nl2'], g: null, h: 1.5 };
    expect(read(writeDocument(data)).value).toEqual(data);
  });

  it('writes the same object twice without naming it', () => {
    const shared = { x: 1 };
    expect(writeDocument({ a: shared, b: shared })).toBe('a:\n  x: 1\nb:\n  x: 1\n');
  });
});
