/** The fairness ledger in the database: written once, given back whole, and never changed. */
import { describe, expect, it } from 'vitest';
import { newId, type TenantId } from '../../src/lib/ids.ts';
import type { LedgerEntry } from '../../src/scheduling/routing/entries.ts';
import { booking } from '../../src/scheduling/routing/units.ts';
import { accountOf, accounts, lastTouchOf, removeAccount, setAccount } from '../../src/store/accounts.ts';
import { inTransaction, type Tx } from '../../src/store/database.ts';
import { addCorrection, latestEntries, ledgerLines, type Written, writeLedger } from '../../src/store/fairness.ts';
import { insertRequest } from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import { bookedRequest, hour, ownerAt, sampleRequest, sampleTenant, slotOf, tuesday } from '../support/samples.ts';

const database = testDatabase();
const key = 'sales-call';

const by = (requestId: string | null): Written => ({ personId: null, name: 'Robin', at: tuesday, requestId });
const entry = (ownerId: string, kind: LedgerEntry['kind'], units = 0): LedgerEntry => ({
  ownerId,
  kind,
  units,
  reason: 'For a reason.',
});
const write = (
  tx: Tx,
  tenant: TenantId,
  requestId: string | null,
  entries: LedgerEntry[],
  giveBack: string | null = null,
) => writeLedger(tx, tenant, key, { giveBack, entries }, by(requestId));

async function booked(count = 2) {
  const { store } = database;
  const sample = await sampleTenant(store, count);
  const request = await bookedRequest(store, sample, slotOf(ownerAt(sample)));
  const [a, b] = [ownerAt(sample, 0).id, ownerAt(sample, count - 1).id];
  return { store, sample, tenant: sample.tenant, request, a, b };
}

describe('the ledger', () => {
  it('gives back what a request gave and what others did not get because of it, once', async () => {
    const { store, tenant, request, a, b } = await booked();
    await inTransaction(store, (tx) =>
      write(tx, tenant, request.id, [
        entry(a, 'joined'),
        entry(b, 'joined'),
        entry(a, 'got', booking),
        entry(b, 'calibration', 300),
      ]),
    );
    const line = { got: booking, credits: 0, corrections: 0, calibrations: 0 };
    expect((await ledgerLines(store.db, tenant, key)).get(a)).toEqual(line);
    for (let n = 0; n < 2; n++)
      await inTransaction(store, (tx) => write(tx, tenant, request.id, [], 'The booking was cancelled.'));
    const lines = await ledgerLines(store.db, tenant, key);
    expect(lines.get(a)).toEqual({ ...line, credits: -booking });
    expect(lines.get(b)).toEqual({ got: 0, credits: 0, corrections: 0, calibrations: 0 });
    expect(await latestEntries(store.db, tenant, key, 5)).toEqual([
      {
        ownerId: a,
        kind: 'credit',
        units: -booking,
        reason: 'The booking was cancelled.',
        byName: 'Robin',
        at: tuesday,
      },
    ]);
  });

  it('begins anew for somebody who left and came back, and gives back nothing from before', async () => {
    const { store, tenant, request, a } = await booked();
    const run = (entries: LedgerEntry[], giveBack: string | null = null) =>
      inTransaction(store, (tx) => write(tx, tenant, request.id, entries, giveBack));
    await run([entry(a, 'joined', 5), entry(a, 'got', booking)]);
    await run([entry(a, 'left')]);
    expect((await ledgerLines(store.db, tenant, key)).has(a)).toBe(false);
    await run([entry(a, 'joined', 70)]);
    const line = { got: 0, credits: 0, corrections: 0, calibrations: 70 };
    expect((await ledgerLines(store.db, tenant, key)).get(a)).toEqual(line);
    await run([], 'The booking was cancelled.');
    expect((await ledgerLines(store.db, tenant, key)).get(a)).toEqual(line);
  });

  it('lets nobody join twice, though two transactions say so at once', async () => {
    const { store, tenant, request, a } = await booked();
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        inTransaction(store, (tx) => write(tx, tenant, request.id, [entry(a, 'joined', 9), entry(a, 'got', booking)])),
      ),
    );
    const line = { got: 4 * booking, credits: 0, corrections: 0, calibrations: 9 };
    expect((await ledgerLines(store.db, tenant, key)).get(a)).toEqual(line);
  });

  it('adds corrections, and refuses to change or forget an entry', async () => {
    const { store, tenant, a } = await booked();
    await inTransaction(store, async (tx) => {
      await write(tx, tenant, null, [entry(a, 'joined')]);
      await addCorrection(tx, tenant, key, { ownerId: a, units: -2 * booking, reason: 'Two too many.' }, by(null));
    });
    expect((await ledgerLines(store.db, tenant, key)).get(a)?.corrections).toBe(-2 * booking);
    await expect(store.pool.query('update ledger_entry set units = 0')).rejects.toThrow('add a correction instead');
    await expect(store.pool.query('truncate ledger_entry')).rejects.toThrow('append-only');
  });
});

