/**
 * Busy time out of an iCalendar file (RFC 5545). What cannot be understood is refused as a whole, because an event that
 * was skipped would look like free time. Series repeat in local fields, so that 09:00 stays 09:00 across clock changes.
 *
 * Not busy are events that are transparent, cancelled, or "free" in Outlook. Tentative ones and "working elsewhere" are.
 */
import ICAL from 'ical.js';
import { type Interval, intersect, merge } from '../scheduling/time/intervals.ts';
import { DAY_MS } from '../scheduling/time/local-date.ts';
import { type Budget, ruleStarts, wallOf } from './ics-series.ts';
import { IcsUnreadable } from './ics-unreadable.ts';
import { type ClockChange, ianaZone, type WallZone, zoneNamed, zoneOfChanges } from './ics-zones.ts';

const stepsPerFile = 100_000;

/** Wall times this far outside of the window are outside of it in every zone. */
const margin = 2 * DAY_MS;

interface Reading {
  window: Interval;
  budget: Budget;
  /** The zone of a TZID; '' is the owner's. */
  zone(id: string): WallZone;
}

/** A date or time with the zone that it is written in. */
interface Stamp {
  wall: number;
  isDate: boolean;
  zone: string;
  /** Of a period: how long it takes, in ms. */
  ms?: number;
}

/** How long an event takes: to the same place on the clock, or exactly so many ms. */
interface Length {
  ms: number;
  exact: boolean;
}

/**
 * The busy time within `window`, sorted, without overlaps.
 * @param text the file
 * @param ownerZone IANA zone of all-day events and of times that name no zone
 * @throws IcsUnreadable
 */
export function busyFromIcs(text: string, window: Interval, ownerZone: string): Interval[] {
  try {
    const calendars = parse(text);
    const budget = { left: stepsPerFile };
    const zone = zonesOf(calendars, window, ownerZone, budget);
    const reading: Reading = { window, budget, zone };
    const busy = calendars.flatMap((calendar) => [...eventTime(calendar, reading), ...freeBusyTime(calendar)]);
    return intersect(merge(busy), [window]);
  } catch (error) {
    if (error instanceof IcsUnreadable) throw error;
    throw new IcsUnreadable('the file is not a readable calendar', { cause: error });
  }
}

function parse(text: string): ICAL.Component[] {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (!/^BEGIN:VCALENDAR\b/i.test(plain)) throw new IcsUnreadable('the file is not a calendar');
  const parsed: unknown[] = ICAL.parse(plain);
  // One calendar is an array that begins with its name; several are an array of those.
  const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed).map((jcal) => new ICAL.Component(jcal as []));
  if (calendars.some((calendar) => calendar.name !== 'vcalendar'))
    throw new IcsUnreadable('the file is not a calendar');
  return calendars;
}

function zonesOf(
  calendars: readonly ICAL.Component[],
  window: Interval,
  ownerZone: string,
  budget: Budget,
): (id: string) => WallZone {
  const known = new Map<string, WallZone>();
  const spelledOut = (id: string) => {
    const component = calendars
      .flatMap((calendar) => calendar.getAllSubcomponents('vtimezone'))
      .find((zone) => zone.getFirstPropertyValue('tzid') === id);
    const name = component && zoneNamed(String(component.getFirstPropertyValue('x-lic-location')));
    if (name) return ianaZone(name);
    return component ? zoneOfChanges(clockChanges(component, window[1] + margin, budget)) : null;
  };
  const find = (id: string) => {
    const name = id === '' ? ownerZone : zoneNamed(id);
    const zone = name ? ianaZone(name) : spelledOut(id);
    if (!zone) throw new IcsUnreadable(`an event in it is in the unknown time zone “${id.slice(0, 60)}”`);
    known.set(id, zone);
    return zone;
  };
  return (id) => known.get(id) ?? find(id);
}

