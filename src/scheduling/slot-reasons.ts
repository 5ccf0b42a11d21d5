/** Why a slot is offered, in a few short sentences: whose turn it is, and what the clocks show at both ends. */
import { isPreferred, isWaking, type Pick, waking } from './pick-slots.ts';
import { type Reason, reason } from './reasons.ts';
import type { Search } from './search.ts';
import { formatClock, formatDay, formatMinutes, zonePlace } from './time/format.ts';
import { MINUTE_MS } from './time/local-date.ts';
import { offsetAt } from './time/zone.ts';

/** The reasons of one slot, the most telling first. */
export function slotReasons(pick: Pick, search: Search): Reason[] {
  return [
    ...turn(pick, search),
    ...wished(pick, search),
    ...(pick.soonest ? [reason('SOONEST', 'It is the soonest time on offer.')] : []),
    clocks(pick, search),
  ];
}

function turn({ by, start, insteadOf }: Pick, search: Search): readonly Reason[] {
  if (insteadOf === null) return by.reasons;
  const day = formatDay(start, search.attendeeZone);
  const { name } = by.facts.owner;
  return [reason('FREE', `${insteadOf.facts.owner.name} is next in turn but has no open time on ${day}; ${name} has.`)];
}

/** Whether it is at the time of day that was wished, where one was. */
function wished({ minute }: Pick, search: Search): readonly Reason[] {
  const { preferred } = search.intake;
  if (preferred === undefined) return [];
  const { from, until } = preferred;
  const between = `between ${formatMinutes(from)} and ${formatMinutes(until)}`;
  const when =
    from === 0 ? `before ${formatMinutes(until)}` : until === 1440 ? `after ${formatMinutes(from)}` : between;
  return isPreferred(minute, search)
    ? [reason('WISHED_TIME', `It is ${when}, as wished.`)]
    : [reason('FREE', `Too little is open ${when}, which was wished.`)];
}

/** "9:30 AM in Phoenix, 11:30 AM in New York: inside working hours for both." */
function clocks({ by, start, minute }: Pick, search: Search): Reason {
  const { owner } = by.facts;
  const zone = search.attendeeZone;
  const same = offsetAt(zone, start) === offsetAt(owner.zone, start);
  const here = `${formatClock(start, zone)} in ${zonePlace(zone)}`;
  const both = same ? here : `${here}, ${formatClock(start, owner.zone)} in ${zonePlace(owner.zone)}`;
  if (!isWaking(minute, search))
    return reason('FREE', `${both}: early or late for the attendee, but nothing else is open.`);
  return isOfficeTime(minute, search)
    ? reason('WAKING_HOURS', `${both}: inside working hours for both.`)
    : reason(
        'WAKING_HOURS',
        `${both}: ${owner.name} works then, and it is neither before ${clock(waking.from)} nor after ${clock(waking.to)} for the attendee.`,
      );
}

/** What counts as working hours for an attendee, of whom the desk knows only the zone: 8 AM to 6 PM. */
function isOfficeTime(minute: number, search: Search): boolean {
  return minute >= 8 * 60 && minute + search.duration / MINUTE_MS <= 18 * 60;
}

function clock(minutes: number): string {
  return `${((minutes / 60 + 11) % 12) + 1} ${minutes < 720 ? 'AM' : 'PM'}`;
}
