/**
 * Every zone of this machine and every change of its clocks from 2025 to 2030, against other people's reading of the zone
 * data: `Intl` part by part for this machine's, and PostgreSQL's `at time zone` where its own data knows the same change.
 */
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { gridOf, searchFor } from '../../../src/scheduling/search.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/scheduling/time/local-date.ts';
import { instantOf, offsetAt, steadyUntil, wallAt, wallExists } from '../../../src/scheduling/time/zone.ts';
import { workingTime } from '../../../src/scheduling/working-time.ts';
import { anIntake, anOwner, aUseCase, someFacts } from '../worlds.ts';

const from = Date.UTC(2025, 0, 1);
const to = Date.UTC(2031, 0, 1);
const zones = Intl.supportedValuesOf('timeZone');

interface Change {
  zone: string;
  /** The first moment of the new offset, epoch ms. */
  at: number;
  before: number;
  after: number;
}

/** Found by the tables that are tested; that none is missed is tested by the offsets between them. */
const changes: readonly Change[] = zones.flatMap((zone) => {
  const found: Change[] = [];
  for (let at = steadyUntil(zone, from); at < to; at = steadyUntil(zone, at)) {
    const [before, after] = [offsetAt(zone, at - 1), offsetAt(zone, at)];
    if (before !== after) found.push({ zone, at, before, after });
  }
  return found;
});

/** What `Intl` says, part by part. */
function intlOffset(format: Intl.DateTimeFormat, at: number): number {
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

const formatOf = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });

test('there are hundreds of zones and changes', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(changes.length).toBeGreaterThan(1500);
});

test('offsets are those of Intl in every zone, every few days and on both sides of each change', {
  timeout: 120_000,
}, () => {
  const wrong: string[] = [];
  for (const zone of zones) {
    const format = formatOf(zone);
    const instants = changes.filter((change) => change.zone === zone).flatMap(({ at }) => [at - 1000, at]);
    for (let at = from; at < to; at += 9 * DAY_MS) instants.push(at);
    for (const at of instants)
      if (offsetAt(zone, at) !== intlOffset(format, at)) wrong.push(`${zone} ${new Date(at).toISOString()}`);
  }
  expect(wrong).toEqual([]);
});

describe('around each change', () => {
  test('a wall time comes back as it was, or never existed and moves forward by the jump', () => {
    const wrong: string[] = [];
    for (const { zone, at, before, after } of changes)
      for (
        let wall = at + before - 3 * 60 * MINUTE_MS;
        wall <= at + before + 3 * 60 * MINUTE_MS;
        wall += 10 * MINUTE_MS
      ) {
        const inGap = wall >= at + before && wall < at + after;
        const shown = wallAt(zone, instantOf(zone, wall));
        const right = inGap ? wall + (after - before) : wall;
        if (shown !== right || wallExists(zone, wall) === inGap) wrong.push(`${zone} ${new Date(wall).toISOString()}`);
      }
    expect(wrong).toEqual([]);
  });

  test('a wall time that comes twice means the first of the two', () => {
    const wrong = changes
      .filter(({ before, after }) => after < before)
      .filter(({ zone, at, after }) => instantOf(zone, at + after) >= at);
    expect(wrong).toEqual([]);
  });

  test('the starts on offer are all real, and every wall time of the grid that exists is among them', () => {
    const useCase = aUseCase({ grid: 30 });
    const wrong: string[] = [];
    for (const { zone, at, before } of changes) {
      const search = searchFor(someFacts([], { useCase }), anIntake({ attendee: { name: 'Ada', zone } }), at);
      const midnight = Math.floor((at + before) / DAY_MS) * DAY_MS;
      const [first, last] = [instantOf(zone, midnight), instantOf(zone, midnight + 2 * DAY_MS)];
      const { starts, minutes } = gridOf({ ...search, from: first, to: last });
      const offered = new Set(starts);
      starts.forEach((start, i) => {
        const wall = wallAt(zone, start);
        const onGrid = wall % (30 * MINUTE_MS) === 0 && (wall % DAY_MS) / MINUTE_MS === minutes[i];
        if (!onGrid || !wallExists(zone, wall)) wrong.push(`${zone} offers ${new Date(start).toISOString()}`);
      });
      for (let wall = midnight; wall < midnight + 2 * DAY_MS; wall += 30 * MINUTE_MS)
        if (wallExists(zone, wall) && !offered.has(instantOf(zone, wall)))
          wrong.push(`${zone} lacks ${new Date(wall).toISOString()}`);
    }
    expect(wrong).toEqual([]);
  });

  test('nine to five is nine to five on the clock, the day before, that day and the day after', () => {
    const hours = [{ days: [0, 1, 2, 3, 4, 5, 6], start: 540, end: 1020 }];
    const wrong: string[] = [];
    for (const { zone, at } of changes) {
      if ((wallAt(zone, at) % DAY_MS) / MINUTE_MS > 540) continue;
      for (const [start, end] of workingTime(anOwner(1, { zone, hours }), [at - DAY_MS, at + DAY_MS])) {
        const shown = [start, end].map((edge) => (wallAt(zone, edge) % DAY_MS) / MINUTE_MS);
        if (shown[0] !== 540 || shown[1] !== 1020) wrong.push(`${zone} ${new Date(start).toISOString()}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('PostgreSQL reads every change alike, both ways, but where its zone data is of another year', {
  timeout: 120_000,
}, async () => {
  const client = new pg.Client(inject('server').connection);
  await client.connect();
  try {
    const known = await client.query<{ name: string }>('select name from pg_timezone_names');
    const names = new Set(known.rows.map(({ name }) => name));
    const asked = changes.filter(({ zone }) => names.has(zone));
    const { rows } = await client.query<{ before: string; after: string; back: string }>(
      `select extract(epoch from (to_timestamp(at - 1) at time zone zone))::text as before,
              extract(epoch from (to_timestamp(at) at time zone zone))::text as after,
              extract(epoch from ((to_timestamp(wall) at time zone 'UTC') at time zone zone))::text as back
         from unnest($1::text[], $2::float8[], $3::float8[]) as change(zone, at, wall)`,
      [
        asked.map(({ zone }) => zone),
        asked.map(({ at }) => at / 1000),
        asked.map(({ at, before }) => (at + before) / 1000 + 4 * 3600),
      ],
    );
    const differs = asked.filter(({ zone, at, before, after }, i) => {
      const row = rows[i];
      const read = [row?.before, row?.after, row?.back].map((text) => Number(text) * 1000);
      const ours = [at - 1000 + before, at + after, instantOf(zone, at + before + 4 * 60 * MINUTE_MS)];
      return read.some((ms, j) => ms !== ours[j]);
    });
    const otherData = new Set(differs.map(({ zone }) => zone));
    console.log(`${asked.length} changes read alike, but for ${[...otherData].join(', ') || 'none'}`);
    expect(asked.length).toBeGreaterThan(1500);
    expect(otherData.size).toBeLessThan(20);
  } finally {
    await client.end();
  }
});
