/** The intake form of a use case: one field a question, with what is already known filled in. */

import { z } from 'zod';
import type { Answers } from '../scheduling/intake.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import type { Field, Screen } from './view.ts';

const stateSchema = z.object({ useCaseKey: z.string(), place: z.string().nullable() });
/** What the form carries with it: for which use case it asks, and where it was asked. */
export type IntakeState = z.infer<typeof stateSchema>;

/** Reads a form's state back; null when it is none of ours. */
export function readIntakeState(state: string): IntakeState | null {
  try {
    return stateSchema.parse(JSON.parse(state));
  } catch {
    return null; // altered, or of another version: the caller says so
  }
}

/**
 * The form that asks a use case's questions.
 * @param place where it was asked, as the chat names it; null when that was no channel
 * @param filled answers that are already known, by question key; the person can change them
 */
export function intakeForm(useCase: UseCase, place: string | null, filled: Answers): Screen {
  const fields = useCase.questions.map(
    (q): Field => ({
      key: q.key,
      kind: q.kind,
      label: q.label,
      hint: q.hint,
      placeholder: q.placeholder,
      required: q.required,
      maxLength: q.maxLength,
      choices: q.choices,
      value: filled[q.key],
    }),
  );
  return {
    kind: 'screen',
    name: 'intake',
    title: useCase.name,
    submit: 'Find times',
    close: 'Cancel',
    state: JSON.stringify({ useCaseKey: useCase.key, place } satisfies IntakeState),
    blocks: [
      { kind: 'text', line: [`${useCase.summary} ${useCase.duration} minutes.`] },
      ...fields.map((field) => ({ kind: 'field' as const, field })),
    ],
  };
}
