/** Loads the starter desk, and only into an empty database: what somebody changed is never overwritten. */
import type { TenantId } from '../../lib/ids.ts';
import { roles } from '../../scheduling/roles.ts';
import { minutesOfClock } from '../../scheduling/time/local-date.ts';
import { setAccount } from '../../store/accounts.ts';
import { inTransaction, type Tx } from '../../store/database.ts';
import { addToPool, saveOwner } from '../../store/owners.ts';
import { createPerson } from '../../store/people.ts';
import { grant } from '../../store/roles.ts';
import { createTenant, lockWorkspace, tenantOfWorkspace } from '../../store/tenants.ts';
import { saveUseCase } from '../../store/use-cases.ts';
import type { World } from '../world.ts';
import { type StarterOwner, starterOwners, starterStaff } from './people.ts';
import { starterAccounts } from './surroundings.ts';

export interface Workspace {
  platform: 'slack';
  workspace: string;
  name: string;
}

/**
 * Makes the tenant of a verified workspace with the starter use cases, unless it is there.
 * @param withPeople also the sample people, for the local workspace; a real one has its own
 * @returns whether something was loaded
 */
export async function loadStarterDesk(
  store: World['store'],
  of: Workspace,
  { withPeople }: { withPeople: boolean },
): Promise<boolean> {
  return inTransaction(store, async (tx) => {
    // Several processes may start at once on an empty database.
    await lockWorkspace(tx, of.platform, of.workspace);
    if ((await tenantOfWorkspace(tx, of.platform, of.workspace)) !== null) return false;
    const tenant = await createTenant(tx, of.name, of.platform, of.workspace);
    // Read only now: a desk that is there already need not wait for it.
    const { starterUseCases, withoutPeople } = await import('./use-cases.ts');
    for (const useCase of starterUseCases) await saveUseCase(tx, tenant, withPeople ? useCase : withoutPeople(useCase));
    // Everybody may ask and book, and look after what they may see; policy is what limits them.
    for (const right of roles.requester) await grant(tx, tenant, { personId: null, useCaseKey: null, right });
    if (withPeople) await loadPeople(tx, tenant);
    return true;
  });
}

async function loadPeople(tx: Tx, tenant: TenantId): Promise<void> {
  for (const { name, email, zone, role } of starterStaff) {
    const { id } = await createPerson(tx, tenant, { name, email, zone });
    for (const right of roles[role]) await grant(tx, tenant, { personId: id, useCaseKey: null, right });
  }
  const owners = new Map<string, string>();
  for (const owner of starterOwners) owners.set(owner.email, await loadOwner(tx, tenant, owner));
  for (const [domain, email] of starterAccounts) {
    const ownerId = owners.get(email);
    if (ownerId === undefined) throw new Error(`${domain} is the account of ${email}, who is no starter owner.`);
    await setAccount(tx, tenant, domain, ownerId);
  }
}

async function loadOwner(tx: Tx, tenant: TenantId, starter: StarterOwner): Promise<string> {
  const { id: personId, name } = await createPerson(tx, tenant, starter);
  const { days, start, end } = starter.hours;
  const owner = await saveOwner(tx, tenant, {
    personId,
    name,
    zone: starter.zone,
    hours: [{ days: [...days], start: minutesOfClock(start), end: minutesOfClock(end) }],
    dateHours: [],
    skills: [...starter.skills],
    territories: [...starter.territories],
    certificates: [...starter.certificates],
  });
  for (const pool of starter.pools) await addToPool(tx, tenant, pool, owner.id);
  return owner.id;
}
