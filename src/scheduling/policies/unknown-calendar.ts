/** An unreadable calendar: unknown is never free, so nothing of this owner is offered. */
import { reason } from '../reasons.ts';
import type { Rule } from './rule.ts';

export const unknownCalendar: Rule = {
  code: 'UNKNOWN_CALENDAR',
  no: 'refuse',
  describe: () => 'A calendar that cannot be read counts as full.',
  closes: ({ busy }, search) => (busy.kind === 'unknown' ? [[search.from, search.to]] : []),
  why: ({ owner, busy }) =>
    reason(
      'UNKNOWN_CALENDAR',
      `${owner.name}'s calendar cannot be read${busy.kind === 'unknown' ? `: ${busy.why}` : ''}.`,
      `Try again in a few minutes, or ask ${owner.name} to connect the calendar again.`,
    ),
};
