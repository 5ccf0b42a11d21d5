/**
 * Limits: at most so many meetings of an owner, a pool or a requester by day, week or month. A meeting counts for the
 * day that it starts on, by the clock of the one whose limit it is; a pool counts each meeting by its owner's. The
 * request being decided does not count. Listing, booking and the check inside the transaction all count alike.
 */
import type { OwnerFacts } from '../facts.ts';
import { type ReasonCode, reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { formatDate, formatDay } from '../time/format.ts';
import type { Interval } from '../time/intervals.ts';
import { dateOfDay } from '../time/local-date.ts';
import { dayAt, dayStart } from '../time/zone.ts';
import type { UseCase } from '../use-case.ts';
import type { Limit } from './limits-schema.ts';
import { counted } from './minutes.ts';
import { nextOpen } from './nearest.ts';
import { type Period, periodOf } from './periods.ts';
import type { Rule, RulesOf } from './rule.ts';
import { fullOfOwner } from './tallies.ts';

const codes: Readonly<Record<Limit['per'], ReasonCode>> = { day: 'DAY_MAX', week: 'WEEK_MAX', month: 'MONTH_MAX' };

export const limits: RulesOf = (useCase) => (useCase.policies.limits ?? []).map((limit) => ruleOf(limit, useCase));

function ruleOf(limit: Limit, useCase: UseCase): Rule {
  const closes: Rule['closes'] = (owner, search) => {
    const zone = zoneOf(limit, owner, search);
    const full = limit.whose === 'owner' ? fullOfOwner(limit, owner, useCase) : (search.full.get(limit) ?? []);
    return full.map(({ first, next }): Interval => [dayStart(zone, first), dayStart(zone, next)]);
  };
  return {
    code: codes[limit.per],
    no: limit.broken,
    describe: () => describe(limit, useCase),
    closes,
    why: (owner, search, start) => {
      const zone = zoneOf(limit, owner, search);
      const period = periodOf(dayAt(zone, start), limit);
      const most = `${counted(limit.max, 'meeting')} ${limit.of === 'this-use-case' ? `for ${useCase.name}` : 'of any kind'}`;
      const text = `${subject(limit, owner)} ${most} ${when(limit, period)}, and may have no more.`;
      const opens = nextOpen(closes, owner, search, start);
      return opens === null
        ? reason(codes[limit.per], text, 'Pick a much later day.')
        : reason(codes[limit.per], text, `Pick ${formatDay(opens, zone)} or a later day.`, opens);
    },
  };
}

function zoneOf({ whose }: Limit, { owner }: OwnerFacts, search: Search): string {
  return whose === 'requester' ? search.requesterZone : owner.zone;
}

function subject({ whose }: Limit, { owner }: OwnerFacts): string {
  if (whose === 'owner') return `${owner.name} has`;
  return whose === 'pool' ? 'The pool has' : 'The requester has';
}

function when({ per }: Limit, { first }: Period): string {
  const date = dateOfDay(first);
  if (per === 'day') return `on ${formatDate(date)}`;
  if (per === 'week') return `in the week that begins on ${formatDate(date)}`;
  return `in ${monthNames[Number(date.slice(5, 7)) - 1]}`;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function describe({ whose, per, weekStart, max, of }: Limit, useCase: UseCase): string {
  const who = { owner: 'An owner gives', pool: 'The pool gives', requester: 'One requester books' }[whose];
  const what = `${counted(max, 'meeting')} ${of === 'this-use-case' ? `for ${useCase.name}` : 'of any kind'}`;
  const week = weekStart === 'monday' ? 'week from Monday to Sunday' : 'week from Sunday to Saturday';
  const clock = { owner: 'the owner’s clock', pool: 'its owner’s clock', requester: 'the requester’s clock' }[whose];
  const period = per === 'week' ? week : per === 'month' ? 'calendar month' : 'day';
  return `${who} at most ${what} in a ${period}, by ${clock}.`;
}
