/** What breaking a rule means: the use case declares it, rule by rule. */
import { z } from 'zod';

/** `refuse` is final; `needs-override` may be allowed by the named approver. */
export const brokenSchema = z.enum(['refuse', 'needs-override']);

/** For an entry of its own: `broken`, and final where the use case does not say. */
export const broken = brokenSchema.default('refuse');

export type Broken = z.infer<typeof brokenSchema>;

/** The sentence of a rule, with the way around it where there is one. */
export function withOverride(sentence: string, no: Broken): string {
  return no === 'refuse' ? sentence : `${sentence.replace(/\.$/, '')}, unless an approver allows it.`;
}
