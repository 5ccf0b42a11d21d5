/** Named days on which nothing takes place, by the owner's local date: public holidays and days of the company. */
import type { OwnerFacts } from '../facts.ts';
import { type Reason, reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { formatDate, formatDay } from '../time/format.ts';
import type { Interval } from '../time/intervals.ts';
import { dateOfDay } from '../time/local-date.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import { nextOpen } from './nearest.ts';
import { type Rule, startsTouching } from './rule.ts';

/** Days by local date (YYYY-MM-DD), each with its name. */
export type NamedDays = ReadonlyMap<string, string>;

/** The starts whose meeting would touch one of the days. */
export function closesOn(daysOf: (search: Search) => NamedDays): Rule['closes'] {
  return ({ owner }, search) =>
    startsTouching(
      closedDays(daysOf(search), owner.zone, search).map((day) => day.range),
      search.duration,
    );
}

/** Why a start that `closesOn` closed is closed. */
export function closedBecause(
  daysOf: (search: Search) => NamedDays,
  facts: OwnerFacts,
  search: Search,
  start: number,
): Reason {
  const { owner } = facts;
  const hit = closedDays(daysOf(search), owner.zone, { ...search, from: start, to: start + 1 })[0];
  if (hit === undefined) throw new Error(`no closed day touches ${start}`);
  const text = `${formatDate(hit.date)} is ${hit.name}, a day off for ${owner.name}.`;
  const opens = nextOpen(closesOn(daysOf), facts, search, start);
  return opens === null
    ? reason('HOLIDAY', text, 'Pick a day that is not closed.')
    : reason('HOLIDAY', text, `Pick ${formatDay(opens, owner.zone)} or a later day.`, opens);
}

/** The closed days that a meeting of this search could touch. */
function closedDays(days: NamedDays, zone: string, search: Search): { date: string; name: string; range: Interval }[] {
  if (days.size === 0) return [];
  const closed = [];
  const last = dayAt(zone, search.to - 1 + search.duration - 1);
  for (let day = dayAt(zone, search.from); day <= last; day++) {
    const date = dateOfDay(day);
    const name = days.get(date);
    if (name !== undefined) closed.push({ date, name, range: [dayStart(zone, day), dayStart(zone, day + 1)] as const });
  }
  return closed;
}
