/** An independent checker of limits, blackouts and closed days, as naive as can be: it reads every clock with luxon. */
import { DateTime } from 'luxon';
import type { Booked, Facts, OwnerFacts } from '../../../src/scheduling/facts.ts';
import type { Limit } from '../../../src/scheduling/policies/limits-schema.ts';

const minute = 60_000;
const known = new Map<string, DateTime>();

/** What a clock shows. Kept, since luxon takes its time and the same clocks are read again and again. */
function local(at: number, zone: string): DateTime {
  const key = `${zone} ${at}`;
  const shown = known.get(key) ?? DateTime.fromMillis(at, { zone });
  known.set(key, shown);
  return shown;
}

/** Every one of these rules that a meeting of this owner at this start (epoch ms) would break, by its code. */
export function brokenRules(facts: Facts, owner: OwnerFacts, start: number): Set<string> {
  const { duration, policies } = facts.useCase;
  const zone = owner.owner.zone;
  const codes = new Set<string>();
  for (const limit of policies.limits ?? []) if (isFull(facts, owner, limit, start)) codes.add(codeOf(limit));
  for (let at = start; at < start + duration * minute; at += 5 * minute) {
    const date = local(at, zone).toFormat('yyyy-MM-dd');
    if ((policies.companyDays ?? []).some((day) => day.date === date)) codes.add('HOLIDAY');
    for (const { from, until, zone: stated } of policies.blackouts ?? []) {
      const clock = local(at, stated ?? zone).toFormat("yyyy-MM-dd'T'HH:mm");
      const begun = clock >= (from.includes('T') ? from : `${from}T00:00`);
      const over = until.includes('T') ? clock >= until : clock.slice(0, 10) > until;
      if (begun && !over) codes.add('BLACKOUT');
    }
  }
  return codes;
}

function isFull(facts: Facts, owner: OwnerFacts, limit: Limit, start: number): boolean {
  const mine = (zone: string) => ({ zone, at: (booked: readonly Booked[] | undefined) => times(booked, limit, facts) });
  const own = mine(owner.owner.zone);
  if (limit.whose === 'requester') {
    const asker = mine(facts.requesterZone);
    return same(asker.at(facts.requester?.booked), asker.zone, local(start, asker.zone), limit) >= limit.max;
  }
  if (limit.whose === 'owner') return same(own.at(owner.booked), own.zone, local(start, own.zone), limit) >= limit.max;
  const counts = facts.owners.map((o) => same(own.at(o.booked), o.owner.zone, local(start, own.zone), limit));
  return counts.reduce((sum, n) => sum + n, 0) >= limit.max;
}

function times(booked: readonly Booked[] | undefined, { of }: Limit, { useCase }: Facts): number[] {
  return (booked ?? []).flatMap((b) => (of === 'all-use-cases' || b.useCaseKey === useCase.key ? [b.start] : []));
}

/** How many of the times lie, by their own zone, in the period of a wall time. */
function same(times: readonly number[], zone: string, wall: DateTime, { per, weekStart }: Limit): number {
  const name = (t: DateTime) => {
    if (per === 'day') return t.toFormat('yyyy-MM-dd');
    if (per === 'month') return t.toFormat('yyyy-MM');
    // ISO weeks begin on Monday; a day later, a week that begins on Sunday is one of them.
    const date = DateTime.fromISO(t.toFormat('yyyy-MM-dd'), { zone: 'utc' });
    return date.plus({ days: weekStart === 'sunday' ? 1 : 0 }).toFormat("kkkk-'W'WW");
  };
  return times.filter((at) => name(local(at, zone)) === name(wall)).length;
}

const codeOf = ({ per }: Limit) => ({ day: 'DAY_MAX', week: 'WEEK_MAX', month: 'MONTH_MAX' })[per];
