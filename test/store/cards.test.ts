import { describe, expect, it } from 'vitest';
import { cardsOf, ensureCard, placeCard } from '../../src/store/cards.ts';
import { testDatabase } from '../support/database.ts';
import { bookedRequest, ownerAt, sampleTenant, slotOf } from '../support/samples.ts';

const database = testDatabase();

describe('a card', () => {
  it('is one for each request, kind and key, also when many ask for it at once', async () => {
    const { db } = database.store;
    const sample = await sampleTenant(database.store);
    const { id: requestId } = await bookedRequest(database.store, sample, slotOf(ownerAt(sample)));
    const wanted = { requestId, kind: 'request' as const, key: 'channel', place: 'C1', about: null };
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureCard(db, sample.tenant, wanted)));
    expect(new Set(made.map((card) => card.id)).size).toBe(1);
    const about = { ownerId: ownerAt(sample).id, what: 'booked' as const, slot: slotOf(ownerAt(sample)), sequence: 0 };
    const owners = await ensureCard(db, sample.tenant, { requestId, kind: 'owner', key: 'o:0', place: null, about });
    expect(owners).toEqual({ id: owners.id, kind: 'owner', key: 'o:0', place: null, message: null, about });
    expect((await cardsOf(db, sample.tenant, requestId)).map((card) => card.kind)).toEqual(['owner', 'request']);
  });

  it('knows where it was posted, and keeps that', async () => {
    const { db } = database.store;
    const sample = await sampleTenant(database.store);
    const { id: requestId } = await bookedRequest(database.store, sample, slotOf(ownerAt(sample)));
    const wanted = { requestId, kind: 'request' as const, key: 'channel', place: 'general', about: null };
    const { id } = await ensureCard(db, sample.tenant, wanted);
    await placeCard(db, sample.tenant, id, { place: 'C7', message: '17.2' });
    expect(await ensureCard(db, sample.tenant, wanted)).toMatchObject({ id, place: 'C7', message: '17.2' });
    const other = await sampleTenant(database.store);
    expect(await cardsOf(db, other.tenant, requestId)).toEqual([]);
    await expect(placeCard(db, other.tenant, id, { place: 'C8', message: '1' })).rejects.toThrow();
  });
});
