import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import type { Guard } from '../../src/scheduling/decision.ts';
import type { Request } from '../../src/scheduling/request.ts';
import { bookedOfOwners, bookedOfRequester, checkGuards, openRequestsOf, queuesOf } from '../../src/store/booked.ts';
import { inTransaction } from '../../src/store/database.ts';
import { LimitReached } from '../../src/store/errors.ts';
import { insertRequest, updateRequest } from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import {
  bookedRequest,
  hour,
  ownerAt,
  type Sample,
  sampleRequest,
  sampleTenant,
  slotOf,
  tuesday,
} from '../support/samples.ts';

const database = testDatabase();
const db = () => database.store.db;
const week: [number, number] = [tuesday - 72 * hour, tuesday + 72 * hour];

async function book(sample: Sample, start: number, owner = 0): Promise<Request> {
  return bookedRequest(database.store, sample, slotOf(ownerAt(sample, owner), start));
}
const cancel = (sample: Sample, request: Request) =>
  updateRequest(db(), sample.tenant, { ...request, version: request.version + 1, state: 'cancelled' }, request.version);

describe('live bookings', () => {
  it('are given by owner and by requester, without those that are cancelled, outside the window or excepted', async () => {
    const sample = await sampleTenant(database.store, 2);
    const [one, two] = [ownerAt(sample), ownerAt(sample, 1)];
    const first = await book(sample, tuesday);
    const second = await book(sample, tuesday + 2 * hour);
    await book(sample, tuesday + 4 * hour, 1);
    await book(sample, tuesday + 100 * hour);
    await cancel(sample, await book(sample, tuesday + 6 * hour));
    const { tenant, requester } = sample;
    const start = (at: number) => ({ useCaseKey: 'sales-call', start: at });

    const owners = await bookedOfOwners(db(), tenant, [one.id, two.id], week, null);
    expect(owners.get(one.id)).toEqual([start(tuesday), start(tuesday + 2 * hour)]);
    expect(owners.get(two.id)).toEqual([start(tuesday + 4 * hour)]);
    const without = await bookedOfOwners(db(), tenant, [one.id], week, second.id);
    expect(without.get(one.id)).toEqual([start(tuesday)]);
    expect(await bookedOfRequester(db(), tenant, requester.id, week, first.id)).toHaveLength(2);
    expect(await bookedOfRequester(db(), tenant, newId(), week, null)).toEqual([]);
  });

  it('of another tenant do not count', async () => {
    const [sample, other] = [await sampleTenant(database.store), await sampleTenant(database.store)];
    await book(other, tuesday);
    const { id } = ownerAt(other);
    expect((await bookedOfOwners(db(), sample.tenant, [id], week, null)).get(id)).toEqual([]);
    const guard = { count: 'owners', owners: [{ ownerId: id, from: week[0], to: week[1] }], pool: null } as const;
    await checkGuards(db(), sample.tenant, newId(), [{ ...guard, useCaseKey: null, below: 1 }]);
  });
});

it('open requests are those that wait for a pick', async () => {
  const sample = await sampleTenant(database.store);
  const add = (change: Partial<Request>) =>
    inTransaction(database.store, (tx) => insertRequest(tx, sample.tenant, sampleRequest(sample, change)));
  const mine = newId();
  await add({ id: mine });
  await add({});
  await add({ state: 'unplaced', slots: [] });
  await add({ state: 'abandoned', slots: [] });
  await book(sample, tuesday);
  expect(await openRequestsOf(db(), sample.tenant, sample.requester.id, null)).toBe(2);
  expect(await openRequestsOf(db(), sample.tenant, sample.requester.id, mine)).toBe(1);
});

describe('a guard', () => {
  it('holds while there is room, and not for the request’s own booking', async () => {
    const sample = await sampleTenant(database.store, 2);
    const { tenant, requester } = sample;
    const first = await book(sample, tuesday);
    await book(sample, tuesday + 2 * hour, 1);
    const on = (owner: number, from: number, to: number) => ({ ownerId: ownerAt(sample, owner).id, from, to });
    const day = [tuesday - hour, tuesday + 8 * hour] as const;
    const guards: Record<string, Guard> = {
      owner: { count: 'owners', owners: [on(0, ...day)], pool: null, useCaseKey: 'sales-call', below: 1 },
      pool: { count: 'owners', owners: [on(0, ...day), on(1, ...day)], pool: 'sales', useCaseKey: null, below: 2 },
      requester: {
        count: 'requester',
        requesterId: requester.id,
        from: day[0],
        to: day[1],
        useCaseKey: null,
        below: 2,
      },
    };
    for (const guard of Object.values(guards)) {
      await expect(checkGuards(db(), tenant, newId(), [guard])).rejects.toThrow(LimitReached);
      await checkGuards(db(), tenant, newId(), [{ ...guard, below: guard.below + 1 }]);
      await checkGuards(db(), tenant, first.id, [guard]);
    }
    const elsewhere = { ...guards.owner, useCaseKey: 'interview' } as Guard;
    await checkGuards(db(), tenant, newId(), [elsewhere]);
  });

  it('of a pool or a requester is queued for, and one of an owner queues with the owner’s time', () => {
    const owners = { count: 'owners', owners: [], useCaseKey: null, below: 1 } as const;
    expect(
      queuesOf([
        { ...owners, pool: null },
        { ...owners, pool: 'sales' },
        { count: 'open-requests', requesterId: 'x', below: 1 },
      ]),
    ).toEqual(['pool sales', 'requester x']);
  });
});
