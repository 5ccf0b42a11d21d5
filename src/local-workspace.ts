/** Opens the local workspace with the starter desk's people in it: the only place where the two are brought together. */

import { starterOwners, starterStaff } from './flow/starter/people.ts';
import { starterChannels } from './flow/starter/use-cases.ts';
import type { MovableClock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { assertSandboxAllowed } from './sandbox/guard.ts';
import type { SandboxPerson } from './sandbox/protocol.ts';
import { createSandbox, type Sandbox } from './sandbox/sandbox.ts';

const team = { id: 'T0SLOTDESK', name: 'Northwind Services' };

/** The sample people as members of the local workspace; the requester comes first. */
export function localPeople(): SandboxPerson[] {
  return [...starterStaff, ...starterOwners].map(({ handle, name, email, zone, title }, i) => ({
    id: `U${String(i + 1).padStart(4, '0')}`,
    handle,
    name,
    email,
    zone,
    title,
    bot: false,
  }));
}

/** Opens it. The app is reached, and reaches it, over HTTP at `url`. */
export function openLocalWorkspace(around: {
  journal: string;
  production: boolean;
  clock: MovableClock;
  url: string;
  moveClock(forwardMs: number): Promise<void>;
  log: Log;
}): { sandbox: Sandbox; team: { id: string; name: string } } {
  const { journal, production, clock, url, moveClock, log } = around;
  assertSandboxAllowed(production ? 'production' : undefined);
  const sandbox = createSandbox({
    people: localPeople(),
    channels: starterChannels.map((name) => ({ name })),
    team,
    clock,
    ahead: () => clock.offset(),
    moveClock,
    journal,
    deliverTo: `${url}/slack/events`,
    apiBase: () => `${url}/sandbox/api/`,
    log,
  });
  return { sandbox, team };
}
