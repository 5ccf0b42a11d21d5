import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalCalendar } from '../../src/calendars/local.ts';
import { fixedClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { CannotFetch, type FetchText } from '../../src/lib/safe-fetch.ts';
import type { Busy } from '../../src/scheduling/facts.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';
import {
  type BusySource,
  busySources,
  localEvents,
  removeBusySource,
  saveBusySource,
} from '../../src/store/local-calendar.ts';
import { testDatabase } from '../support/database.ts';
import { icsOf } from '../support/ics.ts';
import { hour, ownerAt, type Sample, sampleTenant, tuesday } from '../support/samples.ts';

const database = testDatabase();
const minute = 60_000;
const window: Interval = [tuesday - 24 * hour, tuesday + 24 * hour];
const first: Interval = [tuesday, tuesday + hour];
const second: Interval = [tuesday + 2 * hour, tuesday + 3 * hour];
const address = 'https://calendar.example.com/me.ics';

let sample: Sample;
let clock: ReturnType<typeof fixedClock>;
/** What the server says now: the text, or why there is none. */
let server: { text: string } | { fails: string };
let asked: string[];
let lines: string[];

beforeEach(async () => {
  sample = await sampleTenant(database.store);
  clock = fixedClock(tuesday);
  server = { text: icsOf([first]) };
  asked = [];
  lines = [];
});

const fetchText: FetchText = async (url) => {
  asked.push(url);
  if ('fails' in server) throw new CannotFetch(server.fails);
  return server.text;
};

const calendar = (fetch = fetchText) =>
  createLocalCalendar({
    events: localEvents(database.store.db, sample.tenant),
    fetchText: fetch,
    clock,
    log: createLog({ level: 'warn', stream: { write: (line) => void lines.push(line) } }),
  });

const add = (source: Partial<BusySource>) =>
  saveBusySource(database.store.db, sample.tenant, {
    ownerId: ownerAt(sample).id,
    url: null,
    ics: null,
    fetched: null,
    fetchedAt: null,
    error: null,
    ...source,
  });

async function busy(): Promise<Busy | undefined> {
  const { id } = ownerAt(sample);
  return (await calendar().busy([id], window)).get(id);
}

const stored = async () => (await busySources(database.store.db, sample.tenant, [ownerAt(sample).id]))[0];

describe('busy time from an address', () => {
  it('is fetched and kept', async () => {
    await add({ url: address });
    expect(await busy()).toEqual({ kind: 'known', ranges: [first] });
    expect(await stored()).toMatchObject({ fetched: icsOf([first]), fetchedAt: tuesday, error: null });
  });

  it('is taken from the copy for ten minutes, then fetched again', async () => {
    await add({ url: address });
    await busy();
    server = { text: icsOf([second]) };
    clock.set(tuesday + 10 * minute - 1);
    expect(await busy()).toEqual({ kind: 'known', ranges: [first] });
    expect(asked).toHaveLength(1);
    clock.set(tuesday + 10 * minute);
    expect(await busy()).toEqual({ kind: 'known', ranges: [second] });
    expect(asked).toHaveLength(2);
  });

  it('is unknown, and never free, when nothing was ever read', async () => {
    await add({ url: address });
    server = { fails: 'the server answered 404' };
    expect(await busy()).toEqual({ kind: 'unknown', why: 'the server answered 404' });
    expect(await stored()).toMatchObject({ fetched: null, error: 'the server answered 404' });
    expect(lines.join('')).toContain(ownerAt(sample).id);
  });

  it('falls back to a copy of the last day, then is unknown', async () => {
    await add({ url: address });
    await busy();
    server = { fails: 'the server did not answer in time' };
    clock.set(tuesday + 24 * hour - 1);
    expect(await busy()).toEqual({ kind: 'known', ranges: [first] });
    expect(await stored()).toMatchObject({ fetchedAt: tuesday, error: 'the server did not answer in time' });
    clock.set(tuesday + 24 * hour);
    expect(await busy()).toEqual({ kind: 'unknown', why: 'the server did not answer in time' });
  });

  it('does not replace a good copy by a page that is no calendar', async () => {
    await add({ url: address });
    await busy();
    server = { text: '<html>Please sign in</html>' };
    clock.set(tuesday + hour);
    expect(await busy()).toEqual({ kind: 'known', ranges: [first] });
    expect(await stored()).toMatchObject({ fetched: icsOf([first]), error: 'the file is not a calendar' });
  });

  it('forgets the error once it can be read again', async () => {
    await add({ url: address });
    server = { fails: 'the server answered 500' };
    await busy();
    server = { text: icsOf([first]) };
    expect(await busy()).toMatchObject({ kind: 'known' });
    expect(await stored()).toMatchObject({ error: null });
  });

  it('understands addresses that begin with webcal:', async () => {
    await add({ url: 'webcal://calendar.example.com/me.ics' });
    expect(await busy()).toMatchObject({ kind: 'known' });
    expect(asked).toEqual([address]);
  });

  it('is not written back to a source that was removed meanwhile', async () => {
    const id = await add({ url: address });
    const removing = calendar(async () => {
      await removeBusySource(database.store.db, sample.tenant, id);
      return icsOf([first]);
    });
    await removing.busy([ownerAt(sample).id], window);
    expect(await stored()).toBeUndefined();
  });

  it('fails alone: a fault of the desk makes the owner unknown and is logged as an error', async () => {
    await add({ url: address });
    const broken = calendar(() => Promise.reject(new TypeError('a bug')));
    const [answer] = [...(await broken.busy([ownerAt(sample).id], window)).values()];
    expect(answer).toMatchObject({ kind: 'unknown' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', err: { message: 'a bug' } });
  });
});

describe('busy time from a file of this machine', () => {
  async function folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'slotdesk-ics-'));
    onTestFinished(() => rm(path, { recursive: true }));
    return path;
  }

  it('is read each time, by path or by file: address', async () => {
    const file = join(await folder(), 'my calendar.ics');
    await writeFile(file, icsOf([first]));
    await add({ url: file });
    expect(await busy()).toEqual({ kind: 'known', ranges: [first] });
    await add({ url: pathToFileURL(file).href });
    await writeFile(file, icsOf([second]));
    expect(await busy()).toEqual({ kind: 'known', ranges: [second] });
  });

  it.each([
    ['is not there', '/nowhere/me.ics', 'its file could not be opened'],
    ['is a folder', tmpdir(), 'its file is not a plain file'],
    ['is a device', '/dev/zero', 'its file is not a plain file'],
    ['has no full path', 'me.ics', 'its file needs a full path, or an address that begins with https://'],
  ])('is unknown when it %s', async (_, url, why) => {
    await add({ url });
    expect(await busy()).toEqual({ kind: 'unknown', why });
  });
});

