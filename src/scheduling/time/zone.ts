/**
 * Zones: from instants to wall clocks and back, by one table of offset changes for each zone, built from `Intl` when it
 * is first asked for. An answer depends on the zone, the instant and the machine's zone data alone: never on the
 * machine's own zone, nor on today's season.
 *
 * A wall time is written as the epoch ms it would have if the zone were UTC. Where the clocks jump forward, a wall time
 * that does not exist is moved forward by the jump; where they are turned back, the first of the two instants counts.
 */
import { DAY_MS, type Day, dateOfDay, MINUTE_MS } from './local-date.ts';

/** A stretch of a zone's history: `offsets[i]` (ms, local minus UTC) holds until `until[i]`, the last to the end. */
interface Chunk {
  index: number;
  until: number[];
  offsets: number[];
}

interface Zone {
  read: (at: number) => number;
  chunks: Map<number, Chunk>;
  /** The chunk asked for last: most questions come in runs. */
  last: Chunk | undefined;
}

/** About thirteen months. Chunks are built as they are needed, so that no horizon is ever too short. */
const chunkMs = 2 ** 35;
const probeMs = 7 * DAY_MS;
const zones = new Map<string, Zone>();

/** Whether this names a zone by its IANA name, such as `America/Phoenix`. Fixed offsets such as `+05:30` are no zones. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How far the zone's clocks are ahead of UTC at an instant, in ms. Throws RangeError for what is no zone. */
export function offsetAt(zone: string, at: number): number {
  const { until, offsets } = chunkAt(zone, at);
  return offsets[placeIn(until, at)] ?? 0;
}

/** An instant, as late as is known at once, up to which the offset stays what it is: often the next change of the clocks. */
export function steadyUntil(zone: string, at: number): number {
  const chunk = chunkAt(zone, at);
  return endOf(chunk, placeIn(chunk.until, at));
}

function endOf({ index, until }: Chunk, place: number): number {
  return until[place] ?? (index + 1) * chunkMs;
}

function chunkAt(zone: string, at: number): Chunk {
  const known = zones.get(zone) ?? open(zone);
  const index = Math.floor(at / chunkMs);
  if (known.last?.index === index) return known.last;
  const chunk = known.chunks.get(index) ?? build(known, index);
  known.last = chunk;
  return chunk;
}

function placeIn(until: readonly number[], at: number): number {
  let i = 0;
  while (i < until.length && at >= (until[i] ?? 0)) i++;
  return i;
}

/** What the clocks of the zone show at an instant, as wall time. */
export function wallAt(zone: string, at: number): number {
  return at + offsetAt(zone, at);
}

/** The instant when the clocks of the zone show a wall time: moved forward in a gap, the first one in an overlap. */
export function instantOf(zone: string, wall: number): number {
  const chunk = chunkAt(zone, wall - DAY_MS);
  const place = placeIn(chunk.until, wall - DAY_MS);
  const before = chunk.offsets[place] ?? 0;
  if (wall + DAY_MS < endOf(chunk, place)) return wall - before;
  const after = offsetAt(zone, wall + DAY_MS);
  if (before === after || offsetAt(zone, wall - before) === before) return wall - before;
  if (offsetAt(zone, wall - after) === after) return wall - after;
  return wall - before;
}

/** Whether the clocks of the zone ever show this wall time: false in the gap when they jump forward. */
export function wallExists(zone: string, wall: number): boolean {
  return wallAt(zone, instantOf(zone, wall)) === wall;
}

/** The local day of an instant. */
export function dayAt(zone: string, at: number): Day {
  return Math.floor(wallAt(zone, at) / DAY_MS);
}

/** The first instant of a local day: not always midnight, since some zones change their clocks then. */
export function dayStart(zone: string, day: Day): number {
  return instantOf(zone, day * DAY_MS);
}

/** Minutes that the clocks show since midnight, 0 to 1439. */
export function minuteOfDay(zone: string, at: number): number {
  const wall = wallAt(zone, at);
  return Math.floor((wall - Math.floor(wall / DAY_MS) * DAY_MS) / MINUTE_MS);
}

/** The local date of an instant, YYYY-MM-DD. */
export function localDate(zone: string, at: number): string {
  return dateOfDay(dayAt(zone, at));
}

function open(name: string): Zone {
  if (!isZone(name)) throw new RangeError(`"${name}" is not a time zone`);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const zone: Zone = { read: (at) => readOffset(format, at), chunks: new Map(), last: undefined };
  zones.set(name, zone);
  return zone;
}

/** The offset that `Intl` knows, from its text "MM/DD/YYYY, HH:MM:SS". */
function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const text = format.format(at);
  const part = (start: number, end: number) => Number(text.slice(start, end));
  const wall = Date.UTC(part(6, 10), part(0, 2) - 1, part(3, 5), part(12, 14), part(15, 17), part(18, 20));
  return wall - Math.floor(at / 1000) * 1000;
}

/** Probes weekly, then halves down to the second: no zone has changed its clocks twice within a week. */
function build(zone: Zone, index: number): Chunk {
  const end = (index + 1) * chunkMs;
  let at = index * chunkMs;
  let offset = zone.read(at);
  const chunk: Chunk = { index, until: [], offsets: [offset] };
  while (at < end) {
    const next = Math.min(at + probeMs, end);
    const nextOffset = zone.read(next);
    if (nextOffset !== offset) {
      chunk.until.push(changeBetween(zone, at, next, offset));
      chunk.offsets.push(nextOffset);
      offset = nextOffset;
    }
    at = next;
  }
  zone.chunks.set(index, chunk);
  return chunk;
}

function changeBetween(zone: Zone, from: number, to: number, offset: number): number {
  let low = Math.floor(from / 1000);
  let high = Math.ceil(to / 1000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.read(middle * 1000) === offset) low = middle;
    else high = middle;
  }
  return high * 1000;
}
