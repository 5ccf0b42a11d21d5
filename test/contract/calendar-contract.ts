/** What every calendar must do, whoever stands behind it. A new one passes this suite before anything else. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Calendar, CalendarEvent, OwnerId } from '../../src/calendars/calendar.ts';
import { newId } from '../../src/lib/ids.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';

export interface CalendarUnderTest {
  calendar: Calendar;
  /** A new owner with an empty calendar that can be read. */
  newOwner(): Promise<OwnerId>;
  /** Puts something into the owner's calendar that is not the desk's. */
  makeBusy(owner: OwnerId, range: Interval): Promise<void>;
  /** Lets the owner's calendar fail from now on. */
  makeUnreadable(owner: OwnerId): Promise<void>;
  /** What stands in the owner's calendar from the desk, as a person would see it there, in order of time. */
  standing(owner: OwnerId, window: Interval): Promise<Pick<CalendarEvent, 'key' | 'title' | 'start' | 'end'>[]>;
}

const hour = 3_600_000;
const ten = Date.UTC(2026, 11, 1, 15);
const window: Interval = [ten - 24 * hour, ten + 24 * hour];

const eventFor = (ownerId: OwnerId, change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  key: newId(),
  ownerId,
  title: 'Sales call with Ann',
  start: ten,
  end: ten + hour,
  zone: 'America/New_York',
  description: 'Booked by the desk.',
  place: 'Room 1',
  attendees: [{ name: 'Ann', email: 'ann@example.com' }],
  sequence: 0,
  ...change,
});

/** Runs the suite for one calendar. */
export function calendarContract(name: string, make: () => Promise<CalendarUnderTest>): void {
  describe(`the calendar contract: ${name}`, () => {
    let under: CalendarUnderTest;
    beforeAll(async () => {
      under = await make();
    });

    const titles = async (owner: OwnerId) => (await under.standing(owner, window)).map(({ title }) => title);

    it('knows that an empty calendar is empty', async () => {
      const owner = await under.newOwner();
      expect(await under.calendar.busy([owner], window)).toEqual(new Map([[owner, { kind: 'known', ranges: [] }]]));
    });

    it('answers for every owner that was asked for, and for nobody else', async () => {
      const owners = [await under.newOwner(), await under.newOwner()];
      expect([...(await under.calendar.busy(owners, window)).keys()].sort()).toEqual([...owners].sort());
      expect((await under.calendar.busy([], window)).size).toBe(0);
    });

    it('gives the busy time of each owner, sorted, joined and within the window', async () => {
      const [owner, other] = [await under.newOwner(), await under.newOwner()];
      await under.makeBusy(owner, [ten + 2 * hour, ten + 3 * hour]);
      await under.makeBusy(owner, [ten, ten + hour]);
      await under.makeBusy(owner, [ten + 2.5 * hour, ten + 4 * hour]);
      await under.makeBusy(owner, [ten + 40 * hour, ten + 41 * hour]);
      const busy = await under.calendar.busy([owner, other], window);
      expect(busy.get(owner)).toEqual({
        kind: 'known',
        ranges: [
          [ten, ten + hour],
          [ten + 2 * hour, ten + 4 * hour],
        ],
      });
      expect(busy.get(other)).toEqual({ kind: 'known', ranges: [] });
    });

    it('calls a calendar unknown when it cannot be read, with a short reason, and the others known', async () => {
      const [owner, other] = [await under.newOwner(), await under.newOwner()];
      await under.makeBusy(owner, [ten, ten + hour]);
      await under.makeUnreadable(owner);
      const busy = await under.calendar.busy([owner, other], window);
      expect(busy.get(owner)).toEqual({ kind: 'unknown', why: expect.stringMatching(/^[a-z].{5,120}[^.]$/) });
      expect(busy.get(other)).toEqual({ kind: 'known', ranges: [] });
    });

    it('does not know an owner that it never heard of better than anybody', async () => {
      const stranger = newId();
      expect([...(await under.calendar.busy([stranger], window)).keys()]).toEqual([stranger]);
    });

    it('does not count the desk’s own events as busy: they are claims', async () => {
      const owner = await under.newOwner();
      await under.calendar.put(eventFor(owner));
      expect((await under.calendar.busy([owner], window)).get(owner)).toEqual({ kind: 'known', ranges: [] });
    });

    it('makes an event stand once, however often it is put', async () => {
      const owner = await under.newOwner();
      const event = eventFor(owner);
      await under.calendar.put(event);
      await under.calendar.put(event);
      await Promise.all([under.calendar.put(event), under.calendar.put(event)]);
      expect(await under.standing(owner, window)).toEqual([
        expect.objectContaining({ key: event.key, title: event.title, start: event.start, end: event.end }),
      ]);
    });

    it('moves and renames an event', async () => {
      const owner = await under.newOwner();
      const event = eventFor(owner);
      await under.calendar.put(event);
      await under.calendar.put({ ...event, title: 'Moved', start: ten + hour, end: ten + 2 * hour, sequence: 1 });
      expect(await under.standing(owner, window)).toEqual([
        expect.objectContaining({ key: event.key, title: 'Moved', start: ten + hour, end: ten + 2 * hour }),
      ]);
    });

    it('never lets an older write win', async () => {
      const owner = await under.newOwner();
      const event = eventFor(owner, { title: 'Old' });
      await under.calendar.put({ ...event, title: 'New', sequence: 2 });
      await under.calendar.put({ ...event, sequence: 1 });
      expect(await titles(owner)).toEqual(['New']);
      await under.calendar.cancel(owner, event.key, 1);
      expect(await titles(owner)).toEqual(['New']);
    });

    it('cancels an event, once and again', async () => {
      const owner = await under.newOwner();
      const event = eventFor(owner);
      await under.calendar.put(event);
      await under.calendar.cancel(owner, event.key, 1);
      await under.calendar.cancel(owner, event.key, 1);
      expect(await titles(owner)).toEqual([]);
    });

    it('does not mind cancelling what never stood', async () => {
      const owner = await under.newOwner();
      await expect(under.calendar.cancel(owner, newId(), 0)).resolves.toBeUndefined();
    });

    it('does not bring a cancelled event back by a write that comes late', async () => {
      const owner = await under.newOwner();
      const event = eventFor(owner);
      await under.calendar.cancel(owner, event.key, 1);
      await under.calendar.put(event);
      expect(await titles(owner)).toEqual([]);
    });

    it('keeps the events of two owners apart', async () => {
      const [owner, other] = [await under.newOwner(), await under.newOwner()];
      const [mine, theirs] = [eventFor(owner, { title: 'Mine' }), eventFor(other, { title: 'Theirs' })];
      await under.calendar.put(mine);
      await under.calendar.put(theirs);
      await under.calendar.cancel(owner, mine.key, 1);
      expect([await titles(owner), await titles(other)]).toEqual([[], ['Theirs']]);
    });

    it('takes any text that people write', async () => {
      const owner = await under.newOwner();
      const title = 'Ångström 🗓️ "quoted" \\ <b> مرحبا\nline';
      await under.calendar.put(eventFor(owner, { title, place: undefined, attendees: [] }));
      expect(await titles(owner)).toEqual([title]);
    });
  });
}
