/** Cancellation window: a booking may be cancelled until some time before it starts. */
import { reason } from '../reasons.ts';
import { formatTime } from '../time/format.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import type { CommandRulesOf } from './command-rule.ts';
import { span } from './minutes.ts';

export const cancellation: CommandRulesOf = ({ policies: { cancellation: rule } }) => {
  if (rule === undefined) return [];
  const { notUnder, broken } = rule;
  return [
    {
      no: broken,
      describe: () => `A booking is cancelled at least ${span(notUnder)} before it starts.`,
      why: ({ kind, request, facts, now }) => {
        if (kind !== 'cancel' || request?.state !== 'booked' || request.booking === null) return null;
        const { start, ownerName } = request.booking.slot;
        const until = start - notUnder * MINUTE_MS;
        if (now <= until) return null;
        return reason(
          'TOO_LATE',
          `It could be cancelled until ${formatTime(until, facts.requesterZone)}, ${span(notUnder)} before it starts.`,
          `Talk to ${ownerName} about it.`,
        );
      },
    },
  ];
};
