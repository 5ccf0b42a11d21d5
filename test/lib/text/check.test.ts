import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkDocument } from '../../../src/lib/text/check.ts';
import { readDocument } from '../../../src/lib/text/document.ts';
import { shapeOf, wordsFor } from '../../../src/lib/text/shape.ts';

type Tree = { value: string } | { all: Tree[] };
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([z.object({ value: z.string() }), z.object({ all: z.array(tree).min(1) })]),
);

const schema = z.object({
  key: z.string().regex(/^[a-z]+$/, 'use small letters'),
  size: z.number().int().min(5).max(480),
  way: z.enum(['round-robin', 'named']).default('named'),
  label: z.string().min(1).max(10).optional(),
  steps: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('wait'), minutes: z.number() }),
        z.object({ kind: z.literal('tell'), who: z.enum(['owner', 'requester']) }),
      ]),
    )
    .default([]),
  when: tree.optional(),
  free: z.record(z.string(), z.number()).optional(),
  short: z.record(z.string().min(1).max(5), z.number()).optional(),
  known: z.record(z.string().regex(/^[a-z]+$/, 'use small letters'), z.number()).optional(),
  span: z
    .object({ from: z.number(), to: z.number() })
    .refine(({ from, to }) => from < to, 'from must be less than to')
    .optional(),
});

const good = 'key: abc\nsize: 30\n';
const check = (text: string) => {
  const read = readDocument(text);
  if (!read.ok) throw new Error(read.problems.map((p) => p.text).join(' '));
  const checked = checkDocument(schema, read.document);
  return checked.ok ? [] : checked.problems.map(({ line, column, text }) => `${line}:${column} ${text}`);
};

describe('checking a text against a schema', () => {
  it('gives the value with its defaults', () => {
    const read = readDocument(good);
    expect(read.ok && checkDocument(schema, read.document)).toEqual({
      ok: true,
      value: { key: 'abc', size: 30, way: 'named', steps: [] },
    });
  });

  it.each([
    ['a mistyped key', `${good}lable: x`, '3:1 There is no key “lable”. Did you mean “label”?'],
    [
      'a key like no other',
      `${good}zzzzzz: x`,
      '3:1 There is no key “zzzzzz”. Use one of: key, size, way, label, steps, when, free, short, known, span; or take it out.',
    ],
    [
      'a mistyped key, and not that it is missing',
      'key: abc\nsise: 30',
      '2:1 There is no key “sise”. Did you mean “size”?',
    ],
    ['what is missing', 'key: abc', '1:1 “size” is missing. Write a whole number from 5 to 480.'],
    ['a wrong kind', 'key: abc\nsize: 30 min', '2:7 “size” is “30 min”, but must be a whole number from 5 to 480.'],
    ['a number out of range', 'key: abc\nsize: 3', '2:7 “size” is 3, but must be a whole number from 5 to 480.'],
    [
      'a number for text',
      `${good}label: 7`,
      '3:8 “label” is 7, but must be text of 1 to 10 characters. Put it in quotes: "7".',
    ],
    ['the message of the schema', 'key: A1\nsize: 30', '1:6 “key” is “A1”: use small letters.'],
    [
      'a word that is not one of a few',
      `${good}way: roundrobin`,
      '3:6 “way” cannot be “roundrobin”. Did you mean “round-robin”? Use one of: round-robin, named.',
    ],
    [
      'a branch that does not exist',
      `${good}steps:\n  - kind: weit\n    minutes: 3`,
      '4:11 “kind” of steps 1 cannot be “weit”. Did you mean “wait”? Use one of: wait, tell.',
    ],
    [
      'the key of another branch',
      `${good}steps:\n  - kind: tell\n    who: owner\n    minutes: 3`,
      '6:5 In “steps 1” there is no key “minutes”. Use one of: kind, who; or take it out.',
    ],
    [
      'something deep in a schema that holds itself',
      `${good}when:\n  all:\n    - value: x\n    - all:\n      - valeu: y`,
      '7:9 In “all 1” of all 2 of when there is no key “valeu”. Did you mean “value”?',
    ],
    [
      'a key that is too long',
      `${good}short:\n  abcdefg: 1`,
      '4:3 The key “abcdefg” of short cannot be used. Write text of 1 to 5 characters.',
    ],
    [
      'a key by the message of the schema',
      `${good}known:\n  A: 1`,
      '4:3 The key “A” of known cannot be used. Use small letters.',
    ],
    ['a wrong value of a free key', `${good}free:\n  a: x`, '4:6 “a” of free is “x”, but must be a number.'],
    [
      'a rule of the schema about several keys',
      `${good}span:\n  from: 2\n  to: 1`,
      '4:3 “span”: from must be less than to.',
    ],
    ['an empty value', 'key:\nsize: 30', '1:5 “key” is empty, but must be text.'],
    [
      'something else than keys',
      '- a',
      '1:1 The text is a list of 1 entry, but must be the keys key, size (and, where wanted, way,',
    ],
  ])('tells %s', (_, text, says) => {
    const said = check(text);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(says);
  });

  it('tells everything at once, in the order of the text', () => {
    expect(check('size: x\nkey: B\nfoo: 1').map((said) => said.split(' ')[0])).toEqual(['1:7', '2:6', '3:1']);
  });
});

describe('what a schema asks for, in words', () => {
  it.each([
    [z.number().int().positive(), 'a whole number, 1 or more'],
    [z.string().max(80), 'text of at most 80 characters'],
    [z.string().length(2), 'text of 2 characters'],
    [z.boolean(), 'true or false'],
    [z.iso.date(), 'a date such as 2026-12-01'],
    [z.union([z.string(), z.number()]), 'text, or a number'],
    [z.array(z.string()).min(1).max(3), 'a list of 1 to 3 entries'],
    [z.literal('one'), 'one'],
    [z.enum(['a', 'b']).nullable(), 'one of: a, b, or nothing (null)'],
  ])('%#', (zod, words) => expect(wordsFor(shapeOf(zod))).toBe(words));
});
