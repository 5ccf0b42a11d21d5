/** Folders that appear whole or not at all. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeWhole } from '../../src/store/embedded-folders.ts';
import { freshFolder } from '../support/desks.ts';

/** No process has this number: it is above the limit of every supported system. */
const nobodysNumber = 99_999_999;

test('a folder that could not be filled is not there, and nothing else is', async () => {
  const parent = await freshFolder();
  const fails = makeWhole(join(parent, 'data'), async (temporary) => {
    await writeFile(join(temporary, 'half'), '');
    throw new Error('the disk is full');
  });
  await expect(fails).rejects.toThrow('the disk is full');
  expect(readdirSync(parent)).toEqual([]);
});

test('of two that make the same folder one makes it, and the other learns that it did not', async () => {
  const folder = join(await freshFolder(), 'data');
  const make = (text: string) => makeWhole(folder, (temporary) => writeFile(join(temporary, 'by'), text));
  const made = await Promise.all([make('first'), make('second')]);
  expect([...made].sort()).toEqual([false, true]);
  expect(await readFile(join(folder, 'by'), 'utf8')).toBe(made[0] ? 'first' : 'second');
});

test('what a killed process left is cleared away, even while its orphan still writes into it', async () => {
  const parent = await freshFolder();
  const left = join(parent, `data.new-${nobodysNumber}-a`);
  mkdirSync(left);
  for (let i = 0; i < 200; i += 1) writeFileSync(join(left, `before-${i}`), '');
  const script = 'echo; i=0; while [ $i -lt 3000 ]; do i=$((i+1)); : > "$1/$i" || exit; done';
  const orphan = spawn('/bin/sh', ['-c', script, 'sh', left], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(orphan.stdout, 'data');
  expect(await makeWhole(join(parent, 'data'), async () => {})).toBe(true);
  expect(readdirSync(parent)).toEqual(['data']);
});
