/** A problem in a text that somebody wrote: where it is, and one sentence or two that say what to do about it. */

export interface Problem {
  /** 1 for the first line. */
  line: number;
  /** 1 for the first character of the line. */
  column: number;
  text: string;
}

/** The problems in the order of the text. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}

/** "sales.yaml:4:3  The key is missing." for each, as compilers write it, so that editors can jump there. */
export function problemLines(file: string, problems: readonly Problem[]): string[] {
  return problems.map(({ line, column, text }) => `${file}:${line}:${column}  ${text}`);
}
