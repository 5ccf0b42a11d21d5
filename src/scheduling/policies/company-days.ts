/** Days of the company: closed days beside the public holidays, by the owner's local date. */
import { formatDate } from '../time/format.ts';
import { closedBecause, closesOn } from './closed-days.ts';
import { listed } from './minutes.ts';
import type { RulesOf } from './rule.ts';

export const companyDays: RulesOf = ({ policies: { companyDays: days = [], broken } }) => {
  if (days.length === 0) return [];
  const byDate = new Map(days.map(({ date, name }) => [date, name]));
  const daysOf = () => byDate;
  const inWords = days.map(({ date, name }) => `${formatDate(date)}, ${date.slice(0, 4)} (${name})`);
  return [
    {
      code: 'HOLIDAY',
      no: broken?.companyDays ?? 'refuse',
      describe: () => `It is never on ${listed(inWords, 'or')}.`,
      closes: closesOn(daysOf),
      why: (owner, search, start) => closedBecause(daysOf, owner, search, start),
    },
  ];
};
