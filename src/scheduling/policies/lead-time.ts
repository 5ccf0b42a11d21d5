/** Maximum lead: the furthest day that can be booked, by the attendee's calendar; that day is included. */
import { reason } from '../reasons.ts';
import { lastDay, type Search } from '../search.ts';
import { formatDate } from '../time/format.ts';
import { dateOfDay, MINUTE_MS } from '../time/local-date.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import { counted } from './minutes.ts';
import type { RulesOf } from './rule.ts';

export const leadTime: RulesOf = ({ policies: { maximumLead, broken } }) => [
  {
    code: 'RANGE',
    no: broken?.maximumLead ?? 'refuse',
    describe: () => `It is booked at most ${counted(maximumLead, 'day')} ahead.`,
    closes: (_owner, search) => {
      const end = lastStart(search) + MINUTE_MS;
      return end < search.to ? [[end, search.to]] : [];
    },
    why: (_owner, search) => {
      const last = lastStart(search);
      return reason(
        'RANGE',
        `It can be booked at most ${counted(maximumLead, 'day')} ahead.`,
        `Pick a day up to ${formatDate(dateOfDay(dayAt(search.attendeeZone, last)))}.`,
        last,
      );
    },
  },
];

/** The last minute that may be booked. */
export function lastStart({ useCase, attendeeZone, now }: Search): number {
  return dayStart(attendeeZone, lastDay(useCase, attendeeZone, now) + 1) - MINUTE_MS;
}
