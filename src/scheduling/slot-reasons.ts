/**
 * Why a slot is offered: whose turn it is, and what the clocks show at both ends. Each reason is a whole sentence for the
 * record; in the list of slots, where many stand below each other, a few words.
 */
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
  const next = insteadOf.facts.owner.name;
  const place = insteadOf.reasons.some(({ code }) => code === 'NEXT_IN_TURN') ? 'next in turn' : 'first in order';
  const said = `${next} is ${place} but has no open time on ${day}; ${by.facts.owner.name} has.`;
  return [{ ...reason('FREE', said), brief: `${next}, ${place}, has no time that day` }];
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
    ? [{ ...reason('WISHED_TIME', `It is ${when}, as wished.`), brief: `${when}, as wished` }]
    : [{ ...reason('FREE', `Too little is open ${when}, which was wished.`), brief: `too little is open ${when}` }];
}

/** "9:30 AM in Phoenix, 11:30 AM in New York: inside Dana’s working hours; daytime in Phoenix." */
function clocks({ by, start, minute }: Pick, search: Search): Reason {
  const { owner } = by.facts;
  const zone = search.attendeeZone;
  const place = zonePlace(zone);
  const same = offsetAt(zone, start) === offsetAt(owner.zone, start);
  const here = `${formatClock(start, zone)} in ${place}`;
  const both = same ? here : `${here}, ${formatClock(start, owner.zone)} in ${zonePlace(owner.zone)}`;
  if (isWaking(minute, search)) {
    const brief = `${partOfDay(minute, search)} in ${place}`;
    return { ...reason('WAKING_HOURS', `${both}: inside ${owner.name}’s working hours; ${brief}.`), brief };
  }
  const limit = minute < waking.from ? `before ${formatMinutes(waking.from)}` : `past ${formatMinutes(waking.to)}`;
  const brief = `${limit} in ${place}, but nothing else is open`;
  return { ...reason('FREE', `${both}: ${brief}.`), brief };
}

/** Of an attendee only the zone is known, so this speaks of the place, not of their working hours. */
function partOfDay(minute: number, search: Search): string {
  if (minute < 8 * 60) return 'early morning';
  return minute + search.duration / MINUTE_MS <= 18 * 60 ? 'daytime' : 'evening';
}
