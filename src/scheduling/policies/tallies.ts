/** Which days, weeks or months are full under a limit. Whoever offers, books or explains counts by these. */
import type { Booked, Facts, OwnerFacts } from '../facts.ts';
import { dayAt } from '../time/zone.ts';
import type { UseCase } from '../use-case.ts';
import type { Limit } from './limits-schema.ts';
import { fullPeriods, type Period } from './periods.ts';

/** The full periods of an owner under a limit of their own. */
export function fullOfOwner(limit: Limit, { owner, booked = [] }: OwnerFacts, useCase: UseCase): Period[] {
  return fullPeriods(daysOf(booked, owner.zone, limit, useCase), limit);
}

/** The full periods under the limits that are the pool's or the requester's: counted once for a whole search. */
export function fullOfAll(facts: Facts): ReadonlyMap<Limit, readonly Period[]> {
  const { useCase, owners, requester, requesterZone } = facts;
  const days = (limit: Limit) =>
    limit.whose === 'pool'
      ? owners.flatMap(({ owner, booked = [] }) => daysOf(booked, owner.zone, limit, useCase))
      : daysOf(requester?.booked ?? [], requesterZone, limit, useCase);
  const shared = (useCase.policies.limits ?? []).filter((limit) => limit.whose !== 'owner');
  return new Map(shared.map((limit) => [limit, fullPeriods(days(limit), limit)]));
}

function daysOf(booked: readonly Booked[], zone: string, { of }: Limit, { key }: UseCase): number[] {
  const counts = of === 'all-use-cases' ? booked : booked.filter((one) => one.useCaseKey === key);
  return counts.map(({ start }) => dayAt(zone, start));
}
