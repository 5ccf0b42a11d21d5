/** Remembers what was seen for a while, in bounded space, so that the same signed request counts once. */

export interface ReplayMemory {
  /** Whether `key` was not seen in the last `forMs`; remembers it. `now` in epoch ms. */
  isNew(key: string, now: number): boolean;
}

/**
 * Makes an empty memory.
 * @param options.forMs how long a key is remembered
 * @param options.atMost how many keys; beyond it the oldest are forgotten early
 */
export function createReplayMemory({ forMs, atMost }: { forMs: number; atMost: number }): ReplayMemory {
  /** Key to when it is forgotten; a Map keeps the order of arrival, which is the order of forgetting. */
  const until = new Map<string, number>();
  return {
    isNew: (key, now) => {
      for (const [old, end] of until) {
        if (end > now && until.size < atMost) break;
        until.delete(old);
      }
      if (until.has(key)) return false;
      until.set(key, now + forMs);
      return true;
    },
  };
}
