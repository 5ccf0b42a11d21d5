/** Minimum notice: the least time between asking and the start. It counts when listing and again when booking. */
import { reason } from '../reasons.ts';
import { formatTime } from '../time/format.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import { span } from './minutes.ts';
import type { Rule } from './rule.ts';

export const notice: Rule = {
  code: 'TOO_SOON',
  no: 'refuse',
  describe: ({ policies: { minimumNotice } }) =>
    minimumNotice === 0 ? null : `It starts at least ${span(minimumNotice)} after it is booked.`,
  closes: (_owner, search) => [[search.from, search.now + search.useCase.policies.minimumNotice * MINUTE_MS]],
  why: (_owner, search) => {
    const { minimumNotice } = search.useCase.policies;
    const first = formatTime(search.now + minimumNotice * MINUTE_MS, search.attendeeZone);
    return reason('TOO_SOON', `It needs ${span(minimumNotice)} of notice.`, `Pick a time after ${first}.`);
  },
};
