/**
 * Buffers: minutes kept free before and after the meeting. They may not touch busy time, nor other claims, which
 * already contain their own: the buffers of two meetings add up.
 */
import { reason } from '../reasons.ts';
import { merge } from '../time/intervals.ts';
import { MINUTE_MS } from '../time/local-date.ts';
import type { UseCase } from '../use-case.ts';
import { span } from './minutes.ts';
import { type RulesOf, startsTouching } from './rule.ts';

export const buffers: RulesOf = (useCase) => {
  const { before, after, broken = 'refuse' } = useCase.policies.buffers;
  if (before === 0 && after === 0) return [];
  const words = inWords(useCase);
  return [
    {
      code: 'BUFFER',
      no: broken,
      describe: () => `The owner keeps ${words} free.`,
      closes: ({ busy, claimed }, search) => {
        const taken = merge([...(busy.kind === 'known' ? busy.ranges : []), ...claimed]);
        return startsTouching(taken, search.duration, before * MINUTE_MS, after * MINUTE_MS);
      },
      why: ({ owner }) =>
        reason('BUFFER', `${owner.name} needs ${words} free.`, 'Pick a time with more room around it.'),
    },
  ];
};

function inWords({ policies: { buffers } }: UseCase): string {
  const parts = [
    ...(buffers.before > 0 ? [`${span(buffers.before)} before`] : []),
    ...(buffers.after > 0 ? [`${span(buffers.after)} after`] : []),
  ];
  return `${parts.join(' and ')} the meeting`;
}
