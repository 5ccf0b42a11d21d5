/** What a check of a use case is: beyond its shape, does it make sense as a whole, and for the desk that it is for? */
import type { UseCase } from '../use-case.ts';

/** Something that would not do what it says: where it stands in the use case, and how to mend it. */
export interface LintProblem {
  path: readonly (string | number)[];
  /** One or two sentences. */
  text: string;
}

/** An owner as much as is known of them without a calendar. */
export interface KnownOwner {
  name: string;
  skills: readonly string[];
  territories: readonly string[];
}

/** What is known beside the use case. What is absent is not checked. */
export interface Known {
  /** The owners of each pool. */
  pools?: ReadonlyMap<string, readonly KnownOwner[]>;
  /** Everybody's email address, in small letters. */
  people?: ReadonlySet<string>;
  /** Why there are no holidays of a place, in a sentence that says what to write; null when there are. */
  holidayPlace?: (place: { country: string; state?: string | undefined }) => string | null;
}

export type LintRule = (useCase: UseCase, known: Known) => readonly LintProblem[];
