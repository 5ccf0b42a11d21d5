/** Response URLs: addresses that the app may post to after somebody acted, five times within half an hour. */
import type { Clock } from '../lib/clock.ts';
import { newSecret } from '../lib/ids.ts';

/** Where the person acted, so that the answer lands there. */
export interface ResponsePlace {
  user: string;
  channel: string;
  /** The message they acted on, or null for a command or dialog. */
  message: { ts: string; whisper: boolean } | null;
}

export interface Responses {
  /** A new address, as its last part. */
  issue(place: ResponsePlace): string;
  /** Counts one use of it. */
  use(key: string): { ok: true; place: ResponsePlace } | { ok: false; error: 'used_url' | 'expired_url' };
}

const USES = 5;
const LIVES_MS = 30 * 60_000;

export function makeResponses(clock: Clock): Responses {
  const issued = new Map<string, { place: ResponsePlace; at: number; uses: number }>();
  return {
    issue: (place) => {
      for (const [key, old] of issued) if (clock.now() - old.at > LIVES_MS) issued.delete(key);
      const key = newSecret(18);
      issued.set(key, { place, at: clock.now(), uses: 0 });
      return key;
    },
    use: (key) => {
      const one = issued.get(key);
      if (one === undefined || clock.now() - one.at > LIVES_MS) return { ok: false, error: 'expired_url' };
      if (one.uses >= USES) return { ok: false, error: 'used_url' };
      one.uses += 1;
      return { ok: true, place: one.place };
    },
  };
}
