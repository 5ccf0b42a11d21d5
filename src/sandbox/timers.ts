/** Waiting, as something that can be handed in: tests let the time pass by hand instead of sleeping. */

export interface Timers {
  /**
   * Runs `run` once, `ms` milliseconds from now.
   * @returns a function that calls it off; harmless when it has already run
   */
  after(ms: number, run: () => void): () => void;
}

/** The machine's timers. They never keep the process alive by themselves. */
export const systemTimers: Timers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
