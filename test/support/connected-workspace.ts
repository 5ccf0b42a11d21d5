/**
 * A workspace that a desk is connected to with a bot token, as to a real one: a server of its own, which outlives any
 * desk, with as many people as a test wants and no sample owners.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { SlackConfig } from '../../src/config.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { mountedAt } from '../../src/server.ts';
import { type Member, member } from './member.ts';

export interface ConnectedWorkspace {
  workspace: Sandbox;
  /** How a desk connects to it. */
  slack: SlackConfig;
  /** From now on what people do is delivered to the desk at this address. */
  deliverTo(deskUrl: string): void;
  /** The n-th person, from 0. */
  person(n: number): Member;
  stop(): Promise<void>;
}

/** The id that the workspace has in Slack. */
export const connectedTeam = 'T0CONNECTED';

/** The email of the n-th person. */
export const emailOf = (n: number) => `person.${n}@example.com`;

/** Starts one. */
export async function connectedWorkspace(people: number): Promise<ConnectedWorkspace> {
  let deskUrl = '';
  let url = '';
  const folder = await mkdtemp(join(tmpdir(), 'slotdesk-workspace-'));
  const id = (n: number) => `U${String(n + 1).padStart(4, '0')}`;
  const workspace = createSandbox({
    people: Array.from({ length: people }, (_, n) => ({
      id: id(n),
      handle: `person.${n}`,
      name: `Person ${n}`,
      email: emailOf(n),
      zone: 'America/New_York',
      title: 'Coordinator',
      bot: false,
    })),
    channels: [{ name: 'general' }, { name: 'sales-desk' }],
    team: { id: connectedTeam, name: 'Connected' },
    clock: systemClock,
    ahead: () => 0,
    moveClock: async () => {},
    journal: join(folder, 'workspace.jsonl'),
    deliverTo: () => `${deskUrl}/slack/events`,
    apiBase: () => `${url}/sandbox/api/`,
    log: createLog({ level: 'error' }),
  });
  const server = createServer(getRequestListener(mountedAt('/sandbox', workspace.app).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { botToken, signingSecret } = workspace;
  return {
    workspace,
    slack: { botToken, signingSecret, appToken: undefined, apiUrl: `${url}/sandbox/api/` },
    deliverTo: (to) => {
      deskUrl = to;
    },
    person: (n) => member(url, id(n)),
    stop: async () => {
      workspace.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
