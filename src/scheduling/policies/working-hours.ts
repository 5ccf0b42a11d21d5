/** Working hours: the whole meeting lies inside one stretch of the owner's hours. Buffers may lie outside. */
import type { Owner } from '../owner.ts';
import { reason } from '../reasons.ts';
import { formatDay, formatMinutes, formatTime, zonePlace } from '../time/format.ts';
import { complement, type Interval } from '../time/intervals.ts';
import { dayAt } from '../time/zone.ts';
import { hoursOn, workingTime } from '../working-time.ts';
import { nearestOpen } from './nearest.ts';
import type { Rule, RulesOf } from './rule.ts';

export const workingHours: RulesOf = ({ policies: { broken } }) => [
  {
    code: 'HOURS',
    no: broken?.workingHours ?? 'refuse',
    describe: () => "It lies inside the owner's working hours, on the owner's own clock.",
    closes,
    why: (facts, search, start) => {
      const { owner } = facts;
      const text = `${owner.name} ${hoursInWords(owner, start)}.`;
      const opens = nearestOpen(closes, facts, search, start);
      return opens === null
        ? reason('HOURS', text, 'Pick another person.')
        : reason('HOURS', text, `The nearest start that fits is ${formatTime(opens, search.attendeeZone)}.`, opens);
    },
  },
];

const closes: Rule['closes'] = ({ owner }, search) => {
  const stretches = workingTime(owner, [search.from, search.to + search.duration]);
  const fitting = stretches
    .map(([start, end]): Interval => [start, end - search.duration + 1])
    .filter(([first, last]) => first < last);
  return complement(fitting, [search.from, Math.max(search.from, search.to)]);
};

function hoursInWords(owner: Owner, start: number): string {
  const on = formatDay(start, owner.zone);
  const hours = hoursOn(owner, dayAt(owner.zone, start)).map(
    ([from, to]) => `${formatMinutes(from)} – ${formatMinutes(to > 1440 ? to - 1440 : to)}`,
  );
  if (hours.length === 0) return `does not work on ${on}`;
  return `works ${hours.join(' and ')} in ${zonePlace(owner.zone)} on ${on}`;
}
