/** Reserved: another request holds this time of the owner, its buffers included. */
import { reason } from '../reasons.ts';
import { type Rule, startsTouching } from './rule.ts';

export const reserved: Rule = {
  code: 'RESERVED',
  no: 'refuse',
  describe: () => 'Nobody else has taken that time.',
  closes: ({ claimed }, search) => startsTouching(claimed, search.duration),
  why: ({ owner }) =>
    reason('RESERVED', `That time of ${owner.name} is taken.`, 'Pick another time or another person.'),
};
