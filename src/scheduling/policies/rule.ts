/**
 * What a rule is. A rule says which starts it closes for an owner, as ranges: a whole month is then decided by cutting
 * ranges, not by asking start after start, and the click on one slot asks the very same function about one start. So
 * listing and booking can never disagree.
 */
import type { OwnerFacts } from '../facts.ts';
import type { Reason, ReasonCode } from '../reasons.ts';
import type { Search } from '../search.ts';
import type { Interval } from '../time/intervals.ts';
import type { UseCase } from '../use-case.ts';
import type { Broken } from './broken.ts';

/** A rule as one use case sets it. */
export interface Rule {
  /** The code of its no: it counts the starts that it closed in the record. */
  code: ReasonCode;
  /** What a no means, as the use case declares it. */
  no: Broken;
  /** One plain English sentence; null for what goes without saying. */
  describe(): string | null;
  /**
   * The starts within [search.from, search.to) that it closes, in any order, overlapping or not. What it returns
   * outside of the search does not count. A start is an epoch ms, so [t, t + 1) closes the start t alone.
   */
  closes(owner: OwnerFacts, search: Search): readonly Interval[];
  /** Why a start that it closed is closed, and the smallest change that would open it. */
  why(owner: OwnerFacts, search: Search, start: number): Reason;
  /** For a rule about the request as a whole: why it closes every start of every owner, or null when it closes none. */
  request?: (search: Search) => RequestNo | null;
}

/** A no to the request as a whole, and the key of the question that it is about, if there is one. */
export interface RequestNo {
  reason: Reason;
  question?: string | undefined;
}

/** A file of this folder: the rules that a use case sets with it, none when it does not. */
export type RulesOf = (useCase: UseCase) => readonly Rule[];

/** A rule about the request as a whole: it closes every start, or none. */
export function requestRule(
  rule: Pick<Rule, 'code' | 'no' | 'describe'>,
  request: (search: Search) => RequestNo | null,
): Rule {
  return {
    ...rule,
    request,
    closes: (_owner, search) => (request(search) === null ? [] : [[search.from, search.to]]),
    why: (_owner, search) => {
      const no = request(search);
      if (no === null) throw new Error(`${rule.code} does not close this request`);
      return no.reason;
    },
  };
}

/** A time with an owner, to be judged. */
export interface Candidate {
  owner: OwnerFacts;
  /** Epoch ms. */
  start: number;
}

export type Verdict =
  | { kind: 'pass' }
  | { kind: 'needs-override'; reason: Reason }
  | { kind: 'refuse'; reason: Reason };

/**
 * The starts whose meeting would share a moment with time that is taken.
 * @param taken normal ranges, epoch ms
 * @param duration of the meeting, in ms
 * @param before, after how much longer the meeting counts at its ends, in ms
 */
export function startsTouching(taken: readonly Interval[], duration: number, before = 0, after = 0): Interval[] {
  return taken.map(([start, end]) => [start - duration - after + 1, end + before]);
}
