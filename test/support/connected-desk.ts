/** A desk inside a test that is connected to a workspace with a bot token, and not the one that stands in for it. */
import type { SlackConfig } from '../../src/config.ts';
import type { World } from '../../src/flow/world.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { inTransaction } from '../../src/store/database.ts';
import { addToPool, saveOwner } from '../../src/store/owners.ts';
import { createPerson } from '../../src/store/people.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { connectedTeam, connectedWorkspace, emailOf } from './connected-workspace.ts';
import type { Member } from './member.ts';
import { type RunningDesk, runDesk } from './running-desk.ts';

export interface ConnectedDesk {
  desk: RunningDesk;
  workspace: Sandbox;
  /** How the desk connects to it. */
  slack: SlackConfig;
  /** The n-th person, from 0. */
  person(n: number): Member;
  stop(): Promise<void>;
}

/** Starts both. */
export async function connectedDesk(
  people: number,
  options: { wrap?: (world: World) => World } = {},
): Promise<ConnectedDesk> {
  const there = await connectedWorkspace(people);
  const desk = await runDesk({ ...options, config: { slack: there.slack } });
  there.deliverTo(desk.url);
  return {
    desk,
    workspace: there.workspace,
    slack: there.slack,
    person: there.person,
    stop: async () => {
      await desk.stop();
      await there.stop();
    },
  };
}

/** Makes the first person an owner who takes sales calls, on weekdays from 9 to 5 in Denver. */
export async function firstPersonSells(store: World['store']): Promise<void> {
  const tenant = await tenantOfWorkspace(store.db, 'slack', connectedTeam);
  if (tenant === null) throw new Error('The desk did not make the tenant of the workspace.');
  await inTransaction(store, async (tx) => {
    const who = await createPerson(tx, tenant, { name: 'Person 0', email: emailOf(0), zone: 'America/Denver' });
    const owner = await saveOwner(tx, tenant, {
      personId: who.id,
      name: who.name,
      zone: who.zone,
      hours: [{ days: [1, 2, 3, 4, 5], start: 540, end: 1020 }],
      dateHours: [],
      skills: ['core'],
      territories: [],
    });
    await addToPool(tx, tenant, 'sales', owner.id);
  });
}

/** What a sales call asks for, answered well. */
export const goodAnswers = {
  Customer: 'Acme Corp',
  'Customer’s email': 'pat@acme.example',
  'Customer’s time zone': 'America/Phoenix',
  'What are they interested in?': 'core',
};
