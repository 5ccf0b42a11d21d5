/** Maximum lead: the furthest day that can be booked, by the attendee's calendar; that day is included. */
import { reason } from '../reasons.ts';
import { lastDay, type Search } from '../search.ts';
import { formatDate } from '../time/format.ts';
import { dateOfDay } from '../time/local-date.ts';
import { dayStart } from '../time/zone.ts';
import { counted } from './minutes.ts';
import type { Rule } from './rule.ts';

export const leadTime: Rule = {
  code: 'RANGE',
  no: 'refuse',
  describe: ({ policies }) => `It is booked at most ${counted(policies.maximumLead, 'day')} ahead.`,
  closes: (_owner, search) => {
    const end = dayStart(search.attendeeZone, last(search) + 1);
    return end < search.to ? [[end, search.to]] : [];
  },
  why: (_owner, search) =>
    reason(
      'RANGE',
      `It can be booked at most ${counted(search.useCase.policies.maximumLead, 'day')} ahead.`,
      `Pick a day up to ${formatDate(dateOfDay(last(search)))}.`,
    ),
};

function last(search: Search): number {
  return lastDay(search.useCase, search.attendeeZone, search.now);
}
