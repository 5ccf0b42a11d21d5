/** What a routing method is: it puts the eligible owners in an order, each with the reasons for their place. */
import type { OwnerFacts } from '../facts.ts';
import type { Intake } from '../intake.ts';
import type { Reason } from '../reasons.ts';

export interface Ranked {
  facts: OwnerFacts;
  /** 1 first. */
  rank: number;
  /** Why this place: at least one, with the numbers that decided. */
  reasons: readonly Reason[];
}

export interface RoutingMethod {
  /** How it works, as one sentence for the people whom it routes to. */
  describe: string;
  /** How it puts equals in order, as one sentence. */
  tieBreak: string;
  /** Puts owners in order, whatever order they came in: the same owners always get the same places. */
  rank(owners: readonly OwnerFacts[], intake: Intake): Ranked[];
}
