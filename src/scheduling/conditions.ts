/**
 * Conditions: when a question is asked, by the answers to other questions. A condition compares one answer, or joins
 * others with all, any and not, nested as deep as `deepest`. A question that is not asked has no answer, so what hangs
 * on it is not asked either, unless it asks for just that.
 */
import { z } from 'zod';
import { key } from './key.ts';

const text = z.string().min(1).max(75);

/** Compares the answer to one question. Without an answer, only `answered: false` holds. */
const comparisonSchema = z
  .strictObject({
    question: key,
    /** The answer is this; of a multiple choice, this is among the answers. */
    is: text.optional(),
    /** The answer is one of these; of a multiple choice, at least one is. */
    in: z.array(text).min(1).max(100).optional(),
    answered: z.boolean().optional(),
    /** For numbers, and for dates and times as they are written. */
    atLeast: z.union([z.number(), text]).optional(),
    atMost: z.union([z.number(), text]).optional(),
  })
  .refine((c) => [c.is, c.in, c.answered, c.atLeast, c.atMost].some((test) => test !== undefined), {
    error: 'say what the answer must be: is, in, answered, atLeast or atMost',
  });

export type Comparison = z.infer<typeof comparisonSchema>;
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] } | { not: Condition };

const list = z.lazy(() => z.array(innerSchema).min(1).max(20));
const innerSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: list }),
    z.strictObject({ any: list }),
    z.strictObject({ not: innerSchema }),
    comparisonSchema,
  ]),
);

/** How deep conditions may lie in each other. */
export const deepest = 8;

/** Reads a condition. Depth is judged first, so that no nesting can exhaust the reader. */
export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .refine((value) => fitsDepth(value, deepest * 2), { error: `nest conditions at most ${deepest} deep` })
  .pipe(innerSchema);

/** Each condition adds at most two levels of lists and objects. */
function fitsDepth(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every((inner) => fitsDepth(inner, left - 1));
}

/** The questions whose answers a condition reads, each once. */
export function parentsOf(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(parentsOf))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(parentsOf))];
  if ('not' in condition) return parentsOf(condition.not);
  return [condition.question];
}

/** Every comparison in a condition. */
export function comparisonsIn(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsIn);
  if ('any' in condition) return condition.any.flatMap(comparisonsIn);
  if ('not' in condition) return comparisonsIn(condition.not);
  return [condition];
}

/**
 * Whether a condition holds.
 * @param answers the checked answer to a question, a multiple choice as its values; empty: no answer
 */
export function holds(condition: Condition, answers: (question: string) => readonly string[]): boolean {
  if ('all' in condition) return condition.all.every((inner) => holds(inner, answers));
  if ('any' in condition) return condition.any.some((inner) => holds(inner, answers));
  if ('not' in condition) return !holds(condition.not, answers);
  return compares(condition, answers(condition.question));
}

function compares(wanted: Comparison, given: readonly string[]): boolean {
  const { is, in: among, answered, atLeast, atMost } = wanted;
  if (given.length === 0) return answered === false;
  return (
    answered !== false &&
    (is === undefined || given.includes(is)) &&
    (among === undefined || given.some((one) => among.includes(one))) &&
    (atLeast === undefined || given.every((one) => order(one, atLeast) >= 0)) &&
    (atMost === undefined || given.every((one) => order(one, atMost) <= 0))
  );
}

/** Numbers by size; dates and times, whose writing sorts as they do, by their writing. */
function order(given: string, bound: number | string): number {
  if (typeof bound === 'number') return Number(given) - bound;
  return given === bound ? 0 : given < bound ? -1 : 1;
}
