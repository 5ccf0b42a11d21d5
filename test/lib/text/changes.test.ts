import { expect, it } from 'vitest';
import { changeInWords, changesBetween } from '../../../src/lib/text/changes.ts';

const said = (before: unknown, after: unknown) => changesBetween(before, after).map(changeInWords);

it('names what changed by where it stands', () => {
  expect(said({ a: 1, b: { c: 'x', d: 2 } }, { a: 1, b: { c: 'y', d: 2 } })).toEqual(['b.c: x → y']);
});

it('names what was added and what was taken out', () => {
  expect(said({ a: 1 }, { b: { c: 2 } })).toEqual(['a: taken out (was 1)', 'b: added']);
});

it('compares entries with keys by their key, wherever they stand in the list', () => {
  const before = [
    { key: 'x', n: 1 },
    { key: 'y', n: 1 },
  ];
  expect(
    said(
      { list: before },
      {
        list: [
          { key: 'new', n: 1 },
          { key: 'x', n: 2 },
          { key: 'y', n: 1 },
        ],
      },
    ),
  ).toEqual(['list.x.n: 1 → 2', 'list.new: added']);
});

it('tells that only the order changed', () => {
  expect(said({ list: [{ key: 'x' }, { key: 'y' }] }, { list: [{ key: 'y' }, { key: 'x' }] })).toEqual([
    'list: ["x","y"] → ["y","x"]',
  ]);
});

it('compares other lists by place, from 1', () => {
  expect(said({ list: [1, 2, 3] }, { list: [1, 5] })).toEqual(['list.2: 2 → 5', 'list.3: taken out (was 3)']);
});

it('finds nothing where nothing changed', () => expect(said({ a: [{ b: 1 }] }, { a: [{ b: 1 }] })).toEqual([]));
