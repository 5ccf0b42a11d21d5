/** A local workspace behind a real port, with a fake app under it, and short ways to act in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterEach } from 'vitest';
import { fixedClock } from '../../src/lib/clock.ts';
import type { SandboxOptions } from '../../src/sandbox/options.ts';
import type { Act, ActAnswer, SandboxPerson, SlackJson, Snapshot } from '../../src/sandbox/protocol.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { type FakeApp, startFakeApp } from './fake-app.ts';
import { type ManualTimers, manualTimers } from './manual-timers.ts';

export const ANN = person('U0ANN', 'ann', 'Ann Lee', 'America/New_York');
export const BOB = person('U0BOB', 'bob', 'Bob Diaz', 'America/Phoenix');

/** Tuesday, December 1, 2026, 10:00 in New York. */
export const START = 1_796_137_200_000;

export interface Local {
  sandbox: Sandbox;
  app: FakeApp;
  clock: ReturnType<typeof fixedClock>;
  timers: ManualTimers;
  /** Where the server listens, without a path. */
  url: string;
  journal: string;
  /** The id of #general. */
  general: string;
  /** What reached the log. */
  logged: string[];
  api(method: string, args?: SlackJson, token?: string | null): Promise<SlackJson>;
  act(act: Act): Promise<ActAnswer>;
  see(who: SandboxPerson): Promise<Snapshot>;
  /** A live trigger of `who`, taken from a slash command. */
  trigger(who: SandboxPerson): Promise<string>;
  /** Stops the workspace and starts another on the same journal. */
  restart(): Promise<Local>;
}

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Starts one; it is gone when the test ends. */
export async function startLocal(options: Partial<SandboxOptions> = {}, journal = ''): Promise<Local> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  const path = journal || join(folder, 'journal.jsonl');
  const app = await startFakeApp();
  const clock = fixedClock(START);
  const timers = manualTimers();
  const logged: string[] = [];
  const log = (_: object, message: string) => logged.push(message);
  let url = '';
  const sandbox = createSandbox({
    people: [ANN, BOB],
    channels: [{ name: 'general' }, { name: 'sales' }],
    team: { id: 'T0TEAM', name: 'Acme' },
    clock,
    ahead: () => clock.now() - START,
    moveClock: async (forward) => clock.set(clock.now() + forward),
    journal: path,
    deliverTo: app.url,
    apiBase: () => `${url}/sandbox/api/`,
    log: { info: log, warn: log, error: log },
    timers,
    ...options,
  });
  const server = createServer(getRequestListener(sandbox.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    sandbox.close();
    await app.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  closers.push(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const act = async (one: Act): Promise<ActAnswer> => {
    const response = await fetch(`${url}/sandbox/act/${one.kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(one),
    });
    return (await response.json()) as ActAnswer;
  };
  const see = async (who: SandboxPerson): Promise<Snapshot> =>
    (await (await fetch(`${url}/sandbox/state?as=${who.id}`)).json()) as Snapshot;
  const general = (await see(ANN)).channels.find((channel) => channel.name === 'general')?.id ?? '';

  return {
    sandbox,
    app,
    clock,
    timers,
    url,
    journal: path,
    general,
    logged,
    act,
    see,
    api: async (method, args = {}, token = sandbox.botToken) => {
      const response = await fetch(`${url}/sandbox/api/${method}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(args),
      });
      return (await response.json()) as SlackJson;
    },
    trigger: async (who) => {
      await act({ kind: 'command', as: who.id, channel: general, text: '/schedule' });
      return String(app.deliveries.at(-1)?.body.trigger_id);
    },
    restart: async () => {
      await close();
      return startLocal(options, path);
    },
  };
}

/** Waits until `done` holds; the test's own time limit ends a wait in vain. */
export async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setImmediate(resolve));
}

function person(id: string, handle: string, name: string, zone: string): SandboxPerson {
  return { id, handle, name, email: `${handle}@acme.test`, zone, title: 'Operations', bot: false };
}
