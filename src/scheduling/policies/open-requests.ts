/** Open requests: how many requests of one person may wait for their pick at once. */
import { reason } from '../reasons.ts';
import type { Request } from '../request.ts';
import type { CommandRulesOf } from './command-rule.ts';
import { counted } from './minutes.ts';

export const openRequests: CommandRulesOf = ({ policies: { openRequests: rule } }) => {
  if (rule === undefined) return [];
  const { max, broken } = rule;
  return [
    {
      no: broken,
      describe: () =>
        `One requester has at most ${counted(max, 'open request')} that wait${max === 1 ? 's' : ''} for a pick.`,
      why: ({ kind, request, facts }) => {
        const opens = kind === 'submit' || (kind === 'more-times' && request !== null && reopens(request));
        const open = facts.requester?.open ?? 0;
        if (!opens || open < max) return null;
        return reason(
          'QUOTA',
          `${counted(open, 'request')} of yours ${open === 1 ? 'waits' : 'wait'} for you to pick a time, and no more than ${max} may.`,
          'Pick a time for one of them first: /schedule mine shows them.',
        );
      },
    },
  ];
};

/** Whether finding times makes it one more that waits. */
export function reopens({ state }: Request): boolean {
  return state === 'unplaced' || state === 'abandoned';
}
