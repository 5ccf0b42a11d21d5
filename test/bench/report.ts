/** What a bench found: one JSON line for each measure as it is found, and all of them as a table at the end. */

export interface Figure {
  /** What was measured, in words. */
  measure: string;
  value: number;
  unit: 'ms' | 's' | 'MB' | 'times';
  /** The most that it may be; absent where the figure only stands beside another. */
  goal?: number | undefined;
}

const found: Figure[] = [];

const isMet = ({ value, goal }: Figure) => goal === undefined || value <= goal;

/** Writes a figure down, rounded to a tenth. */
export function report(figure: Figure): void {
  const rounded = { ...figure, value: Math.round(figure.value * 10) / 10 };
  found.push(rounded);
  const met = figure.goal === undefined ? {} : { met: isMet(figure) };
  process.stdout.write(`${JSON.stringify({ ...rounded, ...met })}\n`);
}

/** Prints the table; answers whether every goal was met. */
export function printTable(): boolean {
  const rows = found.map((figure) => [
    figure.measure,
    `${figure.value} ${figure.unit}`,
    figure.goal === undefined ? '' : `<= ${figure.goal} ${figure.unit}`,
    figure.goal === undefined ? '' : isMet(figure) ? 'yes' : 'MISSED',
  ]);
  const table = [['measure', 'figure', 'goal', 'met'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = table;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  process.stdout.write(`\n${[line(head), rule, ...body.map(line)].join('\n')}\n`);
  return found.every(isMet);
}

/** The value below which a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