function clockChanges(zone: ICAL.Component, to: number, budget: Budget): ClockChange[] {
  return ['standard', 'daylight'].flatMap((kind) =>
    zone.getAllSubcomponents(kind).flatMap((part) => {
      const offset = (name: string) => {
        const value = part.getFirstPropertyValue(name);
        if (!(value instanceof ICAL.UtcOffset)) throw new IcsUnreadable('a time zone in it is incomplete');
        return value.toSeconds() * 1000;
      };
      const from = offset('tzoffsetfrom');
      const [start] = stampsOf(part, 'dtstart');
      if (!start) throw new IcsUnreadable('a time zone in it is incomplete');
      const repeated = rulesOf(part).flatMap((rule) => {
        const until = rule.until ? wallOf(rule.until) + (isUtc(rule.until) ? from : 0) : null;
        return ruleStarts(rule, start.wall, until, [start.wall, to], budget);
      });
      const walls = new Set([start.wall, ...repeated, ...stampsOf(part, 'rdate').map((stamp) => stamp.wall)]);
      return [...walls].map((wall) => ({ wall, from, to: offset('tzoffsetto') }));
    }),
  );
}

function isUtc(time: ICAL.Time): boolean {
  return time.zone === ICAL.Timezone.utcTimezone;
}

function rulesOf(component: ICAL.Component): ICAL.Recur[] {
  return component
    .getAllProperties('rrule')
    .flatMap((property) => property.getValues())
    .filter((value): value is ICAL.Recur => value instanceof ICAL.Recur);
}

/** Every date, time or period of the properties of that name. */
function stampsOf(component: ICAL.Component, name: string): Stamp[] {
  return component.getAllProperties(name).flatMap((property) => {
    const zone = String(property.getFirstParameter('tzid') ?? '');
    const written = property.toJSON().slice(3);
    return property.getValues().map((value: unknown, index): Stamp => {
      const time = value instanceof ICAL.Period ? value.start : value;
      // ical.js takes the 41st of March for the 10th of April.
      if (!(time instanceof ICAL.Time) || (time === value && time.toString() !== written[index])) {
        throw new IcsUnreadable('an event in it has an impossible date');
      }
      const stamp = { wall: wallOf(time), isDate: time.isDate, zone: isUtc(time) ? 'UTC' : time.isDate ? '' : zone };
      return value instanceof ICAL.Period ? { ...stamp, ms: wallOf(value.getEnd()) - stamp.wall } : stamp;
    });
  });
}

function instantOf(stamp: Stamp, reading: Reading): number {
  return reading.zone(stamp.zone).instantOf(stamp.wall);
}

function eventTime(calendar: ICAL.Component, reading: Reading): Interval[] {
  const byUid = new Map<string, ICAL.Component[]>();
  calendar.getAllSubcomponents('vevent').forEach((event, index) => {
    const uid = String(event.getFirstPropertyValue('uid') ?? index);
    byUid.set(uid, [...(byUid.get(uid) ?? []), event]);
  });
  return [...byUid.values()].flatMap((events) => {
    const changed = events.filter((event) => event.hasProperty('recurrence-id'));
    return events.filter(takesTime).flatMap((event) => {
      return occurrences(event, changed.includes(event) ? [] : changed, reading);
    });
  });
}

function takesTime(event: ICAL.Component): boolean {
  const says = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  return (
    says('transp') !== 'TRANSPARENT' && says('status') !== 'CANCELLED' && says('x-microsoft-cdo-busystatus') !== 'FREE'
  );
}

