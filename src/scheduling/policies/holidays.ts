/** Public holidays: closed days by the owner's local date. A meeting that runs into one is closed as well. */
import type { Search } from '../search.ts';
import { closedBecause, closesOn } from './closed-days.ts';
import type { RulesOf } from './rule.ts';

const daysOf = (search: Search) => search.holidays;

export const holidays: RulesOf = ({ policies }) => {
  const place = policies.holidays;
  const where = place && [place.country, ...(place.state === undefined ? [] : [place.state])].join(', ');
  return [
    {
      code: 'HOLIDAY',
      no: place?.broken ?? 'refuse',
      describe: () => (where === undefined ? null : `It is never on a public holiday (${where}) or a day off for one.`),
      closes: closesOn(daysOf),
      why: (owner, search, start) => closedBecause(daysOf, owner, search, start),
    },
  ];
};
