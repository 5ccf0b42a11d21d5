/**
 * A workspace that stands in for Slack's servers, with a stopwatch at its door: how long the desk takes to answer each
 * delivery, as Slack would see it. It runs in this process and the desk in its own.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { starterOwners } from '../../src/flow/starter/people.ts';
import { starterChannels } from '../../src/flow/starter/surroundings.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { mountedAt } from '../../src/server.ts';

export const team = { id: 'T0BENCH', name: 'Bench' };

export interface StandIn {
  url: string;
  sandbox: Sandbox;
  /** The requesters' ids. */
  people: string[];
  /** How long each answer of the desk took, in ms, by kind of delivery: command, view_submission, block_actions. */
  answers: Map<string, number[]>;
  deliverTo(deskUrl: string): void;
  stop(): Promise<void>;
}

/** Starts one whose journal lies in `folder`. */
export async function startStandIn(folder: string, requesters: number): Promise<StandIn> {
  let desk = '';
  let url = '';
  const people = Array.from({ length: requesters }, (_, n) => ({
    id: `U${String(n + 1).padStart(4, '0')}`,
    handle: `person.${n}`,
    name: `Person ${n}`,
    email: `person.${n}@example.com`,
    zone: 'America/New_York',
    title: 'Coordinator',
    bot: false,
  }));
  const owners = starterOwners.map((owner, n) => ({ ...owner, id: `U9${String(n).padStart(3, '0')}`, bot: false }));
  const sandbox = createSandbox({
    people: [...people, ...owners],
    channels: starterChannels.map((name) => ({ name })),
    team,
    clock: systemClock,
    ahead: () => 0,
    moveClock: async () => {},
    journal: join(folder, 'bench.jsonl'),
    deliverTo: () => `${desk}/slack/events`,
    apiBase: () => `${url}/sandbox/api/`,
    log: createLog({ level: 'error' }),
  });
  const server = createServer(getRequestListener(mountedAt('/sandbox', sandbox.app).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { answers, stop } = timeDeliveries(() => desk);
  return {
    url,
    sandbox,
    people: people.map(({ id }) => id),
    answers,
    deliverTo: (to) => {
      desk = to;
    },
    stop: async () => {
      stop();
      sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Puts a stopwatch around every post to the desk. */
function timeDeliveries(desk: () => string): Pick<StandIn, 'answers'> & { stop(): void } {
  const answers = new Map<string, number[]>();
  const plain = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (desk() === '' || !String(input).startsWith(desk())) return plain(input, init);
    const start = performance.now();
    const response = await plain(input, init);
    // Slack has the answer when it has all of it.
    const body = await response.arrayBuffer();
    const kind = kindOf(String(init?.body));
    answers.set(kind, [...(answers.get(kind) ?? []), performance.now() - start]);
    return new Response(body, response);
  };
  return {
    answers,
    stop: () => {
      globalThis.fetch = plain;
    },
  };
}

function kindOf(body: string): string {
  const fields = new URLSearchParams(body);
  const payload = fields.get('payload');
  return payload === null ? 'command' : String(JSON.parse(payload).type);
}