/** The times that one event takes near the window, without those that `changed` stand in for. */
function occurrences(event: ICAL.Component, changed: readonly ICAL.Component[], reading: Reading): Interval[] {
  const [start] = stampsOf(event, 'dtstart');
  if (!start) throw new IcsUnreadable('an event in it has no start');
  const length = lengthOf(event, start, reading);
  const added = stampsOf(event, 'rdate');
  const longest = Math.max(length.ms, ...added.map((stamp) => stamp.ms ?? 0));
  const near = [reading.window[0] - longest - margin, reading.window[1] + margin] as const;
  const isNear = (stamp: Stamp) => stamp.wall >= near[0] && stamp.wall <= near[1];
  const repeated = rulesOf(event).flatMap((rule) =>
    ruleStarts(rule, start.wall, untilOf(rule, start, near, reading), near, reading.budget),
  );
  const starts = [start, ...repeated.map((wall) => ({ ...start, wall })), ...added].filter(isNear);
  const gone = [...stampsOf(event, 'exdate'), ...changed.flatMap((one) => stampsOf(one, 'recurrence-id'))].filter(
    isNear,
  );
  const goneAt = new Set(gone.filter((stamp) => !stamp.isDate).map((stamp) => instantOf(stamp, reading)));
  // A whole day is taken out by its date, however an all-day series writes it.
  const goneOn = new Set(
    gone.filter((stamp) => stamp.isDate || start.isDate).map((stamp) => Math.floor(stamp.wall / DAY_MS)),
  );
  const stays = (stamp: Stamp) =>
    !goneOn.has(Math.floor(stamp.wall / DAY_MS)) && !goneAt.has(instantOf(stamp, reading));
  refuseMovedSeries(changed, starts, reading);
  return starts.filter(stays).map((stamp) => [instantOf(stamp, reading), endOf(stamp, length, reading)] as const);
}

// RANGE=THISANDFUTURE moves all that follows. Hardly any program writes it; where one does, the rest is unknown.
function refuseMovedSeries(changed: readonly ICAL.Component[], starts: readonly Stamp[], reading: Reading): void {
  for (const event of changed) {
    const range = event.getFirstProperty('recurrence-id')?.getFirstParameter('range');
    const [from] = stampsOf(event, 'recurrence-id');
    if (range && from && starts.some((start) => instantOf(start, reading) > instantOf(from, reading))) {
      throw new IcsUnreadable('a series in it was moved in a way that is not understood');
    }
  }
}

/** The last moment at which a rule may start, as wall time of the series. */
function untilOf(rule: ICAL.Recur, start: Stamp, near: Interval, reading: Reading): number | null {
  if (!rule.until) return null;
  const wall = wallOf(rule.until);
  if (rule.until.isDate) return start.isDate ? wall : wall + DAY_MS - 1;
  // In UTC by the standard, in the zone of the series by some programs. Far from the window it makes no difference.
  const matters = wall >= near[0] - margin && wall <= near[1] + margin;
  return isUtc(rule.until) && !start.isDate && matters ? reading.zone(start.zone).wallAt(wall) : wall;
}

function lengthOf(event: ICAL.Component, start: Stamp, reading: Reading): Length {
  const [end] = stampsOf(event, 'dtend');
  if (end) {
    const sameZone = end.zone === start.zone;
    const ms = sameZone ? end.wall - start.wall : instantOf(end, reading) - instantOf(start, reading);
    // Some programs write an all-day event of one day with its end on the same day.
    return start.isDate && ms === 0 ? { ms: DAY_MS, exact: false } : { ms, exact: !sameZone };
  }
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) {
    const { hours, minutes, seconds } = duration;
    return { ms: duration.toSeconds() * 1000, exact: hours + minutes + seconds > 0 };
  }
  return { ms: start.isDate ? DAY_MS : 0, exact: false };
}

function endOf(start: Stamp, length: Length, reading: Reading): number {
  const from = instantOf(start, reading);
  if (start.ms !== undefined) return from + start.ms;
  const to = instantOf({ ...start, wall: start.wall + length.ms }, reading);
  // A start in the hour that a clock change skips may be moved past its end.
  return length.exact || to <= from ? from + Math.max(length.ms, 0) : to;
}

/** Published free/busy times, which some servers offer instead of events. */
function freeBusyTime(calendar: ICAL.Component): Interval[] {
  return calendar
    .getAllSubcomponents('vfreebusy')
    .flatMap((part) => part.getAllProperties('freebusy'))
    .filter((property) => String(property.getFirstParameter('fbtype') ?? 'BUSY').toUpperCase() !== 'FREE')
    .flatMap((property) =>
      property.getValues().map((value: unknown) => {
        if (!(value instanceof ICAL.Period)) throw new IcsUnreadable('a busy time in it is not readable');
        return [wallOf(value.start), wallOf(value.getEnd())] as const;
      }),
    );
}
