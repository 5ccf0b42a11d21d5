/** Timers that stand still until a test lets the time pass. */
import type { Timers } from '../../src/sandbox/timers.ts';

export interface ManualTimers extends Timers {
  /** Lets `ms` pass: everything that comes due within it runs, in order. */
  pass(ms: number): void;
  /** How many are still to come. */
  waiting(): number;
}

export function manualTimers(): ManualTimers {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    after: (ms, run) => {
      const one = { at: now + ms, run };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    pass: (ms) => {
      const until = now + ms;
      for (;;) {
        const [next] = [...waiting].filter((one) => one.at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        waiting.delete(next);
        now = next.at;
        next.run();
      }
      now = until;
    },
    waiting: () => waiting.size,
  };
}
