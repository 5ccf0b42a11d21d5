/** The intake form of a use case: one field a question that is asked now, with what is already known filled in. */
import { z } from 'zod';
import { askedQuestions, rangeKeys } from '../scheduling/asked-questions.ts';
import { parentsOf } from '../scheduling/conditions.ts';
import { anotherKey } from '../scheduling/duplicates.ts';
import type { Answers, FieldErrors } from '../scheduling/intake.ts';
import { key } from '../scheduling/key.ts';
import type { Question } from '../scheduling/question.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import type { Field, Screen } from './view.ts';

/** A place is named by the chat in a few plain characters; anything else did not come from there. */
const place = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const stateSchema = z.object({ useCaseKey: key, place: place.nullable() });
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
 * The form that asks a use case's questions, as far as the answers ask for them.
 * @param place where it was asked, as the chat names it; null when that was no channel
 * @param filled answers that are already known, by question key; the person can change them
 * @param errors what is wrong with them, shown beside the fields
 */
export function intakeForm(useCase: UseCase, place: string | null, filled: Answers, errors: FieldErrors = {}): Screen {
  return {
    kind: 'screen',
    name: 'intake',
    title: useCase.name,
    submit: 'Find times',
    close: 'Cancel',
    state: JSON.stringify({ useCaseKey: useCase.key, place } satisfies IntakeState),
    blocks: [
      { kind: 'text', line: [`${useCase.summary} ${useCase.duration} minutes.`] },
      ...intakeFields(useCase, filled, errors).map((field) => ({ kind: 'field' as const, field })),
    ],
  };
}

/** The fields that the form has for these answers. */
export function intakeFields(useCase: UseCase, filled: Answers, errors: FieldErrors = {}): Field[] {
  const parents = new Set(useCase.questions.flatMap(({ when }) => (when === undefined ? [] : parentsOf(when))));
  const fields = askedQuestions(useCase.questions, filled).flatMap(({ question }) =>
    fieldsOf(question, parents.has(question.key)),
  );
  // Once it is asked it stays, answered or not.
  const another = Object.hasOwn(errors, anotherKey) || Object.hasOwn(filled, anotherKey) ? [anotherOne] : [];
  const wrong = errorsByField(useCase, errors);
  return [...fields, ...another].map((field) => ({
    ...field,
    value: own(filled, field.key),
    error: own(wrong, field.key),
  }));
}

/** A question may be called `constructor`: what every object inherits is no answer. */
function own(record: Answers, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Errors by the keys of the form's fields: those of a date range stand at its first day. */
export function errorsByField(useCase: UseCase, errors: FieldErrors): FieldErrors {
  const ranges = new Set(useCase.questions.filter(({ kind }) => kind === 'date-range').map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(errors).map(([key, error]) => [ranges.has(key) ? rangeKeys(key).first : key, error]),
  );
}

/** Asked only when an earlier request looks like the same wish. */
const anotherOne: Field = {
  key: anotherKey,
  kind: 'yes-no',
  label: 'Is this another one?',
  hint: 'Yes: it is wanted besides the earlier one.',
  required: true,
};

/** A date range is two fields, because no chat has one for it. */
function fieldsOf(question: Question, tells: boolean): Field[] {
  const { key, kind, label, hint, placeholder, required, maxLength, choices, min, max, decimals } = question;
  const common = { label, hint, placeholder, required, tells };
  switch (kind) {
    case 'date-range': {
      const keys = rangeKeys(key);
      const both = { ...common, kind: 'date' as const, required: required && question.feeds !== 'window' };
      return [
        { ...both, key: keys.first, label: `${label}: first day` },
        { ...both, key: keys.last, label: `${label}: last day` },
      ];
    }
    case 'address':
      return [{ ...common, key, kind: 'text', placeholder: placeholder ?? '120 W Washington St, Phoenix, AZ 85003' }];
    case 'number':
      return [{ ...common, key, kind, min, max, decimals }];
    case 'choice':
    case 'multiple-choice':
      return [{ ...common, key, kind, choices }];
    default:
      return [{ ...common, key, kind, maxLength }];
  }
}
