import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { claimsBetween, expireHolds, lockOwners, replaceClaims } from '../../src/store/claims.ts';
import { inTransaction, openStore } from '../../src/store/database.ts';
import { setClockOffset } from '../../src/store/desk-clock.ts';
import { ClaimTaken, databaseError } from '../../src/store/errors.ts';
import { insertRequest } from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import { hour, ownerAt, type Sample, sampleRequest, sampleTenant, tuesday } from '../support/samples.ts';

const database = testDatabase();

/** Claims an owner's time for a new request, the way a booking does. */
async function claim(
  sample: Sample,
  from: number,
  to: number,
  { owner = ownerAt(sample), state = 'confirmed' as 'confirmed' | { holdUntil: number }, store = database.store } = {},
): Promise<string> {
  const request = sampleRequest(sample);
  // Not in the same transaction: the row that counts a tenant's requests would be a queue of its own.
  await insertRequest(store.db, sample.tenant, request);
  await inTransaction(store, async (tx) => {
    await lockOwners(tx, sample.tenant, [owner.id]);
    await expireHolds(tx, sample.tenant);
    await replaceClaims(tx, sample.tenant, request.id, [{ ownerId: owner.id, from, to }], state);
  });
  return request.id;
}

const claimed = (sample: Sample, except: string | null = null) =>
  claimsBetween(
    database.store.db,
    sample.tenant,
    sample.owners.map((o) => o.id),
    [tuesday - 24 * hour, tuesday + 24 * hour],
    except,
  );

describe('the law against double booking', () => {
  it('stands in the database, over tenant, subject and time, for live claims', async () => {
    const { rows } = await database.store.pool.query<{ law: string }>(
      `select pg_get_constraintdef(oid) as law from pg_constraint where conname = 'claim_no_overlap'`,
    );
    expect(rows.map((row) => row.law)).toEqual([
      "EXCLUDE USING gist (tenant_id WITH =, subject_id WITH =, during WITH &&) WHERE ((state = ANY (ARRAY['hold'::text, 'confirmed'::text])))",
    ]);
  });

  it('refuses an overlapping claim whatever the code does before it', async () => {
    const sample = await sampleTenant(database.store);
    const id = await claim(sample, tuesday, tuesday + hour);
    const insert = database.store.db.$executeRaw`
      insert into claim (tenant_id, id, owner_id, request_id, during, state)
      select tenant_id, gen_random_uuid(), owner_id, request_id, tstzrange(upper(during) - interval '1 ms', upper(during) + interval '1 h'), state
        from claim where request_id = ${id}::uuid`;
    const refusal = await insert.catch(databaseError);
    expect(refusal).toEqual({ code: '23P01', constraint: 'claim_no_overlap' });
  });

  it('lets one of fifty transactions at once win, and tells the others', async () => {
    const sample = await sampleTenant(database.store);
    const many = openStore({ connection: { ...database.connection, max: 50 } });
    try {
      // Overlapping, not equal: each starts some minutes after the other.
      const tries = Array.from({ length: 50 }, (_, n) =>
        claim(sample, tuesday + n * 60_000, tuesday + n * 60_000 + hour, { store: many }),
      );
      const results = await Promise.allSettled(tries);
      const refusals = results.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
      expect(refusals).toHaveLength(49);
      expect(refusals.filter((error) => !(error instanceof ClaimTaken))).toEqual([]);
      expect((await claimed(sample)).get(ownerAt(sample).id)).toHaveLength(1);
    } finally {
      await many.close();
    }
  });

  it('lets claims touch', async () => {
    const sample = await sampleTenant(database.store);
    await claim(sample, tuesday, tuesday + hour);
    await claim(sample, tuesday + hour, tuesday + 2 * hour);
    await claim(sample, tuesday - hour, tuesday);
    expect((await claimed(sample)).get(ownerAt(sample).id)).toEqual([
      [tuesday - hour, tuesday],
      [tuesday, tuesday + hour],
      [tuesday + hour, tuesday + 2 * hour],
    ]);
  });

  it('is about one owner of one tenant: others keep their time', async () => {
    const [sample, other] = [await sampleTenant(database.store, 2), await sampleTenant(database.store)];
    await claim(sample, tuesday, tuesday + hour);
    await claim(sample, tuesday, tuesday + hour, { owner: ownerAt(sample, 1) });
    await claim(other, tuesday, tuesday + hour);
    expect([...(await claimed(sample)).values()].map((c) => c.length)).toEqual([1, 1]);
    expect([...(await claimed(other)).values()].map((c) => c.length)).toEqual([1]);
  });

  it('guards a resource like an owner', async () => {
    const sample = await sampleTenant(database.store);
    const request = await claim(sample, tuesday, tuesday + hour);
    const { db } = database.store;
    const room = newId();
    await db.resource.create({ data: { tenantId: sample.tenant, id: room, name: 'Room 1', kind: 'room' } });
    const take = () => db.$executeRaw`
      insert into claim (tenant_id, id, resource_id, request_id, during, state)
      select tenant_id, gen_random_uuid(), ${room}::uuid, request_id, during, state from claim
       where request_id = ${request}::uuid and owner_id is not null`;
    await take();
    expect(await take().catch(databaseError)).toMatchObject({ code: '23P01' });
  });

  it.each([
    ['an empty range', `tstzrange('2026-12-01', '2026-12-01')`, `'confirmed'`],
    ['a range without an end', `tstzrange('2026-12-01', null)`, `'confirmed'`],
    ['a hold that never expires', `tstzrange('2026-12-01', '2026-12-02')`, `'hold'`],
  ])('cannot be slipped past with %s', async (_, during, state) => {
    const sample = await sampleTenant(database.store);
    const request = sampleRequest(sample);
    await inTransaction(database.store, (tx) => insertRequest(tx, sample.tenant, request));
    const insert = database.store.pool.query(
      `insert into claim (tenant_id, id, owner_id, request_id, during, state)
       values ($1, $2, $3, $4, ${during}, ${state})`,
      [sample.tenant, newId(), ownerAt(sample).id, request.id],
    );
    await expect(insert).rejects.toMatchObject({ code: '23514' });
  });
});

