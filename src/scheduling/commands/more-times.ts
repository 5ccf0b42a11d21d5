/** Offer other slots than those seen so far; when there are no others, start over and say so. */
import type { Decision } from '../decision.ts';
import type { Facts } from '../facts.ts';
import { openingGuards } from '../policies/guards.ts';
import { reopens } from '../policies/open-requests.ts';
import type { Request } from '../request.ts';
import { offer, search, startedOver } from './offering.ts';

export function moreTimes(request: Request, facts: Facts, now: number): Decision {
  const found = others(request, facts, now);
  return reopens(request) ? { ...found, guards: openingGuards(request.requesterId, facts) } : found;
}

function others(request: Request, facts: Facts, now: number): Decision {
  const onOffer = request.slots.map((slot) => slot.start);
  const unseen = search(request, facts, now, [...onOffer, ...(facts.shown ?? [])]);
  if (unseen.slots.length > 0) return offer(request, unseen, facts);
  for (const exclude of [onOffer, []]) {
    const again = search(request, facts, now, exclude);
    if (again.slots.length > 0) return offer(request, again, facts, [startedOver]);
  }
  return offer(request, search(request, facts, now, []), facts);
}
