/**
 * A search for time: what the rules need to know besides the owner, and the grid of starts that is looked at. The grid
 * lies on the attendee's local clock, so that the same owner has other starts for an attendee in a half-hour zone.
 */
import type { Facts, RequesterFacts } from './facts.ts';
import type { Intake } from './intake.ts';
import type { Limit } from './policies/limits-schema.ts';
import type { Period } from './policies/periods.ts';
import { fullOfAll } from './policies/tallies.ts';
import { DAY_MS, type Day, dayOfDate, MINUTE_MS } from './time/local-date.ts';
import { dayAt, dayStart, offsetAt, steadyUntil } from './time/zone.ts';
import type { UseCase } from './use-case.ts';

export interface Search {
  useCase: UseCase;
  holidays: ReadonlyMap<string, string>;
  intake: Intake;
  attendeeZone: string;
  requesterZone: string;
  requester: RequesterFacts | undefined;
  /** The full days, weeks or months of each limit that is the pool's or the requester's. */
  full: ReadonlyMap<Limit, readonly Period[]>;
  /** Epoch ms. */
  now: number;
  /** Starts are looked at from here (epoch ms) ... */
  from: number;
  /** ... to here, exclusive. Not after `from`: the wished days lie outside of what may be booked. */
  to: number;
  /** Length of the meeting, in ms. */
  duration: number;
}

/** The grid: parallel lists, sorted by start. */
export interface Grid {
  /** Epoch ms. */
  starts: readonly number[];
  /** The attendee's local day of each start. */
  days: readonly Day[];
  /** The attendee's local clock at each start, in minutes since midnight. */
  minutes: readonly number[];
}

/**
 * The search for an intake: the attendee's local days from today to the maximum lead, cut to the days they wished.
 * Today counts whole, so that the record can say what was past or too soon.
 */
export function searchFor(facts: Facts, intake: Intake, now: number): Search {
  const zone = intake.attendee.zone;
  const today = dayAt(zone, now);
  const first = Math.max(today, dayOf(intake.window.from) ?? today);
  const furthest = lastDay(facts.useCase, zone, now);
  const last = Math.min(furthest, dayOf(intake.window.until) ?? furthest);
  const from = dayStart(zone, first);
  return {
    useCase: facts.useCase,
    holidays: facts.holidays,
    intake,
    requesterZone: facts.requesterZone,
    requester: facts.requester,
    full: fullOfAll(facts),
    attendeeZone: zone,
    now,
    from,
    to: Math.max(from, dayStart(zone, last + 1)),
    duration: (intake.duration ?? facts.useCase.duration) * MINUTE_MS,
  };
}

/** The same search for one start alone: what a click asks. */
export function searchAt(search: Search, start: number): Search {
  return { ...search, from: start, to: start + 1 };
}

/** The last local day that may be booked, by the attendee's calendar. */
export function lastDay(useCase: UseCase, attendeeZone: string, now: number): Day {
  return dayAt(attendeeZone, now) + useCase.policies.maximumLead;
}

/**
 * Every start of the search. They begin anew at each local midnight; those that a forward jump of the clocks swallows
 * do not exist and are not in it.
 */
export function gridOf(search: Search): Grid {
  const { attendeeZone: zone, from, to } = search;
  const step = search.useCase.grid * MINUTE_MS;
  const starts: number[] = [];
  const days: Day[] = [];
  const minutes: number[] = [];
  for (let at = from; at < to; ) {
    const offset = offsetAt(zone, at);
    const until = Math.min(to, steadyUntil(zone, at));
    for (let day = Math.floor((at + offset) / DAY_MS); day * DAY_MS - offset < until; day++) {
      const midnight = day * DAY_MS - offset;
      const end = Math.min(until, midnight + DAY_MS);
      const first = midnight + Math.ceil(Math.max(0, at - midnight) / step) * step;
      for (let start = first; start < end; start += step) {
        starts.push(start);
        days.push(day);
        minutes.push((start - midnight) / MINUTE_MS);
      }
    }
    at = until;
  }
  return { starts, days, minutes };
}

/**
 * The place of the first start that is not before an instant; the length of the grid when there is none. Starts are
 * spread evenly but for midnights and changes of the clocks, so a guess by proportion is at most a few places off.
 */
export function placeFrom({ starts }: Grid, at: number): number {
  const first = starts[0] ?? at;
  const last = starts[starts.length - 1] ?? at;
  if (at <= first) return 0;
  if (at > last) return starts.length;
  let place = Math.floor(((at - first) / (last - first)) * (starts.length - 1));
  while ((starts[place] ?? 0) >= at) place--;
  while ((starts[place] ?? at) < at) place++;
  return place;
}

function dayOf(date: string | undefined): Day | null {
  return date === undefined ? null : dayOfDate(date);
}
