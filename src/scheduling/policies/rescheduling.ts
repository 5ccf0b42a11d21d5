/** Rescheduling: how often a booking may be moved, and until when. Looking for new times counts as moving. */
import type { Command } from '../command.ts';
import { reason } from '../reasons.ts';
import { formatTime } from '../time/format.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import type { CommandRulesOf } from './command-rule.ts';
import { counted, span } from './minutes.ts';

const moving = new Set<Command['kind']>(['reschedule', 'more-times', 'book']);

export const rescheduling: CommandRulesOf = ({ policies: { rescheduling: rule } }) => {
  if (rule === undefined) return [];
  const { maxMoves, notUnder, broken } = rule;
  return [
    {
      no: broken,
      describe: () => {
        const parts = [
          ...(maxMoves === undefined ? [] : [`at most ${counted(maxMoves, 'time')}`]),
          ...(notUnder === undefined ? [] : [`until ${span(notUnder)} before it starts`]),
        ];
        return maxMoves === 0 ? 'A booking is never moved.' : `A booking is moved ${parts.join(', and only ')}.`;
      },
      why: ({ kind, request, facts, now }) => {
        if (!moving.has(kind) || request?.state !== 'booked' || request.booking === null) return null;
        const { sequence, slot } = request.booking;
        const talk = `Talk to ${slot.ownerName} about it.`;
        if (maxMoves !== undefined && sequence >= maxMoves)
          return reason(
            'MOVES_MAX',
            maxMoves === 0
              ? 'It may not be moved.'
              : `It was moved ${counted(sequence, 'time')}, and may not be moved again.`,
            talk,
          );
        const until = slot.start - (notUnder ?? 0) * MINUTE_MS;
        if (notUnder === undefined || now <= until) return null;
        return reason(
          'TOO_LATE',
          `It could be moved until ${formatTime(until, facts.requesterZone)}, ${span(notUnder)} before it starts.`,
          talk,
        );
      },
    },
  ];
};
