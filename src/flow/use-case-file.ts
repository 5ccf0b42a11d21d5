/**
 * A use case as text: a YAML (or JSON) file of the same keys as the use case itself. What is read is checked against
 * the use case's own schema, so there is no second description of it that could disagree.
 */
import { whyNoHolidays } from '../lib/holidays.ts';
import { type Checked, checkDocument } from '../lib/text/check.ts';
import { readDocument, type TextDocument, writeDocument } from '../lib/text/document.ts';
import { inOrder, type Problem } from '../lib/text/problem.ts';
import type { Known, LintProblem } from '../scheduling/lint/lint-rule.ts';
import { unknownHolidays } from '../scheduling/lint/policy-lint.ts';
import { lint } from '../scheduling/lint.ts';
import { type UseCase, useCaseSchema } from '../scheduling/use-case.ts';

export type ReadUseCase = { ok: true; useCase: UseCase; document: TextDocument } | { ok: false; problems: Problem[] };

/** Reads a use case by its shape alone. */
export function readShape(text: string): ReadUseCase {
  const read = readDocument(text);
  if (!read.ok) return read;
  const checked: Checked<UseCase> = checkDocument(useCaseSchema, read.document);
  return checked.ok ? { ok: true, useCase: checked.value, document: read.document } : checked;
}

/** Reads a use case. Holidays of a place that nobody knows are a problem too: no time could be looked for. */
export function readUseCase(text: string): ReadUseCase {
  const read = readShape(text);
  if (!read.ok) return read;
  const { useCase, document } = read;
  return answer(useCase, document, unknownHolidays(useCase, { holidayPlace: whyNoHolidays }));
}

/** Reads a use case, and finds what would not do what it says. What is known of the desk is checked too. */
export function checkUseCase(text: string, known: Known = {}): ReadUseCase {
  const read = readUseCase(text);
  return read.ok ? answer(read.useCase, read.document, lint(read.useCase, known)) : read;
}

function answer(useCase: UseCase, document: TextDocument, found: readonly LintProblem[]): ReadUseCase {
  if (found.length === 0) return { ok: true, useCase, document };
  return { ok: false, problems: inOrder(found.map(({ path, text }) => ({ ...document.placeOfKey(path), text }))) };
}

/** Writes a use case so that reading it gives the same again: keys in the order of the schema, no comments. */
export function writeUseCase(useCase: UseCase): string {
  return writeDocument(useCaseSchema.parse(useCase));
}
