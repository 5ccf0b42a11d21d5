/** The past: nothing starts before now. */
import { reason } from '../reasons.ts';
import { formatTime } from '../time/format.ts';
import type { Rule } from './rule.ts';

export const past: Rule = {
  code: 'PAST',
  no: 'refuse',
  describe: () => null,
  closes: (_owner, search) => [[search.from, search.now]],
  why: (_owner, { now, attendeeZone }) =>
    reason('PAST', 'That time is over.', `Pick a time after ${formatTime(now, attendeeZone)}.`, now),
};
