import { expect, test } from 'vitest';
import { tooOld } from '../../src/store/migrate.ts';

test('a server older than PostgreSQL 14 is refused by its name, a newer one is not', () => {
  expect(tooOld(130_004)).toContain('this server is 13.4');
  expect(tooOld(140_000)).toBeUndefined();
});
