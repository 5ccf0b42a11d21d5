/** Offer new slots for a booked request. The booking stands until one of them is picked. */
import type { Decision } from '../decision.ts';
import type { Facts } from '../facts.ts';
import type { Request } from '../request.ts';
import { offer, search } from './offering.ts';

export function reschedule(request: Request, facts: Facts, now: number): Decision {
  return offer(request, search(request, facts, now, []), facts);
}
