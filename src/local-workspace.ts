/** Opens the local workspace with the starter desk's people in it: the only place where the two are brought together. */
import { starterOwners, starterStaff } from './flow/starter/people.ts';
import { starterChannels } from './flow/starter/surroundings.ts';
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

/**
 * Keeps the local workspace and real ones in databases of their own: its people are samples, its clock may be days ahead,
 * and neither chat could deliver the other's reminders.
 * @param linked every workspace that the database knows
 * @param connected whether the desk starts with a real chat
 * @throws with what to do
 */
export function assertKeptApart(linked: readonly { workspace: string }[], connected: boolean): void {
  const isLocal = ({ workspace }: { workspace: string }) => workspace === team.id;
  if (connected && linked.some(isLocal))
    throw new Error(
      'This database belongs to the local workspace, with its sample people and a clock that may be ahead. Give the ' +
        'real workspace one of its own: set DATA_DIR to another folder (or DATABASE_URL to another database) in .env.',
    );
  if (!connected && !linked.every(isLocal))
    throw new Error(
      'This database belongs to a real workspace, but no chat token is set. Set SLACK_BOT_TOKEN again, or, to try ' +
        'the local workspace, set DATA_DIR to another folder.',
    );
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
