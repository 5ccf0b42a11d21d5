import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FollowUp } from '../../src/scheduling/decision.ts';
import { inTransaction } from '../../src/store/database.ts';
import { deskNow, setClockOffset } from '../../src/store/desk-clock.ts';
import { followUp, replaceFollowUps, settleFollowUp, takeDue } from '../../src/store/follow-ups.ts';
import { testDatabase } from '../support/database.ts';
import { bookedRequest, hour, ownerAt, type Sample, sampleTenant, slotOf } from '../support/samples.ts';

const database = testDatabase();

const reminder = (key: string, dueAt: number, sequence = 0): FollowUp => ({
  key,
  sequence,
  kind: 'reminder',
  personRole: 'owner',
  dueAt,
});

async function booked(): Promise<{ sample: Sample; requestId: string; bookingId: string; now: number }> {
  const sample = await sampleTenant(database.store);
  const { id, booking } = await bookedRequest(database.store, sample, slotOf(ownerAt(sample)));
  if (!booking) throw new Error('not booked');
  return { sample, requestId: id, bookingId: booking.id, now: await deskNow(database.store.db) };
}

async function replace(b: Awaited<ReturnType<typeof booked>>, ...followUps: FollowUp[]): Promise<void> {
  await inTransaction(database.store, (tx) =>
    replaceFollowUps(tx, b.sample.tenant, b.requestId, b.bookingId, followUps),
  );
}

async function states(b: { bookingId: string }): Promise<Record<string, string>> {
  const { rows } = await database.store.pool.query<{ key: string; state: string }>(
    'select key, state from follow_up where booking_id = $1',
    [b.bookingId],
  );
  return Object.fromEntries(rows.map((row) => [row.key, row.state]));
}

describe('follow-ups that are due', () => {
  it('are taken once by two takers at the same moment, who do not wait for each other', async () => {
    const b = await booked();
    await replace(b, ...Array.from({ length: 6 }, (_, n) => reminder(`r${n}`, b.now - 6 * hour + n)));
    const taken: string[][] = [];
    await inTransaction(database.store, async (first) => {
      taken.push((await takeDue(first, 4)).map((t) => t.id));
      // The first taker still holds its four: the second gets the others at once.
      await inTransaction(database.store, async (second) => {
        taken.push((await takeDue(second, 4)).map((t) => t.id));
      });
    });
    expect(taken.map((ids) => ids.length)).toEqual([4, 2]);
    expect(new Set(taken.flat()).size).toBe(6);
    expect(await takeDue(database.store.db, 10)).toEqual([]);
  });

  it('are due again when the taker fails', async () => {
    const b = await booked();
    await replace(b, reminder('r', b.now - 1));
    const failing = inTransaction(database.store, async (tx) => {
      expect(await takeDue(tx, 10)).toHaveLength(1);
      throw new Error('crashed');
    });
    await expect(failing).rejects.toThrow('crashed');
    const again = await takeDue(database.store.db, 10);
    expect(again.map((t) => t.tenant)).toEqual([b.sample.tenant]);
  });

  it('are those whose time has come by the desk’s clock', async () => {
    const b = await booked();
    await replace(b, reminder('later', b.now + 2 * hour));
    expect(await takeDue(database.store.db, 10)).toEqual([]);
    await setClockOffset(database.store.db, 3 * hour);
    try {
      expect(await takeDue(database.store.db, 10)).toHaveLength(1);
    } finally {
      await setClockOffset(database.store.db, 0);
    }
  });
});

describe('follow-ups of a booking', () => {
  it('are replaced: those still due are dropped, what was taken is not due again', async () => {
    const b = await booked();
    await replace(b, reminder('past', b.now - 1), reminder('stays', b.now + hour), reminder('goes', b.now + hour));
    const [taken] = await takeDue(database.store.db, 10);
    await replace(b, reminder('past', b.now - 1), reminder('stays', b.now + 2 * hour), reminder('new', b.now + hour));
    expect(await states(b)).toEqual({ past: 'queued', stays: 'due', goes: 'dropped', new: 'due' });
    await settleFollowUp(database.store.db, b.sample.tenant, taken?.id ?? '', 'done', null);
    await replace(b, reminder('past', b.now - 1), reminder('goes', b.now + hour));
    expect(await states(b)).toEqual({ past: 'done', stays: 'dropped', goes: 'due', new: 'dropped' });
  });

  it('are dropped when they are replaced, also when a job has them already', async () => {
    const b = await booked();
    await replace(b, reminder('taken', b.now - 1), reminder('due', b.now + hour));
    const [taken] = await takeDue(database.store.db, 10);
    await replace(b, reminder('moved', b.now + hour, 1));
    expect(await states(b)).toEqual({ taken: 'dropped', due: 'dropped', moved: 'due' });
    const found = await followUp(database.store.db, b.sample.tenant, taken?.id ?? '');
    expect(found).toMatchObject({ sequence: 0, state: 'dropped', note: 'replaced' });
  });

  it('of an older release know by their keys what they were made for, else by their booking', async () => {
    const b = await booked();
    await replace(b, reminder(`${b.bookingId}:3:owner:elapsed:60`, b.now + hour), reminder('odd', b.now + hour));
    await database.store.db.booking.updateMany({ where: { id: b.bookingId }, data: { sequence: 5 } });
    const file = join(import.meta.dirname, '../../prisma/migrations/20261122125000_follow_up_sequence/migration.sql');
    const client = await database.store.pool.connect();
    try {
      await client.query('begin; alter table follow_up drop column sequence');
      await client.query(await readFile(file, 'utf8'));
      const { rows } = await client.query('select sequence from follow_up where booking_id = $1 order by key', [
        b.bookingId,
      ]);
      expect(rows).toEqual([{ sequence: 3 }, { sequence: 5 }]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('are settled once, with why', async () => {
    const b = await booked();
    await replace(b, reminder('r', b.now - 1));
    const [taken] = await takeDue(database.store.db, 10);
    const id = taken?.id ?? '';
    await settleFollowUp(database.store.db, b.sample.tenant, id, 'dropped', 'too late');
    await settleFollowUp(database.store.db, b.sample.tenant, id, 'done', null);
    expect(await followUp(database.store.db, b.sample.tenant, id)).toEqual({
      id,
      requestId: b.requestId,
      bookingId: b.bookingId,
      key: 'r',
      sequence: 0,
      kind: 'reminder',
      personRole: 'owner',
      dueAt: b.now - 1,
      state: 'dropped',
      note: 'too late',
    });
    await replace(b, reminder('r', b.now - 1));
    expect(await states(b)).toEqual({ r: 'dropped' });
    const other = await sampleTenant(database.store);
    expect(await followUp(database.store.db, other.tenant, id)).toBeNull();
  });

  it('belong to a booking of that request', async () => {
    const [one, two] = [await booked(), await booked()];
    await expect(replace({ ...one, bookingId: two.bookingId })).rejects.toThrow('has no booking');
  });
});
