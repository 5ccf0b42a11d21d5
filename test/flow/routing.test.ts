/** Routing as people meet it: the account's owner, the last who met them, turns that are kept fair, and who is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { correctLedger } from '../../src/flow/fairness.ts';
import type { TenantId } from '../../src/lib/ids.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import { inTransaction } from '../../src/store/database.ts';
import { addToPool, poolOwners, removeFromPool } from '../../src/store/owners.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { useCase } from '../../src/store/use-cases.ts';
import { runningDesk } from '../support/running-desk.ts';

const desk = runningDesk();
let tenant: TenantId;

beforeAll(async () => {
  const found = await tenantOfWorkspace(store().db, 'slack', 'T0SLOTDESK');
  if (found === null) throw new Error('no tenant');
  tenant = found;
});

const store = () => desk().world.store;
const rows = async (sql: string) => (await store().pool.query<Record<string, unknown>>(sql)).rows;
const jamie = () => desk().as('Jamie Fox');
const olivia = () => desk().as('Olivia Grant');

async function asks(email: string): Promise<string> {
  await jamie().types('general', '/schedule sales-call');
  await jamie().sends({
    Customer: `Somebody of ${email}`,
    'Customer’s email': email,
    'Customer’s time zone': 'America/Phoenix',
    'What are they interested in?': 'core',
  });
  return jamie().sees('Nothing is held until you pick one');
}

async function fairness(words: string, says: string): Promise<string> {
  await jamie().types('general', `/schedule fairness ${words}`.trim());
  return jamie().reads('general', says);
}

const entries = () =>
  rows(`select p.name, e.kind, round(e.units / 720720.0, 2)::text as bookings from ledger_entry e
          join owner o on o.id = e.owner_id join person p on p.id = o.person_id
         where e.kind <> 'joined' order by e.seq`);

describe('the account owner', () => {
  it('is offered alone, says why, and does not lose a turn by it', async () => {
    const offered = await asks('kim@globex.example');
    expect(offered).toContain('Tom Okafor owns the account globex.example.');
    expect(offered).not.toMatch(/With (Dana|Marcus|Priya)/);
    await jamie().presses('Book');
    await jamie().sees('is booked');
    await jamie().closes();
    expect(await entries()).toEqual([]);
  });

  it('leaves customers whom nobody owns to the turns', async () => {
    expect(await asks('lee@new.example')).toMatch(/is next in turn: 0 bookings so far/);
    await jamie().presses('Book');
    await jamie().sees('is booked');
    await jamie().closes();
    expect(await entries()).toEqual([{ name: expect.any(String), kind: 'got', bookings: '1.00' }]);
    await jamie().reads('sales-desk', 'Sales call R-2: booked');
    await jamie().pressesOnCard('sales-desk', 'Details');
    expect(await jamie().sees('Who was considered')).toContain(
      'No owner of an account is known for lee@new.example, so the last touch decides.',
    );
    await jamie().closes();
  });

  it('is followed by whoever meets the customer already', async () => {
    const [{ name } = {}] = await entries();
    expect(await asks('Lee@new.example')).toContain(`${name} meets Lee@new.example on `);
    await jamie().closes();
  });
});

describe('the ledger', () => {
  it('shows who got what and who is next', async () => {
    const [{ name } = {}] = await entries();
    const shown = await fairness('sales-call', 'Turns for Sales call');
    expect(shown).toMatch(/is next in turn: 0 bookings so far, 0\.\d due/);
    expect(shown).toContain(`${name}`);
    expect(shown).toContain('got 1');
    expect(await fairness('', 'Whose turn is it?')).toContain('/schedule fairness interview shows everybody.');
    expect(await fairness('lunch', 'nothing called “lunch”')).toContain('Sales call');
  });

  it('gives a cancelled booking back, and says so', async () => {
    const [{ name } = {}] = await entries();
    await jamie().pressesOnCard('sales-desk', 'Cancel…');
    await jamie().sends({ 'Why is it cancelled?': 'They chose another day' });
    await jamie().sees('It is cancelled');
    await jamie().closes();
    expect((await entries()).slice(1)).toEqual([{ name, kind: 'credit', bookings: '-1.00' }]);
    const shown = await fairness('sales-call', 'Given back and corrected');
    expect(shown).toContain(`${name} · -1 booking · The booking was cancelled. (Jamie Fox)`);
    expect(shown).toContain('got 1 · given back 1');
  });

  it('is corrected with a reason, and refuses to forget it', async () => {
    const [owner] = await poolOwners(store().db, tenant, 'sales');
    const found = await useCase(store().db, tenant, 'sales-call');
    if (!owner || !found) throw new Error('no owner');
    const by = { personId: null, name: 'root', at: desk().world.clock.now(), requestId: null };
    const change = { ownerId: owner.id, bookings: 5, reason: 'Was given five by phone.' };
    expect(await inTransaction(store(), (tx) => correctLedger(tx, tenant, found.useCase, change, by))).toBe(true);
    const shown = await fairness('sales-call', 'Was given five by phone.');
    expect(shown).toContain('corrected by 5');
    await expect(rows('delete from ledger_entry')).rejects.toThrow('the ledger is append-only');
  });
});

describe('a request that nobody can take', () => {
  it('is told to the person who looks after it, who finds a way', async () => {
    const pool = await poolOwners(store().db, tenant, 'review');
    await inTransaction(store(), async (tx) => {
      for (const { id } of pool) await removeFromPool(tx, tenant, 'review', id);
    });
    await jamie().types('general', '/schedule internal-review');
    await jamie().sends({ 'What is to be reviewed?': 'The launch plan' });
    expect(await jamie().sees('Olivia Grant looks after it now and was told.')).toContain('Nobody is in the pool');
    await jamie().closes();
    const told = await olivia().reads('Slotdesk', 'No time found: Internal review');
    expect(told).toContain('Nobody is in the pool for this yet. Ask the manager of the pool to add somebody.');

    await olivia().pressesOnCard('Slotdesk', 'Look again');
    await olivia().sees('Nobody is in the pool');
    await olivia().closes();
    expect(await rows("select 1 from card where kind = 'accountable'")).toHaveLength(1);

    await inTransaction(store(), async (tx) => {
      for (const { id } of pool) await addToPool(tx, tenant, 'review', id);
    });
    await olivia().pressesOnCard('Slotdesk', 'Look again');
    await olivia().sees('Nothing is held until you pick one');
    await olivia().presses('Book');
    await olivia().sees('is booked');
    await olivia().closes();
    await olivia().reads('Slotdesk', 'It is booked now. Thank you.');
  });

  it('waits for that person, however long, and can be closed with a reason', async () => {
    const pool = await poolOwners(store().db, tenant, 'review');
    await inTransaction(store(), async (tx) => {
      for (const { id } of pool) await removeFromPool(tx, tenant, 'review', id);
    });
    await jamie().types('general', '/schedule internal-review');
    await jamie().sends({ 'What is to be reviewed?': 'The price list' });
    await jamie().sees('Olivia Grant looks after it now');
    await jamie().closes();
    await olivia().reads('Slotdesk', 'The price list');
    await jamie().movesClock(3 * 86_400_000);
    await olivia().pressesOnCard('Slotdesk', 'Close it…');
    await olivia().sends({ 'Why is it closed?': 'Not needed any more' });
    await olivia().sees('It is closed');
    await olivia().closes();
    expect(await jamie().reads('general', 'Cancelled by Olivia Grant: Not needed any more')).toContain(
      'Internal review',
    );
    expect(await verifyAudit(store().db, tenant)).toMatchObject({ broken: null });
  });
});
