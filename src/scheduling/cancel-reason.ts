/** Why a request is called off, as a person wrote it: checked like any other answer, because the owner reads it. */
import type { Checked } from './answer-kinds.ts';
import { checkAnswer } from './answers.ts';
import { type Question, questionSchema } from './question.ts';

/** The longest reason, in characters. */
export const longestCancelReason = 500;

const question: Question = questionSchema.parse({
  key: 'why',
  kind: 'long-text',
  label: 'Why is it cancelled?',
  required: false,
  feeds: 'notes',
  maxLength: longestCancelReason,
});

/**
 * Checks a reason as a chat delivered it.
 * @returns the reason as it is kept, or one sentence that says how to mend it; never none
 */
export function checkCancelReason(raw: unknown): Exclude<Checked, { kind: 'none' }> {
  const checked = checkAnswer(question, raw);
  if (checked.kind !== 'none') return checked;
  return { kind: 'error', error: 'Say in a few words why, so that the owner knows.' };
}
