/** A proposal is the same on any machine and on any day: neither its zone nor today's season has a say. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test, vi } from 'vitest';
import { someProposals } from './print-proposals.ts';

const run = promisify(execFile);
const program = fileURLToPath(new URL('print-proposals.ts', import.meta.url));
const here = someProposals();

afterEach(() => {
  vi.useRealTimers();
});

test('the worlds have something to offer', () => {
  expect(here.split('"ownerZone"').length).toBeGreaterThan(100);
});

test.each(['UTC', 'America/Los_Angeles', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'])(
  'a machine in %s proposes the same',
  { timeout: 120_000 },
  async (zone) => {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', program, '--print'], {
      env: { ...process.env, TZ: zone },
      maxBuffer: 2 ** 28,
    });
    expect(stdout === here).toBe(true);
  },
);

test.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z', '2029-11-04T06:30:00Z'])(
  'a machine on %s does, too',
  (today) => {
    vi.setSystemTime(new Date(today));
    expect(someProposals() === here).toBe(true);
  },
);
