import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { inTransaction } from '../../src/store/database.ts';
import { recentRequests } from '../../src/store/recent-requests.ts';
import { insertRequest } from '../../src/store/requests.ts';
import { testDatabase } from '../support/database.ts';
import { hour, ownerAt, type Sample, sampleRequest, sampleTenant, slotOf, tuesday } from '../support/samples.ts';

const database = testDatabase();

describe('what was asked lately', () => {
  const book = async (sample: Sample, start: number, email: string, changes: object = {}) => {
    const slot = slotOf(ownerAt(sample), start);
    const request = {
      ...sampleRequest(sample),
      state: 'booked' as const,
      intake: { answers: {}, attendee: { name: 'Pat', email, zone: 'UTC' }, window: {} },
      booking: { id: newId(), slot, sequence: 0, bookedAt: tuesday },
      createdAt: tuesday,
      ...changes,
    };
    return inTransaction(database.store, (tx) => insertRequest(tx, sample.tenant, request));
  };
  const find = (sample: Sample, emails: string[], since = tuesday - hour, requesterId = newId()) =>
    recentRequests(database.store.db, sample.tenant, sample.useCase.key, since, { requesterId, emails });

  it('is found by the attendee’s email in any case, the newest first, with when it will be', async () => {
    const sample = await sampleTenant(database.store);
    const first = await book(sample, tuesday + hour, 'Pat@Acme.example');
    const second = await book(sample, tuesday + 2 * hour, 'pat@acme.example', { createdAt: tuesday + 1 });
    await book(sample, tuesday + 3 * hour, 'kim@acme.example');
    expect(await find(sample, ['pat@acme.example'])).toEqual([
      expect.objectContaining({ number: second, start: tuesday + 2 * hour, createdAt: tuesday + 1 }),
      expect.objectContaining({ number: first, email: 'Pat@Acme.example', requesterId: sample.requester.id }),
    ]);
  });

  it('is found by who asked', async () => {
    const sample = await sampleTenant(database.store);
    const number = await book(sample, tuesday + hour, 'pat@acme.example');
    const found = await find(sample, [], tuesday - hour, sample.requester.id);
    expect(found.map((one) => one.number)).toEqual([number]);
  });

  it('leaves out what is older, cancelled, not booked, or of another tenant', async () => {
    const sample = await sampleTenant(database.store);
    await book(sample, tuesday + hour, 'pat@acme.example', { createdAt: tuesday - hour });
    await book(sample, tuesday + 2 * hour, 'pat@acme.example', { state: 'cancelled' });
    await book(sample, tuesday + 3 * hour, 'pat@acme.example', { state: 'proposed', booking: null });
    await book(await sampleTenant(database.store), tuesday + hour, 'pat@acme.example');
    expect(await find(sample, ['pat@acme.example'])).toEqual([]);
  });
});
