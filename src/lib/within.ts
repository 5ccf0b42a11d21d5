/** Waiting with a limit: a caller answers in time with what there is, and may go on with the rest when it comes. */

export type Within<T> =
  | { kind: 'done'; value: T }
  /** Not there yet. Whoever gets this must await or catch `promise`, or its failure passes unseen. */
  | { kind: 'late'; promise: Promise<T> };

export interface Timers {
  setTimeout(done: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

const machineTimers: Timers = {
  setTimeout: (done, ms) => setTimeout(done, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/**
 * Waits for `promise` for at most `ms` milliseconds. The work behind it is not stopped when it is late.
 * @throws what the promise throws, when it fails in time
 */
export async function within<T>(ms: number, promise: Promise<T>, timers: Timers = machineTimers): Promise<Within<T>> {
  let timer: unknown;
  const late = new Promise<Within<T>>((resolve) => {
    timer = timers.setTimeout(() => resolve({ kind: 'late', promise }), ms);
  });
  try {
    return await Promise.race([promise.then((value): Within<T> => ({ kind: 'done', value })), late]);
  } finally {
    timers.clearTimeout(timer);
  }
}
