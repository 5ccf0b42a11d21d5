/**
 * Which of the open starts are offered: those at the wished time of day before others, spread over the soonest days, then
 * over the halves of a day; the owner whose turn it is first, and somebody else only on days when they have nothing; never
 * when the attendee sleeps, unless there is nothing else.
 */
import type { Availability } from './availability.ts';
import type { Ranked } from './routing/method.ts';
import type { Grid, Search } from './search.ts';
import { type Day, MINUTE_MS } from './time/local-date.ts';

/** When an attendee is taken to be awake, in minutes of their local day: a meeting lies within. */
export const waking = { from: 7 * 60, to: 21 * 60 };
/** When most people like to meet, on their own clock. */
const comfortable = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 17 * 60 },
];
const noon = 12 * 60;
/** Slots whose starts are closer than this are hardly a choice. */
const apart = 90 * MINUTE_MS;

export interface Open extends Ranked {
  availability: Availability;
}

export interface Pick {
  by: Open;
  /** Epoch ms. */
  start: number;
  day: Day;
  /** The attendee's clock, in minutes since midnight. */
  minute: number;
  /** Whose turn it was, when somebody else had to step in that day; else null. */
  insteadOf: Open | null;
  /** Whether nothing that could be offered starts earlier. */
  soonest: boolean;
}

/**
 * Picks up to `useCase.offer` slots, sorted by start.
 * @param ranked owners in the order of routing
 * @param exclude starts that are not to be offered
 */
export function pickSlots(ranked: readonly Open[], grid: Grid, search: Search, exclude: ReadonlySet<number>): Pick[] {
  const allowed = offerable(ranked, grid, search, exclude);
  const days = [...new Set(grid.days)].map((day) => ({
    day,
    from: firstFrom(grid.days, day),
    to: firstFrom(grid.days, day + 1),
  }));
  const earliest = earliestOf(ranked, grid, allowed);
  const picks: Pick[] = [];
  const { offer } = search.useCase;
  const wished = (place: number) => isPreferred(grid.minutes[place] ?? 0, search);
  for (let before = -1, all = false; picks.length < offer && !(all && picks.length === before); ) {
    // Once nothing more is open at the wished time of day, every time is as good.
    all = all || picks.length === before || search.intake.preferred === undefined;
    before = picks.length;
    for (const { day, from, to } of days) {
      if (picks.length === offer) break;
      const free = (place: number) =>
        allowed(place) && (all || wished(place)) && !collides(picks, grid.starts[place] ?? 0, search.duration);
      const by = ranked.find((owner) => placesBetween(owner, from, to).some(free));
      if (by === undefined) continue;
      const best = placesBetween(by, from, to)
        .filter(free)
        .sort((a, b) => byTaste(picks, day, grid, search, a, b))[0];
      if (best === undefined) continue;
      const start = grid.starts[best] ?? 0;
      const first = ranked[0];
      picks.push({
        by,
        start,
        day,
        minute: grid.minutes[best] ?? 0,
        insteadOf: first === undefined || first === by ? null : first,
        soonest: start === earliest,
      });
    }
  }
  return picks.sort((a, b) => a.start - b.start);
}

/** Which places of the grid may be offered: those in waking hours when anybody has any, else all that are left. */
function offerable(
  ranked: readonly Open[],
  grid: Grid,
  search: Search,
  exclude: ReadonlySet<number>,
): (place: number) => boolean {
  const isNew = (place: number) => !exclude.has(grid.starts[place] ?? 0);
  const isAwake = (place: number) => isWaking(grid.minutes[place] ?? 0, search);
  const some = ranked.some((owner) => owner.availability.open.some((place) => isAwake(place) && isNew(place)));
  return some ? (place) => isAwake(place) && isNew(place) : isNew;
}

/** Whether a meeting that starts at this minute of the attendee's day lies in the time of day that was wished. */
export function isPreferred(minute: number, { intake: { preferred }, duration }: Search): boolean {
  return preferred === undefined || (minute >= preferred.from && minute + duration / MINUTE_MS <= preferred.until);
}

/** Whether a meeting that starts at this minute of the attendee's day lies in their waking hours. */
export function isWaking(minute: number, search: Search): boolean {
  return minute >= waking.from && minute + search.duration / MINUTE_MS <= waking.to;
}

function earliestOf(ranked: readonly Open[], grid: Grid, allowed: (place: number) => boolean): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const { availability } of ranked) {
    const place = availability.open.find(allowed);
    if (place !== undefined) earliest = Math.min(earliest, grid.starts[place] ?? earliest);
  }
  return earliest;
}

function placesBetween({ availability: { open } }: Open, from: number, to: number): readonly number[] {
  return open.slice(firstFrom(open, from), firstFrom(open, to));
}

/** Where the first number that is not below `wanted` stands; the length when there is none. `sorted` ascends. */
function firstFrom(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two slots of one proposal never share a moment: they would be one choice shown twice. */
function collides(picks: readonly Pick[], start: number, duration: number): boolean {
  return picks.some((pick) => start < pick.start + duration && pick.start < start + duration);
}

/** Orders places of one day: the half of the day used least, comfortable hours, not close to another, the earliest. */
function byTaste(picks: readonly Pick[], day: Day, grid: Grid, search: Search, a: number, b: number): number {
  const [x, y] = [a, b].map((place) => {
    const minute = grid.minutes[place] ?? 0;
    const sameHalf = picks.filter((pick) => pick.minute < noon === minute < noon);
    return {
      today: sameHalf.filter((pick) => pick.day === day).length,
      overall: sameHalf.length,
      discomfort: isComfortable(minute, search) ? 0 : 1,
      close: picks.filter((pick) => Math.abs(pick.start - (grid.starts[place] ?? 0)) < apart).length,
    };
  });
  if (x === undefined || y === undefined) return 0;
  return x.today - y.today || x.overall - y.overall || x.discomfort - y.discomfort || x.close - y.close || a - b;
}

function isComfortable(minute: number, search: Search): boolean {
  return comfortable.some(({ from, to }) => minute >= from && minute + search.duration / MINUTE_MS <= to);
}
