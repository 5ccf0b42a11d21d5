/** Minimum notice: the least time between asking and the start. It counts when listing and again when booking. */
import { type Reason, reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { formatTime } from '../time/format.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import { lastStart } from './lead-time.ts';
import { counted, span } from './minutes.ts';
import type { RulesOf } from './rule.ts';

export const notice: RulesOf = ({ policies: { minimumNotice, broken } }) =>
  minimumNotice === 0
    ? []
    : [
        {
          code: 'TOO_SOON',
          no: broken?.minimumNotice ?? 'refuse',
          describe: () => `It starts at least ${span(minimumNotice)} after it is booked.`,
          closes: (_owner, search) => [[search.from, firstStart(search)]],
          why: (_owner, search) => {
            const first = firstStart(search);
            return reason(
              'TOO_SOON',
              `It needs ${span(minimumNotice)} of notice.`,
              `Pick a time after ${formatTime(first, search.attendeeZone)}.`,
              first,
            );
          },
        },
      ];

/** Why a use case can never be booked: its notice ends after its last day. Null when it can. */
export function noticeBeyondLead(search: Search): Reason | null {
  const { minimumNotice, maximumLead } = search.useCase.policies;
  if (firstStart(search) <= lastStart(search)) return null;
  return reason(
    'TOO_SOON',
    `It needs ${span(minimumNotice)} of notice, but can be booked at most ${counted(maximumLead, 'day')} ahead, so no time is left.`,
    'Ask whoever looks after these rules for a shorter notice or a longer lead.',
  );
}

function firstStart({ now, useCase }: Search): number {
  return now + useCase.policies.minimumNotice * MINUTE_MS;
}
