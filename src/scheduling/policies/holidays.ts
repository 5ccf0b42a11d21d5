/** Holidays: closed days by the owner's local date. A meeting that runs into one is closed as well. */
import { reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { formatDate } from '../time/format.ts';
import type { Interval } from '../time/intervals.ts';
import { dateOfDay } from '../time/local-date.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import { type Rule, startsTouching } from './rule.ts';

export const holidays: Rule = {
  code: 'HOLIDAY',
  no: 'refuse',
  describe: ({ policies }) =>
    policies.holidays === undefined ? null : `It is never on a public holiday (${policies.holidays.country}).`,
  closes: ({ owner }, search) =>
    startsTouching(
      closedDays(owner.zone, search).map((day) => day.range),
      search.duration,
    ),
  why: ({ owner }, search, start) => {
    const hit = closedDays(owner.zone, { ...search, from: start, to: start + 1 })[0];
    if (hit === undefined) throw new Error(`no holiday closes ${start}`);
    return reason(
      'HOLIDAY',
      `${formatDate(hit.date)} is ${hit.name}, a day off for ${owner.name}.`,
      'Pick another day.',
    );
  },
};

/** The closed days that a meeting of this search could touch. */
function closedDays(zone: string, search: Search): { date: string; name: string; range: Interval }[] {
  if (search.holidays.size === 0) return [];
  const closed = [];
  const last = dayAt(zone, search.to - 1 + search.duration - 1);
  for (let day = dayAt(zone, search.from); day <= last; day++) {
    const date = dateOfDay(day);
    const name = search.holidays.get(date);
    if (name !== undefined) closed.push({ date, name, range: [dayStart(zone, day), dayStart(zone, day + 1)] as const });
  }
  return closed;
}
