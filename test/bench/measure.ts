/**
 * Measuring: how long something takes after a warm-up, and how it grows. Ratios are taken of processor time, which other
 * work on the machine hardly moves; on a machine that does nothing else it equals the time on the clock.
 */

export interface Measured {
  /** Milliseconds on the clock. */
  median: number;
  p95: number;
  /** Milliseconds of the processor for one run, garbage collection included. */
  cpu: number;
  runs: number;
}

/**
 * Measures several things together, by turns, so that whatever else the machine does weighs on all of them alike.
 * @param seconds how long to measure each, after a fifth of that to warm up; at least three runs of each are measured
 */
export function measure<Name extends string>(
  runs: Readonly<Record<Name, () => unknown>>,
  seconds: number,
): Record<Name, Measured> {
  const names = Object.keys(runs) as Name[];
  for (const name of names) turn(runs[name], noted(), seconds * 200);
  const notes = new Map(names.map((name) => [name, noted()]));
  for (let left = seconds * 1000; left > 0 || [...notes.values()].some(({ times }) => times.length < 3); left -= turnMs)
    for (const [name, note] of notes) turn(runs[name], note, turnMs);
  const measured = [...notes].map(([name, note]) => [name, summary(note)]);
  return Object.fromEntries(measured) as Record<Name, Measured>;
}

const turnMs = 200;

interface Noted {
  times: number[];
  /** Microseconds of the processor. */
  cpu: number;
}

const noted = (): Noted => ({ times: [], cpu: 0 });

/** Runs until the time is used up, once at least. */
function turn(run: () => unknown, note: Noted, ms: number): void {
  const before = process.cpuUsage();
  const begun = performance.now();
  do {
    const start = performance.now();
    run();
    note.times.push(performance.now() - start);
  } while (performance.now() - begun < ms);
  const { user, system } = process.cpuUsage(before);
  note.cpu += user + system;
}

function summary({ times, cpu }: Noted): Measured {
  times.sort((a, b) => a - b);
  return { median: at(times, 0.5), p95: at(times, 0.95), cpu: cpu / 1000 / times.length, runs: times.length };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The exponent of growth: 1 when time grows as size does, 2 when as its square. A line through logarithms. */
export function growth(points: readonly { size: number; ms: number }[]): number {
  const xs = points.map(({ size }) => Math.log(size));
  const ys = points.map(({ ms }) => Math.log(ms));
  const mean = (list: readonly number[]) => list.reduce((sum, n) => sum + n, 0) / list.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0);
  const under = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  return over / under;
}

/** Three significant digits, for a line that people read. */
export function rounded(n: number): number {
  return Number(n.toPrecision(3));
}
