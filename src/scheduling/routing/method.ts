/**
 * What a routing method is: out of the owners who may take an intake it names those it stands for, in order, each with
 * the reasons for their place. The chain (`chain.ts`) tries one method after the other.
 */
import type { Facts, OwnerFacts } from '../facts.ts';
import type { Intake } from '../intake.ts';
import type { Reason } from '../reasons.ts';
import type { Method, Settings } from './schema.ts';

export interface Ranked {
  facts: OwnerFacts;
  /** 1 first. */
  rank: number;
  /** Why this place: at least one, with the numbers that decided. */
  reasons: readonly Reason[];
}

/** What a method may look at besides the owners. */
export interface Asked {
  intake: Intake;
  facts: Facts;
  /** Epoch ms. */
  now: number;
}

export type Ranking =
  /**
   * @property whose begins the sentence that says they have no time: "Dana Reyes owns the account acme.com but" or
   *   "The whole pool"
   */
  | { kind: 'ranked'; ranked: readonly Ranked[]; whose: string }
  /** Nobody: why, as a clause without its full stop: "No owner of acme.com is known". */
  | { kind: 'nobody'; why: string };

export interface RoutingMethod<M extends Method> {
  /** How people call it, with its article: "the round-robin". */
  name: string;
  /** How it works with these settings, as one sentence for the people whom it routes to. */
  describe(settings: Settings<M>): string;
  /** How it puts equals in order, as one sentence. */
  tieBreak: string;
  /**
   * Puts owners in order, whatever order they came in: the same owners always get the same places.
   * @param owners those of the pool whom no gate refused
   */
  rank(owners: readonly OwnerFacts[], settings: Settings<M>, asked: Asked): Ranking;
}
