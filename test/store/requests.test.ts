import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import type { Evaluation } from '../../src/scheduling/evaluation.ts';
import { reason } from '../../src/scheduling/reasons.ts';
import { inTransaction } from '../../src/store/database.ts';
import { databaseError } from '../../src/store/errors.ts';
import { ledger } from '../../src/store/ledger.ts';
import { insertProposal, proposal } from '../../src/store/proposals.ts';
import {
  bookedOfOwner,
  insertRequest,
  request,
  requestByNumber,
  requestsOf,
  updateRequest,
  waitingBefore,
} from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import { bookedRequest, hour, ownerAt, sampleRequest, sampleTenant, slotOf, tuesday } from '../support/samples.ts';

const database = testDatabase();

describe('a request', () => {
  it('comes back whole, by id and by number', async () => {
    const { store } = database;
    const sample = await sampleTenant(store, 2);
    const written = sampleRequest(sample, {
      intake: {
        answers: { customer: '<!channel> 🙂 ‮' },
        attendee: { name: '🙂', email: 'ann@example.com', zone: 'America/Phoenix' },
        window: { from: '2026-12-01', until: '2026-12-04' },
        notes: 'n'.repeat(3000),
      },
      because: [reason('NO_TIME', 'There is no time.', 'Ask for another week.')],
      askedIn: null,
    });
    const number = await insertRequest(store.db, sample.tenant, written);
    expect(await request(store.db, sample.tenant, written.id)).toEqual({ ...written, number });
    expect(await requestByNumber(store.db, sample.tenant, number)).toEqual({ ...written, number });
  });

  it('gets the next number of its tenant, also when many are written at once', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    const numbers = await Promise.all(
      Array.from({ length: 20 }, () => insertRequest(store.db, sample.tenant, sampleRequest(sample))),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('is not there for another tenant, nor under what is no id', async () => {
    const { store } = database;
    const [sample, other] = [await sampleTenant(store), await sampleTenant(store)];
    const written = await bookedRequest(store, sample, slotOf(ownerAt(sample)));
    expect(await request(store.db, other.tenant, written.id)).toBeNull();
    expect(await requestByNumber(store.db, other.tenant, written.number)).toBeNull();
    expect(await updateRequest(store.db, other.tenant, { ...written, version: 2 }, 1)).toBe(false);
    expect(await request(store.db, sample.tenant, "' or 1 = 1 --")).toBeNull();
  });

  it('cannot name a person or an owner of another tenant', async () => {
    const { store } = database;
    const [sample, other] = [await sampleTenant(store), await sampleTenant(store)];
    const foreign = insertRequest(store.db, sample.tenant, sampleRequest({ ...sample, requester: other.requester }));
    expect(databaseError(await foreign.catch((e: unknown) => e))?.code).toBe('23503');
    const given = bookedRequest(store, sample, slotOf(ownerAt(other)));
    expect(databaseError(await given.catch((e: unknown) => e))?.code).toBe('23503');
  });

  it('is changed by one of many who read the same version', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    const written = sampleRequest(sample);
    const number = await insertRequest(store.db, sample.tenant, written);
    const change = (n: number) =>
      inTransaction(store, (tx) =>
        updateRequest(tx, sample.tenant, { ...written, version: 2, state: 'cancelled', askedIn: `C${n}` }, 1),
      );
    const won = await Promise.all(Array.from({ length: 10 }, (_, n) => change(n)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const winner = won.indexOf(true);
    expect(await request(store.db, sample.tenant, written.id)).toEqual({
      ...written,
      number,
      version: 2,
      state: 'cancelled',
      askedIn: `C${winner}`,
    });
  });

  it('whose version does not rise is a fault', async () => {
    const sample = await sampleTenant(database.store);
    const same = updateRequest(database.store.db, sample.tenant, sampleRequest(sample), 1);
    await expect(same).rejects.toThrow('must raise the version');
  });
});

describe('a booking', () => {
  it('moves with its request, and stays with it when it is cancelled', async () => {
    const { store } = database;
    const sample = await sampleTenant(store, 2);
    const first = await bookedRequest(store, sample, slotOf(ownerAt(sample)));
    if (!first.booking) throw new Error('not booked');
    const slot = slotOf(ownerAt(sample, 1), tuesday + hour);
    const moved = { ...first, version: 2, booking: { ...first.booking, slot, sequence: 1, bookedAt: tuesday } };
    expect(await updateRequest(store.db, sample.tenant, moved, 1)).toBe(true);
    expect(await request(store.db, sample.tenant, first.id)).toEqual(moved);
    expect(await bookedOfOwner(store.db, sample.tenant, ownerAt(sample).id, tuesday)).toEqual([]);
    expect(await bookedOfOwner(store.db, sample.tenant, ownerAt(sample, 1).id, tuesday)).toEqual([moved]);

    const cancelled = { ...moved, version: 3, state: 'cancelled' as const };
    expect(await updateRequest(store.db, sample.tenant, cancelled, 2)).toBe(true);
    expect(await request(store.db, sample.tenant, first.id)).toEqual(cancelled);
    expect(await bookedOfOwner(store.db, sample.tenant, ownerAt(sample, 1).id, tuesday)).toEqual([]);
  });

  it('is one for each request in its life', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    const first = await bookedRequest(store, sample, slotOf(ownerAt(sample)));
    if (!first.booking) throw new Error('not booked');
    const another = { ...first, version: 2, booking: { ...first.booking, id: newId() } };
    const error = await updateRequest(store.db, sample.tenant, another, 1).catch((e: unknown) => e);
    expect(databaseError(error)?.constraint).toBe('booking_tenant_id_request_id_key');
  });

  it('counts in the ledger of its use case until it is cancelled', async () => {
    const { store } = database;
    const sample = await sampleTenant(store, 3);
    const ids = sample.owners.map((o) => o.id);
    const one = await bookedRequest(store, sample, slotOf(ownerAt(sample), tuesday));
    const two = await bookedRequest(store, sample, slotOf(ownerAt(sample), tuesday + hour));
    await bookedRequest(store, sample, slotOf(ownerAt(sample, 1), tuesday));
    const read = () => ledger(store.db, sample.tenant, 'sales-call', ids);
    expect((await read()).get(ids[0] ?? '')).toEqual({ taken: 2, lastTakenAt: two.booking?.bookedAt });
    await updateRequest(store.db, sample.tenant, { ...two, version: 2, state: 'cancelled' }, 1);
    expect((await read()).get(ids[0] ?? '')).toEqual({ taken: 1, lastTakenAt: one.booking?.bookedAt });
    expect((await read()).get(ids[2] ?? '')).toBeUndefined();
    expect(await ledger(store.db, sample.tenant, 'interview', ids)).toEqual(new Map());
  });
});

describe('lists of requests', () => {
  it('of a requester begin with the newest', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    for (let n = 0; n < 4; n += 1) await insertRequest(store.db, sample.tenant, sampleRequest(sample));
    const listed = await requestsOf(store.db, sample.tenant, sample.requester.id, 3);
    expect(listed.map((r) => r.number)).toEqual([4, 3, 2]);
  });

  it('of an owner begin with the next and leave out what has ended', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    for (const later of [3, 1, 2, 0])
      await bookedRequest(store, sample, slotOf(ownerAt(sample), tuesday + later * hour));
    const listed = await bookedOfOwner(store.db, sample.tenant, ownerAt(sample).id, tuesday + hour / 2);
    expect(listed.map((r) => r.booking?.slot.start)).toEqual([1, 2, 3].map((n) => tuesday + n * hour));
  });

  it('that wait are those of any tenant, not booked and not changed since', async () => {
    const { store } = database;
    const [one, two] = [await sampleTenant(store), await sampleTenant(store)];
    const waiting = [sampleRequest(one), sampleRequest(two, { state: 'unplaced', slots: [] })];
    await insertRequest(store.db, one.tenant, waiting[0] ?? sampleRequest(one));
    await insertRequest(store.db, two.tenant, waiting[1] ?? sampleRequest(two));
    await insertRequest(store.db, one.tenant, sampleRequest(one, { state: 'cancelled' }));
    await bookedRequest(store, one, slotOf(ownerAt(one)));
    const { rows } = await store.pool.query<{ ms: number }>('select extract(epoch from now())::float8 * 1000 as ms');
    const now = rows[0]?.ms ?? 0;
    const ours = new Set<string>([one.tenant, two.tenant]);
    const found = async (instant: number) => (await waitingBefore(store.db, instant)).filter((w) => ours.has(w.tenant));
    expect(await found(now - hour)).toEqual([]);
    expect(await found(now + hour)).toEqual([
      { tenant: one.tenant, id: waiting[0]?.id, version: 1 },
      { tenant: two.tenant, id: waiting[1]?.id, version: 1 },
    ]);
  });
});

describe('a proposal', () => {
  it('keeps its slots and the record of why', async () => {
    const { store } = database;
    const sample = await sampleTenant(store);
    const written = sampleRequest(sample);
    await insertRequest(store.db, sample.tenant, written);
    const evaluation: Evaluation = {
      at: tuesday,
      useCaseKey: 'sales-call',
      useCaseVersion: 1,
      method: 'round-robin',
      window: { from: tuesday, to: tuesday + hour },
      starts: 2,
      owners: [
        {
          ownerId: ownerAt(sample).id,
          name: 'Owner 1',
          eligible: true,
          reasons: [reason('NEXT_IN_TURN', 'Next in turn.')],
          rank: 1,
          open: 1,
          closed: { BUSY: 1 },
        },
      ],
      tieBreak: 'By name.',
    };
    const made = { id: newId(), slots: written.slots, evaluation };
    await insertProposal(store.db, sample.tenant, written.id, made);
    const read = await proposal(store.db, sample.tenant, made.id);
    expect(read).toEqual({ ...made, requestId: written.id, createdAt: expect.any(Number) });
    const other = await sampleTenant(store);
    expect(await proposal(store.db, other.tenant, made.id)).toBeNull();
  });
});
