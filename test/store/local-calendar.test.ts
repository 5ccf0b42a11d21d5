import { describe, expect, it } from 'vitest';
import {
  busySources,
  cancelEvent,
  eventByKey,
  eventsOf,
  type LocalEvent,
  noteFetch,
  putEvent,
  removeBusySource,
  saveBusySource,
} from '../../src/store/local-calendar.ts';
import { testDatabase } from '../support/database.ts';
import { hour, ownerAt, type Sample, sampleTenant, tuesday } from '../support/samples.ts';

const database = testDatabase();
const db = () => database.store.db;

const event = (sample: Sample, change: Partial<LocalEvent> = {}): LocalEvent => ({
  key: 'b1',
  ownerId: ownerAt(sample).id,
  title: 'Sales call: Ann',
  start: tuesday,
  end: tuesday + hour,
  zone: 'America/Denver',
  description: 'Booked as R-1.',
  place: 'Room 1',
  attendees: [{ name: 'Ann', email: 'ann@example.com' }],
  sequence: 1,
  ...change,
});

describe('a local event', () => {
  it('stands as it was put, is moved by a newer write, and never by an older', async () => {
    const sample = await sampleTenant(database.store);
    const first = event(sample);
    const moved = event(sample, { start: tuesday + hour, end: tuesday + 2 * hour, sequence: 3, place: undefined });
    await putEvent(db(), sample.tenant, first);
    await putEvent(db(), sample.tenant, first);
    expect(await eventByKey(db(), sample.tenant, 'b1')).toEqual(first);
    await putEvent(db(), sample.tenant, moved);
    await putEvent(db(), sample.tenant, event(sample, { sequence: 2, title: 'late' }));
    await cancelEvent(db(), sample.tenant, first.ownerId, 'b1', 2);
    expect(await eventByKey(db(), sample.tenant, 'b1')).toEqual(moved);
  });

  it('that was cancelled stays so, whatever older writes come late', async () => {
    const sample = await sampleTenant(database.store);
    await putEvent(db(), sample.tenant, event(sample));
    await cancelEvent(db(), sample.tenant, ownerAt(sample).id, 'b1', 1);
    await putEvent(db(), sample.tenant, event(sample));
    expect(await eventByKey(db(), sample.tenant, 'b1')).toBeNull();
    await putEvent(db(), sample.tenant, event(sample, { sequence: 2 }));
    expect(await eventByKey(db(), sample.tenant, 'b1')).toMatchObject({ sequence: 2 });
  });

  it('that was cancelled before it came does not come', async () => {
    const sample = await sampleTenant(database.store);
    await cancelEvent(db(), sample.tenant, ownerAt(sample).id, 'b1', 2);
    await putEvent(db(), sample.tenant, event(sample));
    expect(await eventByKey(db(), sample.tenant, 'b1')).toBeNull();
    expect(await eventsOf(db(), sample.tenant, ownerAt(sample).id, [0, tuesday * 2])).toEqual([]);
  });

  it('is listed for its owner when it touches the window', async () => {
    const sample = await sampleTenant(database.store, 2);
    for (const n of [2, 0, 1])
      await putEvent(
        db(),
        sample.tenant,
        event(sample, { key: `b${n}`, start: tuesday + n * hour, end: tuesday + (n + 1) * hour }),
      );
    const keys = async (owner: number, from: number, to: number) =>
      (await eventsOf(db(), sample.tenant, ownerAt(sample, owner).id, [from, to])).map((e) => e.key);
    expect(await keys(0, tuesday, tuesday + 3 * hour)).toEqual(['b0', 'b1', 'b2']);
    expect(await keys(0, tuesday + hour, tuesday + 2 * hour)).toEqual(['b1']);
    expect(await keys(1, tuesday, tuesday + 3 * hour)).toEqual([]);
    const other = await sampleTenant(database.store);
    expect(await eventsOf(db(), other.tenant, ownerAt(sample).id, [0, tuesday * 2])).toEqual([]);
  });
});

describe('a busy source', () => {
  it('is saved whole, changed and removed', async () => {
    const sample = await sampleTenant(database.store, 2);
    const ids = sample.owners.map((o) => o.id);
    const source = {
      ownerId: ownerAt(sample).id,
      url: 'https://example.com/a.ics',
      ics: null,
      fetched: null,
      fetchedAt: null,
      error: null,
    };
    const id = await saveBusySource(db(), sample.tenant, source);
    const fetched = { ...source, id, fetched: 'BEGIN:VCALENDAR', fetchedAt: tuesday, error: 'late' };
    expect(await saveBusySource(db(), sample.tenant, fetched)).toBe(id);
    expect(await busySources(db(), sample.tenant, ids)).toEqual([{ ...fetched, zone: 'America/Denver' }]);
    expect(await busySources(db(), sample.tenant, ids.slice(1))).toEqual([]);
    const other = await sampleTenant(database.store);
    expect(await busySources(db(), other.tenant, ids)).toEqual([]);
    await removeBusySource(db(), other.tenant, id);
    expect(await busySources(db(), sample.tenant, ids)).toHaveLength(1);
    await removeBusySource(db(), sample.tenant, id);
    expect(await busySources(db(), sample.tenant, ids)).toEqual([]);
  });

  it('keeps the last text when reading fails, and knows nothing of an address it no longer has', async () => {
    const sample = await sampleTenant(database.store);
    const empty = { ics: null, fetched: null, fetchedAt: null, error: null };
    const source = { ownerId: ownerAt(sample).id, url: 'https://example.com/a.ics', ...empty };
    const id = await saveBusySource(db(), sample.tenant, source);
    const read = async () => (await busySources(db(), sample.tenant, [source.ownerId]))[0];
    await noteFetch(db(), sample.tenant, { ...source, id }, { text: 'one', at: tuesday });
    await noteFetch(db(), sample.tenant, { ...source, id }, { error: 'it is late' });
    expect(await read()).toMatchObject({ fetched: 'one', fetchedAt: tuesday, error: 'it is late' });
    await noteFetch(db(), sample.tenant, { id, url: 'https://example.com/b.ics' }, { text: 'two', at: tuesday + 1 });
    expect(await read()).toMatchObject({ fetched: 'one', fetchedAt: tuesday });
    await noteFetch(db(), sample.tenant, { ...source, id }, { text: 'three', at: tuesday + 2 });
    expect(await read()).toMatchObject({ fetched: 'three', fetchedAt: tuesday + 2, error: null });
  });

  it('is an address or a text, not both and not neither', async () => {
    const sample = await sampleTenant(database.store);
    const source = { ownerId: ownerAt(sample).id, fetched: null, fetchedAt: null, error: null };
    const save = (url: string | null, ics: string | null) =>
      saveBusySource(db(), sample.tenant, { ...source, url, ics });
    await expect(save(null, null)).rejects.toThrow();
    await expect(save('https://example.com/a.ics', 'BEGIN:VCALENDAR')).rejects.toThrow();
    await save(null, 'BEGIN:VCALENDAR');
  });
});
