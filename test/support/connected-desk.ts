/**
 * A desk that is connected to a workspace with a bot token, as to a real one, and not the one that stands in for it: the
 * workspace is a server of its own, with as many people as a test wants and no sample owners.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { systemClock } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { mountedAt } from '../../src/server.ts';
import { type Member, member } from './member.ts';
import { type RunningDesk, runDesk } from './running-desk.ts';

export interface ConnectedDesk {
  desk: RunningDesk;
  workspace: Sandbox;
  /** The n-th person, from 0. */
  person(n: number): Member;
  stop(): Promise<void>;
}

/** Starts both. */
export async function connectedDesk(people: number): Promise<ConnectedDesk> {
  let deskUrl = '';
  let url = '';
  const id = (n: number) => `U${String(n + 1).padStart(4, '0')}`;
  const workspace = createSandbox({
    people: Array.from({ length: people }, (_, n) => ({
      id: id(n),
      handle: `person.${n}`,
      name: `Person ${n}`,
      email: `person.${n}@example.com`,
      zone: 'America/New_York',
      title: 'Coordinator',
      bot: false,
    })),
    channels: [{ name: 'general' }, { name: 'sales-desk' }],
    team: { id: 'T0CONNECTED', name: 'Connected' },
    clock: systemClock,
    ahead: () => 0,
    moveClock: async () => {},
    journal: join(tmpdir(), `slotdesk-workspace-${newId()}.jsonl`),
    deliverTo: () => `${deskUrl}/slack/events`,
    apiBase: () => `${url}/sandbox/api/`,
    log: createLog({ level: 'warn' }),
  });
  const server = createServer(getRequestListener(mountedAt('/sandbox', workspace.app).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { botToken, signingSecret } = workspace;
  const desk = await runDesk({
    config: { slack: { botToken, signingSecret, appToken: undefined, apiUrl: `${url}/sandbox/api/` } },
  });
  deskUrl = desk.url;
  return {
    desk,
    workspace,
    person: (n) => member(url, id(n)),
    stop: async () => {
      await desk.stop();
      workspace.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
