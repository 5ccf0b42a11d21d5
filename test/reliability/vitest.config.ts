/**
 * The long run: every step fifteen times, on two lanes at once. `npm run test:reliability`; the same order again with
 * `npm run test:reliability -- --sequence.seed=<the seed that it printed>`.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/reliability/**/*.soak.ts'],
    env: { TZ: 'America/St_Johns' },
    globalSetup: ['test/support/global-setup.ts', 'test/support/seed-setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    maxConcurrency: 2,
  },
});
