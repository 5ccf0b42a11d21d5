/**
 * A use case as text: a YAML (or JSON) file of the same keys as the use case itself. What is read is checked against
 * the use case's own schema, so there is no second description of it that could disagree.
 */
import { whyNoHolidays } from '../lib/holidays.ts';
import { type Checked, checkDocument } from '../lib/text/check.ts';
import { readDocument, type TextDocument, writeDocument } from '../lib/text/document.ts';
import { inOrder, type Problem } from '../lib/text/problem.ts';
import type { Known } from '../scheduling/lint/lint-rule.ts';
import { lint } from '../scheduling/lint.ts';
import { type UseCase, useCaseSchema } from '../scheduling/use-case.ts';

export type ReadUseCase = { ok: true; useCase: UseCase; document: TextDocument } | { ok: false; problems: Problem[] };

/** Reads a use case. */
export function readUseCase(text: string): ReadUseCase {
  const read = readDocument(text);
  if (!read.ok) return read;
  const checked: Checked<UseCase> = checkDocument(useCaseSchema, read.document);
  return checked.ok ? { ok: true, useCase: checked.value, document: read.document } : checked;
}

/** Reads a use case, and finds what would not do what it says. What is known of the desk is checked too. */
export function checkUseCase(text: string, known: Known = {}): ReadUseCase {
  const read = readUseCase(text);
  if (!read.ok) return read;
  const found = lint(read.useCase, { holidayPlace: whyNoHolidays, ...known });
  if (found.length === 0) return read;
  return {
    ok: false,
    problems: inOrder(found.map(({ path, text }) => ({ ...read.document.placeOfKey(path), text }))),
  };
}

/** Writes a use case so that reading it gives the same again: keys in the order of the schema, no comments. */
export function writeUseCase(useCase: UseCase): string {
  return writeDocument(useCaseSchema.parse(useCase));
}
