/**
 * The clock. The only file of the product that reads the machine's time; everyone else is handed a `Clock`
 * or an instant. Instants are epoch milliseconds (UTC).
 */

export interface Clock {
  /** The current instant, in epoch milliseconds. */
  now(): number;
}

/** A clock that can be moved forward, so that reminders come due while one watches (local workspace, tests). */
export interface MovableClock extends Clock {
  /** How far this clock is ahead of the machine's, in milliseconds. */
  offset(): number;
  /** Sets how far ahead of the machine's clock this one runs, in milliseconds. */
  setOffset(ms: number): void;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that runs `offset` milliseconds ahead of the machine's.
 * @param offset milliseconds, 0 for the machine's own time
 */
export function movableClock(offset = 0): MovableClock {
  let ahead = offset;
  return {
    now: () => Date.now() + ahead,
    offset: () => ahead,
    setOffset: (ms) => {
      ahead = ms;
    },
  };
}

/** A clock that stands still at `at` (epoch milliseconds) until it is set again: for tests and dry runs. */
export function fixedClock(at: number): Clock & { set(at: number): void } {
  let current = at;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
  };
}

/** Milliseconds since an arbitrary start, for measuring how long something took; never for what time it is. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
