/**
 * What was taken and is not finished, so that a stop takes nothing more and waits for the rest. What strangers send is
 * never taken: put it behind the gate, or anybody could hold up a stop.
 */
import type { RequestListener, ServerResponse } from 'node:http';

export interface InFlight {
  /** Counts this work as in flight until it has ended, well or not. */
  track(work: Promise<unknown>): void;
  /** The listener, with each request counted until it is answered, and refused after `end`. */
  counting(listener: RequestListener): RequestListener;
  /** Takes no more requests, and resolves when nothing is in flight. */
  end(): Promise<void>;
}

/** Begins with nothing in flight. */
export function createInFlight(): InFlight {
  const works = new Set<Promise<unknown>>();
  let ending = false;
  const track = (work: Promise<unknown>) => {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    works.add(settled);
    void settled.then(() => works.delete(settled));
  };
  return {
    track,
    counting: (listener) => (req, res) => {
      // Not acknowledged: whoever sent it sends it again, or tells the person that it was not taken.
      if (ending) return void res.writeHead(503, { connection: 'close' }).end();
      track(answered(res));
      return listener(req, res);
    },
    end: async () => {
      ending = true;
      while (works.size > 0) await Promise.all(works);
    },
  };
}

function answered(res: ServerResponse): Promise<void> {
  return new Promise((resolve) => res.on('close', () => resolve()));
}
