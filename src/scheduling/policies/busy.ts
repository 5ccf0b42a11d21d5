/** Busy: the owner's calendar has something else. What it is stays the owner's own affair. */
import { reason } from '../reasons.ts';
import { type Rule, startsTouching } from './rule.ts';

export const busy: Rule = {
  code: 'BUSY',
  no: 'refuse',
  describe: () => "The owner's calendar is free.",
  closes: (owner, search) => (owner.busy.kind === 'known' ? startsTouching(owner.busy.ranges, search.duration) : []),
  why: ({ owner }) => reason('BUSY', `${owner.name} is busy then.`, 'Pick another time or another person.'),
};
