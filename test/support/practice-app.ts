/**
 * A small app under the real local workspace, for tests of what people see: it records what the workspace delivers,
 * answers as the test says, and calls the Web API as an app would.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { movableClock } from '../../src/lib/clock.ts';
import type { SandboxPerson } from '../../src/sandbox/protocol.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

export type Json = Record<string, unknown>;

/** What arrived: a slash command's fields, or an interaction's payload. */
export interface Delivery {
  type: string;
  body: Json;
}

export interface PracticeApp {
  /** Address of the workspace's page. */
  url: string;
  sandbox: Sandbox;
  deliveries: Delivery[];
  /** Decides the HTTP body that a delivery is answered with; '' by default. May wait. */
  answer: (delivery: Delivery) => Promise<Json | string> | Json | string;
  /** Calls a method of the Web API; throws when it refuses. */
  call(method: string, args: Json): Promise<Json>;
  close(): Promise<void>;
}

export const PEOPLE: readonly SandboxPerson[] = [
  person('U0MAYA', 'maya', 'Maya Torres', 'America/New_York', 'Account executive'),
  person('U0PRIYA', 'priya', 'Priya Raman', 'America/Chicago', 'Sales manager'),
  person('U0BEN', 'ben', 'Ben Whitefeather', 'America/Phoenix', 'Solutions engineer'),
  person('U0LENA', 'lena', 'Lena Fischer', 'America/Los_Angeles', 'Field technician'),
];

/** Starts workspace and app on free ports, with their files in a temporary folder. */
export async function startPracticeApp(ahead = 0): Promise<PracticeApp> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'));
  const clock = movableClock(ahead);
  const deliveries: Delivery[] = [];
  const root = new Hono();
  let port = 0;

  const receiver = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += chunk;
    const fields = Object.fromEntries(new URLSearchParams(raw));
    const body: Json = fields.payload === undefined ? fields : JSON.parse(fields.payload);
    const delivery = { type: typeof body.type === 'string' ? body.type : 'command', body };
    deliveries.push(delivery);
    const said = await app.answer(delivery);
    const json = typeof said !== 'string';
    response.writeHead(200, { 'content-type': json ? 'application/json' : 'text/plain' });
    response.end(json ? JSON.stringify(said) : said);
  });
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready));
  const deliverTo = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/slack/events`;

  const sandbox = createSandbox({
    people: PEOPLE,
    channels: [{ name: 'sales' }, { name: 'scheduling' }, { name: 'general' }],
    team: { id: 'T0PRACTICE', name: 'Practice' },
    clock,
    ahead: () => clock.offset(),
    moveClock: async (forward) => clock.setOffset(clock.offset() + forward),
    journal: join(folder, 'journal'),
    deliverTo,
    apiBase: () => `http://127.0.0.1:${port}/sandbox/api/`,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    events: [],
  });
  root.route('/sandbox', sandbox.app);
  const server = await new Promise<ReturnType<typeof serve>>((ready) => {
    const made = serve({ fetch: root.fetch, port: 0, hostname: '127.0.0.1' }, () => ready(made));
  });
  port = (server.address() as AddressInfo).port;

  const app: PracticeApp = {
    url: `http://127.0.0.1:${port}/sandbox/`,
    sandbox,
    deliveries,
    answer: () => '',
    call: async (method, args) => {
      const response = await fetch(`http://127.0.0.1:${port}/sandbox/api/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.botToken}` },
        body: JSON.stringify(args),
      });
      const said = (await response.json()) as Json;
      if (said.ok !== true) throw new Error(`${method}: ${JSON.stringify(said)}`);
      return said;
    },
    close: async () => {
      sandbox.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      receiver.closeAllConnections();
      await new Promise((closed) => receiver.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
  return app;
}

function person(id: string, handle: string, name: string, zone: string, title: string): SandboxPerson {
  return { id, handle, name, email: `${handle}@example.com`, zone, title, bot: false };
}
