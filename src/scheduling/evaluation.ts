/**
 * The evaluation record of a proposal: who was considered, which gate failed, who came first and why. It is stored
 * with the proposal; "why this, why not that" prints it.
 */
import type { Reason } from './reasons.ts';

export interface OwnerEvaluation {
  ownerId: string;
  name: string;
  /** Whether the owner may serve this intake at all. */
  eligible: boolean;
  /** Gates failed, or why the owner came where they did. */
  reasons: Reason[];
  /** Place in the routing order, 1 first; null when not eligible, or when the method that decided stands for others. */
  rank: number | null;
  /** How many starts of the grid were open for this owner. */
  open: number;
  /** How many starts each policy or fact took away, by reason code. */
  closed: Partial<Record<Reason['code'], number>>;
  /** How many of those only rules closed that an approver may override; absent in older records. */
  overridable?: number | undefined;
}

export interface Evaluation {
  /** Epoch ms of the decision. */
  at: number;
  useCaseKey: string;
  useCaseVersion: number;
  /** The routing method that decided. */
  method: string;
  /** The methods that were tried, in order, each with why it handed over; absent in older records. */
  tried?: { method: string; reason: Reason | null }[] | undefined;
  /** What was searched, epoch ms. */
  window: { from: number; to: number };
  /** Starts considered in the window. */
  starts: number;
  owners: OwnerEvaluation[];
  /** How equal candidates were put in order, as one sentence. */
  tieBreak: string;
}
