import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/store/database.ts';
import { databaseError } from '../../src/store/errors.ts';
import { addToPool, owner, ownerOfPerson, poolOwners, removeFromPool, saveOwner } from '../../src/store/owners.ts';
import { updatePerson } from '../../src/store/people.ts';
import { saveUseCase, useCase, useCases } from '../../src/store/use-cases.ts';
import { testDatabase } from '../support/database.ts';
import { ownerAt, sampleTenant, sampleUseCase } from '../support/samples.ts';

const database = testDatabase();
const db = () => database.store.db;

describe('an owner', () => {
  it('comes back whole, with the hours in the order they were given', async () => {
    const sample = await sampleTenant(database.store);
    const changed = {
      ...ownerAt(sample),
      zone: 'Pacific/Honolulu',
      hours: [
        { days: [1, 3, 5], start: 1320, end: 120 },
        { days: [0], start: 0, end: 1440 },
      ],
      dateHours: [
        { date: '2026-12-24', start: 540, end: 540 },
        { date: '2026-12-23', start: 540, end: 720 },
      ],
      skills: ['core', 'enterprise'],
      territories: ['AZ', 'NM'],
      certificates: [{ name: 'electrical safety', expires: '2027-06-30' }],
    };
    expect(await saveOwner(db(), sample.tenant, changed)).toEqual(changed);
    expect(await owner(db(), sample.tenant, changed.id)).toEqual(changed);
    expect(await ownerOfPerson(db(), sample.tenant, changed.personId)).toEqual(changed);
    expect(await ownerOfPerson(db(), sample.tenant, sample.requester.id)).toBeNull();
  });

  it('gives time in a pool while active, in it, and not gone', async () => {
    const sample = await sampleTenant(database.store, 4);
    const [one, two, three, four] = sample.owners;
    if (!one || !two || !three || !four) throw new Error('too few');
    const ids = async () => (await poolOwners(db(), sample.tenant, 'sales')).map((o) => o.id);
    expect(await ids()).toEqual(sample.owners.map((o) => o.id).sort());
    await removeFromPool(db(), sample.tenant, 'sales', one.id);
    await saveOwner(db(), sample.tenant, two, false);
    await updatePerson(db(), sample.tenant, three.personId, { active: false });
    expect(await ids()).toEqual([four.id]);
    await addToPool(db(), sample.tenant, 'sales', one.id);
    await addToPool(db(), sample.tenant, 'sales', one.id);
    expect(await ids()).toEqual([one.id, four.id].sort());
    expect(await poolOwners(db(), sample.tenant, 'another')).toEqual([]);
  });

  it('of another tenant is not there and cannot be put into a pool', async () => {
    const [sample, other] = [await sampleTenant(database.store), await sampleTenant(database.store)];
    const { id } = ownerAt(other);
    expect(await owner(db(), sample.tenant, id)).toBeNull();
    const error = await addToPool(db(), sample.tenant, 'sales', id).catch((e: unknown) => e);
    expect(databaseError(error)?.code).toBe('23503');
  });
});

describe('a use case', () => {
  it('gets a new version when it changed, and keeps the old one', async () => {
    const { tenant } = await sampleTenant(database.store);
    expect(await saveUseCase(db(), tenant, sampleUseCase)).toBe(1);
    const longer = { ...sampleUseCase, duration: 60 };
    expect(await saveUseCase(db(), tenant, longer)).toBe(2);
    expect(await saveUseCase(db(), tenant, longer)).toBe(2);
    expect(await useCase(db(), tenant, 'sales-call')).toEqual({ useCase: longer, version: 2 });
    expect(await useCase(db(), tenant, 'sales-call', 1)).toEqual({ useCase: sampleUseCase, version: 1 });
    expect(await useCase(db(), tenant, 'sales-call', 3)).toBeNull();
    expect(await useCase(db(), tenant, 'lunch')).toBeNull();
    await saveUseCase(db(), tenant, { ...sampleUseCase, key: 'another', name: 'Another' });
    expect((await useCases(db(), tenant)).map((u) => [u.useCase.key, u.version])).toEqual([
      ['another', 1],
      ['sales-call', 2],
    ]);
  });

  it('saved by many at once gets one version for each change', async () => {
    const { tenant } = await sampleTenant(database.store);
    const versions = await Promise.all(
      [10, 20, 40, 50].map((duration) =>
        inTransaction(database.store, (tx) => saveUseCase(tx, tenant, { ...sampleUseCase, duration })),
      ),
    );
    expect(versions.sort()).toEqual([2, 3, 4, 5]);
    const same = await Promise.all(
      Array.from({ length: 6 }, () =>
        inTransaction(database.store, (tx) => saveUseCase(tx, tenant, { ...sampleUseCase, duration: 90 })),
      ),
    );
    expect(new Set(same)).toEqual(new Set([6]));
  });
});
