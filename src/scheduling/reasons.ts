/**
 * Reasons: every "because" that the desk says. A code for machines (refusals, audit, metrics), one plain English
 * sentence for people, and where there is one the smallest change that would turn the no into a yes.
 */
import { z } from 'zod';

/** The closed list of codes. A code never changes its meaning once it was stored. */
export const reasonCodes = [
  // why a time or an owner was not offered
  'PAST',
  'TOO_SOON',
  'RANGE',
  'HOURS',
  'HOLIDAY',
  'BUFFER',
  'BLACKOUT',
  'DAY_MAX',
  'WEEK_MAX',
  'MONTH_MAX',
  'WHO',
  'PLACE',
  'EVIDENCE',
  'CREDENTIAL',
  'BUSY',
  'RESERVED',
  'UNKNOWN_CALENDAR',
  'SKILL',
  'TERRITORY',
  'NO_OWNER',
  'NO_TIME',
  // why it was
  'NEXT_IN_TURN',
  'NOT_YOUR_TURN',
  'BEST_SKILL',
  'LOWER_SKILL',
  'ACCOUNT_OWNER',
  'LAST_TOUCH',
  'NAMED_OWNER',
  // why another routing method decided, an owner was not asked, or who looks after what nobody can take
  'HANDED_OVER',
  'PASSED_OVER',
  'NOT_ASKED',
  'ACCOUNTABLE',
  'SOONEST',
  'WAKING_HOURS',
  'WISHED_TIME',
  'MATCHES_SKILL',
  'MATCHES_TERRITORY',
  'FREE',
  // why a request ended
  'CANCELLED',
  // why a command was refused
  'SLOT_TAKEN',
  'STALE',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'NOT_NOW',
  'QUOTA',
  'TOO_LATE',
  'MOVES_MAX',
  'INVALID',
  'DUPLICATE',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

export const reasonSchema = z.object({
  code: z.enum(reasonCodes),
  /** One plain sentence, with its full stop. May contain names; never private content of a calendar. */
  text: z.string(),
  /** The same in a few words, without a full stop, for lists; where it depends on more than the code. */
  brief: z.string().optional(),
  /** The smallest change that would turn this no into a yes, as one sentence. */
  fix: z.string().optional(),
  /** For a no to a start: the nearest start (epoch ms) that the same rule would allow, which is what `fix` names. */
  opens: z.number().int().optional(),
});

export type Reason = z.infer<typeof reasonSchema>;

/** Builds a reason. */
export function reason(code: ReasonCode, text: string, fix?: string, opens?: number): Reason {
  return {
    code,
    text,
    ...(fix === undefined ? {} : { fix }),
    ...(opens === undefined ? {} : { opens }),
  };
}

/** A reason as it is told whole: the sentence, and what would mend it. */
export function inFull({ text, fix }: Reason): string {
  return fix === undefined ? text : `${text} ${fix}`;
}

/** What a code says in a few words, in a list of slots. A code that is not here says nothing there. */
const briefs: Partial<Record<ReasonCode, string>> = {
  NEXT_IN_TURN: 'next in turn',
  ACCOUNT_OWNER: 'owns the account',
  LAST_TOUCH: 'knows them',
  NAMED_OWNER: 'asked for by name',
  BEST_SKILL: 'best at it',
  SOONEST: 'soonest',
};

/** Reasons as one short line, "next in turn · soonest · daytime in Phoenix"; whole sentences where none has a short form. */
export function inBrief(reasons: readonly Reason[]): string {
  const said = reasons.flatMap(({ code, brief }) => brief ?? briefs[code] ?? []);
  return said.length > 0 ? said.join(' · ') : reasons.map(({ text }) => text).join(' ');
}
