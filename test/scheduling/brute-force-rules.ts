/** The independent checker's view of the rules that a use case may add. As in `brute-force.ts`: no code of the core. */
import { DateTime } from 'luxon';
import type { Booked, Facts, OwnerFacts } from '../../src/scheduling/facts.ts';
import type { Intake } from '../../src/scheduling/intake.ts';
import { broken, clock } from './brute-force.ts';

const minute = 60_000;

/** Every rule of the use case that a meeting of this owner at this start would break, by its code. */
export function brokenRules(facts: Facts, owner: OwnerFacts, intake: Intake, now: number, start: number): Set<string> {
  const { policies, duration } = facts.useCase;
  const codes = broken(facts, owner, intake, now, start);
  const { zone, certificates = [] } = owner.owner;
  for (let at = start; at < start + duration * minute; at += 5 * minute) {
    const { date } = clock(zone, at);
    if ((policies.companyDays ?? []).some((day) => day.date === date)) codes.add('HOLIDAY');
    for (const blackout of policies.blackouts ?? []) {
      const there = clock(blackout.zone ?? zone, at).date;
      if (blackout.from <= there && there <= blackout.until) codes.add('BLACKOUT');
    }
    for (const needed of policies.evidence ?? [])
      if (needed.from === 'owner' && !certificates.some((c) => c.name === needed.certificate && date <= c.expires))
        codes.add('CREDENTIAL');
  }
  for (const limit of policies.limits ?? []) {
    const mine = limit.whose === 'requester' ? facts.requesterZone : zone;
    const period = (date: string) => periodOf(date, limit.per, limit.weekStart);
    const wanted = period(clock(mine, start).date);
    const taken = bookedFor(limit.whose, facts, owner).filter(
      ({ booking, zone: of }) =>
        (limit.of === 'all-use-cases' || booking.useCaseKey === facts.useCase.key) &&
        period(clock(of, booking.start).date) === wanted,
    );
    if (taken.length >= limit.max) codes.add(`${limit.per.toUpperCase()}_MAX`);
  }
  return codes;
}

/** The bookings that count for somebody's limit, each with the zone of the clock that it is counted by. */
function bookedFor(
  whose: 'owner' | 'pool' | 'requester',
  facts: Facts,
  owner: OwnerFacts,
): { booking: Booked; zone: string }[] {
  if (whose === 'requester')
    return (facts.requester?.booked ?? []).map((booking) => ({ booking, zone: facts.requesterZone }));
  const owners = whose === 'owner' ? [owner] : facts.owners;
  return owners.flatMap((one) => (one.booked ?? []).map((booking) => ({ booking, zone: one.owner.zone })));
}

const periods = new Map<string, string>();

/** A name for the day, the week or the month that a date lies in. */
function periodOf(date: string, per: 'day' | 'week' | 'month', weekStart: 'monday' | 'sunday'): string {
  if (per === 'day') return date;
  if (per === 'month') return date.slice(0, 7);
  const key = `${date} ${weekStart}`;
  const known = periods.get(key);
  if (known !== undefined) return known;
  const day = DateTime.fromISO(date, { zone: 'utc' });
  const into = weekStart === 'monday' ? day.weekday - 1 : day.weekday % 7;
  const first = day.minus({ days: into }).toFormat('yyyy-MM-dd');
  periods.set(key, first);
  return first;
}
