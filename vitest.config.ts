import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The tests must not lean on the zone of the machine; this one has both clock changes and no round offset from UTC.
    env: { TZ: 'America/St_Johns' },
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two at a time: each file that needs a database gets its own, cloned from one template.
    maxWorkers: 2,
  },
});