describe('the queue for an owner’s time', () => {
  it('lets one transaction in at a time, for each owner', async () => {
    const sample = await sampleTenant(database.store, 2);
    const order: string[] = [];
    const enter = (name: string, index: number) =>
      inTransaction(database.store, async (tx) => {
        await lockOwners(tx, sample.tenant, [ownerAt(sample, index).id]);
        order.push(name);
      });
    let second: Promise<void> | undefined;
    await inTransaction(database.store, async (tx) => {
      await lockOwners(tx, sample.tenant, [ownerAt(sample).id]);
      second = enter('the same owner', 0);
      await waitsForLock();
      await enter('another owner', 1);
      order.push('the first is done');
    });
    await second;
    expect(order).toEqual(['another owner', 'the first is done', 'the same owner']);
  });
});

/** Until some transaction of this database waits for an advisory lock. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.store.pool.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`,
    );
    if (rowCount) return;
  }
}

describe('claims', () => {
  it('of a request are exchanged for others, also for overlapping ones', async () => {
    const sample = await sampleTenant(database.store);
    const id = await claim(sample, tuesday, tuesday + hour);
    const ownerId = ownerAt(sample).id;
    const moved = [{ ownerId, from: tuesday + hour / 2, to: tuesday + 2 * hour }];
    await inTransaction(database.store, (tx) => replaceClaims(tx, sample.tenant, id, moved, 'confirmed'));
    expect((await claimed(sample)).get(ownerId)).toEqual([[tuesday + hour / 2, tuesday + 2 * hour]]);
    expect((await claimed(sample, id)).get(ownerId)).toEqual([]);
  });

  it('that lose leave the request as it was', async () => {
    const sample = await sampleTenant(database.store);
    const id = await claim(sample, tuesday, tuesday + hour);
    await claim(sample, tuesday + hour, tuesday + 2 * hour);
    const ownerId = ownerAt(sample).id;
    const moved = [{ ownerId, from: tuesday + hour, to: tuesday + 2 * hour }];
    const move = inTransaction(database.store, (tx) => replaceClaims(tx, sample.tenant, id, moved, 'confirmed'));
    await expect(move).rejects.toBeInstanceOf(ClaimTaken);
    expect((await claimed(sample)).get(ownerId)?.[0]).toEqual([tuesday, tuesday + hour]);
  });

  it('on hold bind until they expire by the desk’s clock, and not after', async () => {
    const sample = await sampleTenant(database.store);
    const { db } = database.store;
    const [now] = await db.$queryRaw<{ ms: number }[]>`select (extract(epoch from now()) * 1000)::float8 as ms`;
    const holdUntil = (now?.ms ?? 0) + hour;
    await claim(sample, tuesday, tuesday + hour, { state: { holdUntil } });
    await expect(claim(sample, tuesday, tuesday + hour)).rejects.toBeInstanceOf(ClaimTaken);
    expect((await claimed(sample)).get(ownerAt(sample).id)).toHaveLength(1);
    await setClockOffset(db, 2 * hour);
    try {
      expect((await claimed(sample)).get(ownerAt(sample).id)).toEqual([]);
      await claim(sample, tuesday, tuesday + hour);
      expect((await claimed(sample)).get(ownerAt(sample).id)).toHaveLength(1);
    } finally {
      await setClockOffset(db, 0);
    }
  });

  it('of several owners are taken in any order by many at once without a deadlock', async () => {
    const sample = await sampleTenant(database.store, 3);
    const ids = sample.owners.map((o) => o.id);
    const takeAll = async (n: number) => {
      const request = sampleRequest(sample);
      const order = n % 2 === 0 ? ids : [...ids].reverse();
      await insertRequest(database.store.db, sample.tenant, request);
      await inTransaction(database.store, async (tx) => {
        await lockOwners(tx, sample.tenant, order);
        const claims = order.map((ownerId) => ({ ownerId, from: tuesday, to: tuesday + hour }));
        await replaceClaims(tx, sample.tenant, request.id, claims, 'confirmed');
      });
    };
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => takeAll(n)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    const others = results.flatMap((r) => (r.status === 'rejected' ? [r.reason] : []));
    expect(others.filter((error) => !(error instanceof ClaimTaken))).toEqual([]);
  });
});