describe('several sources', () => {
  it('are added up', async () => {
    await add({ ics: icsOf([second]) });
    await add({ url: address });
    expect(await busy()).toEqual({ kind: 'known', ranges: [first, second] });
  });

  it('are unknown together when one of them is', async () => {
    await add({ ics: icsOf([second]) });
    await add({ ics: 'not a calendar' });
    expect(await busy()).toMatchObject({ kind: 'unknown' });
  });
});

describe('the local calendar', () => {
  it('shows all-day events and times without a zone in the zone of the owner', async () => {
    const ics = icsOf([]).replace(
      'END:VCALENDAR',
      'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261201\r\nEND:VEVENT\r\nEND:VCALENDAR',
    );
    await add({ ics });
    const midnight = Date.parse('2026-12-01T00:00-07:00');
    expect(await busy()).toEqual({ kind: 'known', ranges: [[midnight, midnight + 24 * hour]] });
  });

  it('does not see the sources of another tenant', async () => {
    await add({ ics: icsOf([first]) });
    const other = await sampleTenant(database.store);
    const theirs = createLocalCalendar({
      events: localEvents(database.store.db, other.tenant),
      fetchText,
      clock,
      log: createLog({ level: 'silent' }),
    });
    const { id } = ownerAt(sample);
    expect((await theirs.busy([id], window)).get(id)).toEqual({ kind: 'known', ranges: [] });
  });

  it('calls everybody unknown when the database does not answer', async () => {
    const events = {
      ...localEvents(database.store.db, sample.tenant),
      sources: () => Promise.reject(new Error('gone')),
    };
    const log = createLog({ level: 'error', stream: { write: (line) => void lines.push(line) } });
    const cut = createLocalCalendar({ events, fetchText, clock, log });
    expect((await cut.busy(['a'], window)).get('a')).toMatchObject({ kind: 'unknown' });
    expect(lines).toHaveLength(1);
  });
});
