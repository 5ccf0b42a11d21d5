/** Somebody stops giving time while a slot of theirs is being booked: nobody books it any more, and others are offered. */
import { expect, it } from 'vitest';
import { handle, type Outcome } from '../../src/flow/handle.ts';
import { newId, type TenantId } from '../../src/lib/ids.ts';
import type { Command } from '../../src/scheduling/command.ts';
import { roles } from '../../src/scheduling/roles.ts';
import { inTransaction, type Tx } from '../../src/store/database.ts';
import { owner, removeFromPool, saveOwner } from '../../src/store/owners.ts';
import { personByEmail, updatePerson } from '../../src/store/people.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { runningDesk } from '../support/running-desk.ts';
import { byHand } from '../support/slack-app.ts';

const desk = runningDesk();
const store = () => desk().world.store;

async function theTenant(): Promise<TenantId> {
  const tenant = await tenantOfWorkspace(store().db, 'slack', 'T0SLOTDESK');
  if (tenant === null) throw new Error('no tenant');
  return tenant;
}

/** Carries out a command of Jamie's, as a chat would. */
async function jamie(tenant: TenantId, command: Command): Promise<Outcome> {
  const person = await personByEmail(store().db, tenant, 'jamie.fox@example.com');
  if (!person) throw new Error('no Jamie');
  const actor = { personId: person.id, name: person.name, zone: person.zone, rights: roles.requester };
  return handle(desk().world, tenant, { actor, door: 'slack', delivery: newId() }, command);
}

const wish: Command = {
  kind: 'submit',
  useCaseKey: 'sales-call',
  answers: { name: 'Acme', email: 'pat@acme.example', zone: 'America/Phoenix', product: 'core' },
  askedIn: null,
};

/** Asks, lets `stop` happen to the owner of the first slot while it is being picked, and tells what came of the pick. */
async function pickWhile(stop: (tx: Tx, tenant: TenantId, ownerId: string) => Promise<void>) {
  const tenant = await theTenant();
  const { request } = await jamie(tenant, wish);
  const slot = request?.slots[0];
  if (!request || !slot) throw new Error('nothing was offered');
  const { id, version } = request;
  const [stopping, commit] = [byHand<void>(), byHand<void>()];
  const stopped = inTransaction(store(), async (tx) => {
    await stop(tx, tenant, slot.ownerId);
    stopping.resolve();
    await commit.promise;
  });
  await stopping.promise;
  let over = false;
  const picked = jamie(tenant, {
    kind: 'book',
    requestId: id,
    version,
    ownerId: slot.ownerId,
    start: slot.start,
  }).finally(() => {
    over = true;
  });
  // The facts are read by now, with the owner still among them: either it waits for a lock, or it went through.
  const waits = () => store().pool.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'");
  await expect.poll(async () => over || (await waits()).rows.length > 0, { timeout: 10_000 }).toBe(true);
  commit.resolve();
  await stopped;
  const outcome = await picked;
  const bookings = await store().pool.query('select 1 from booking where request_id = $1', [id]);
  return { outcome, slot, bookings: bookings.rows.length };
}

it.each<[string, Parameters<typeof pickWhile>[0]]>([
  ['leaves the pool', (tx, tenant, id) => removeFromPool(tx, tenant, 'sales', id)],
  [
    'gives no time any more',
    async (tx, tenant, id) => {
      const one = await owner(tx, tenant, id);
      if (one) await saveOwner(tx, tenant, one, false);
    },
  ],
  [
    'left the organisation',
    async (tx, tenant, id) => {
      const one = await owner(tx, tenant, id);
      if (one) await updatePerson(tx, tenant, one.personId, { active: false });
    },
  ],
])('an owner who %s while their slot is picked is not booked, and other slots are offered', async (_what, stop) => {
  const { outcome, slot, bookings } = await pickWhile(stop);
  expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: { code: 'SLOT_TAKEN' } } });
  expect(bookings).toBe(0);
  expect(outcome.request).toMatchObject({ state: 'proposed', booking: null });
  const offered = outcome.request?.slots.map((one) => one.ownerId) ?? [];
  expect(offered.length).toBeGreaterThan(0);
  expect(offered).not.toContain(slot.ownerId);
});
