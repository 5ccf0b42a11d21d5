/** A question of an intake form: what it asks, of which kind, when, and what its answer is used for. */
import { z } from 'zod';
import { conditionSchema } from './conditions.ts';
import { feeds } from './feeds.ts';
import { key } from './key.ts';
import { checkQuestions } from './question-checks.ts';

export const kinds = [
  'text',
  'long-text',
  'email',
  'phone',
  'number',
  'date',
  'time',
  'date-range',
  'choice',
  'multiple-choice',
  /** Somebody of the chat. The answer is their email address. */
  'person',
  /** In the US: street, city, state and ZIP code on one line. */
  'address',
  'time-zone',
  'yes-no',
] as const;

const value = z.string().min(1).max(75);

export const questionSchema = z.object({
  key,
  kind: z.enum(kinds),
  label: z.string().min(1).max(150),
  hint: z.string().max(150).optional(),
  placeholder: z.string().max(150).optional(),
  /** Must be answered whenever it is asked. */
  required: z.boolean().default(true),
  feeds: z.enum(feeds),
  /** It is asked only while this holds; absent: always. */
  when: conditionSchema.optional(),
  /** For kinds `choice` and `multiple-choice`: what can be chosen. `value` is what routing compares. */
  choices: z
    .array(z.object({ value, label: z.string().min(1).max(75) }))
    .max(100)
    .optional(),
  /** For kinds `text` and `long-text`: the longest answer, in characters. */
  maxLength: z.number().int().positive().max(3000).optional(),
  /** For kind `number`: the least and the greatest answer, and how many decimals it may have. */
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.number().int().min(0).max(6).optional(),
});

export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = Question['kind'];

/** The questions of a form. Their conditions may name each other in any order, but never in a circle. */
export const questionsSchema = z
  .array(questionSchema)
  .min(1)
  .max(40)
  .superRefine((questions, context) => {
    for (const { path, message } of checkQuestions(questions)) context.addIssue({ code: 'custom', path, message });
  });

/** The values of a multiple choice as one answer, and back. */
export const joinValues = (values: readonly string[]): string => values.join(',');
export const splitValues = (answer: string): string[] =>
  answer
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
