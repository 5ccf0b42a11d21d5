/** Thousands of random worlds; `npm run test:worlds` checks a hundred thousand. */
import { expect, test } from 'vitest';
import { checkWorlds } from './many-worlds.ts';

const seed = 20261130;
const worlds = 2000;

test('no slot breaks a rule according to an independent checker, in thousands of random worlds', {
  timeout: 120_000,
}, () => {
  const offering = checkWorlds(worlds, seed);
  console.log(`${worlds} worlds from seed ${seed}, ${offering} with something to offer`);
  expect(offering).toBeGreaterThan(worlds / 4);
});