describe('an account', () => {
  it('is found by the first key that is one, and has one owner', async () => {
    const { store, tenant, a, b } = await booked();
    await setAccount(store.db, tenant, 'Acme.com', a);
    await setAccount(store.db, tenant, 'acme.com', b);
    expect(await accounts(store.db, tenant)).toEqual([{ key: 'acme.com', ownerId: b, ownerName: 'Owner 2' }]);
    expect(await accountOf(store.db, tenant, ['pat@eu.acme.com', 'eu.acme.com', 'acme.com'])).toMatchObject({
      ownerId: b,
    });
    await setAccount(store.db, tenant, 'pat@eu.acme.com', a);
    expect(await accountOf(store.db, tenant, ['pat@eu.acme.com', 'acme.com'])).toMatchObject({ ownerId: a });
    expect(await accountOf(store.db, tenant, ['other.com'])).toBeNull();
    expect(await removeAccount(store.db, tenant, 'ACME.com')).toBe(true);
    expect(await removeAccount(store.db, tenant, 'acme.com')).toBe(false);
  });

  it('of another tenant is not seen', async () => {
    const [one, two] = [await booked(), await booked()];
    await setAccount(one.store.db, one.tenant, 'acme.com', one.a);
    expect(await accountOf(one.store.db, two.tenant, ['acme.com'])).toBeNull();
    await expect(setAccount(one.store.db, two.tenant, 'acme.com', one.a)).rejects.toThrow();
  });
});

it('the last to meet an attendee is found by address, among those asked for, but for the request itself', async () => {
  const { store, sample, tenant, a, b } = await booked();
  await bookedRequest(store, sample, slotOf(ownerAt(sample), tuesday + 5 * hour));
  const attendee = { name: 'Pat', email: 'Pat@Acme.com', zone: 'UTC' };
  for (const [index, start] of [
    [0, tuesday + 10 * hour],
    [1, tuesday + 20 * hour],
  ] as const) {
    const slot = slotOf(ownerAt(sample, index), start);
    const request = sampleRequest(sample, {
      state: 'booked',
      intake: { answers: {}, attendee, window: {} },
      booking: { id: newId(), slot, sequence: 0, bookedAt: tuesday },
    });
    await inTransaction(store, (tx) => insertRequest(tx, tenant, request));
    if (index === 1)
      expect(await lastTouchOf(store.db, tenant, 'pat@acme.com', [a, b], request.id)).toMatchObject({ ownerId: a });
  }
  expect(await lastTouchOf(store.db, tenant, 'pat@acme.com', [a, b], null)).toEqual({
    ownerId: b,
    ownerName: 'Owner 2',
    at: tuesday + 20 * hour,
  });
  expect(await lastTouchOf(store.db, tenant, 'pat@acme.com', [a], null)).toMatchObject({ ownerId: a });
  expect(await lastTouchOf(store.db, tenant, 'eve@acme.com', [a, b], null)).toBeNull();
});
