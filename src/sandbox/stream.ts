/** Server-sent events: the newest snapshot at the start and after every change, several changes at once in one. */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Snapshot } from './protocol.ts';
import type { Timers } from './timers.ts';

/** Changes within this time go out together. */
const TOGETHER_MS = 25;
/** A comment this often, so that a connection that died is noticed. */
const HEARTBEAT_MS = 20_000;

export interface Streams {
  /** Answers `c` with a stream of what `snapshot` gives. */
  open(c: Context, snapshot: () => Snapshot): Response;
  /** Something changed: every stream sends again soon. */
  changed(): void;
  /** Ends every stream. */
  close(): void;
}

export function makeStreams(timers: Timers): Streams {
  const readers = new Set<{ wake(): void; end(): void }>();
  let pending = false;
  let closed = false;
  return {
    open: (c, snapshot) =>
      streamSSE(c, async (stream) => {
        let ended = closed;
        let dirty = true;
        let wakeUp: () => void = () => undefined;
        const reader = {
          wake: () => {
            dirty = true;
            wakeUp();
          },
          end: () => {
            ended = true;
            wakeUp();
          },
        };
        readers.add(reader);
        stream.onAbort(reader.end);
        while (!ended) {
          if (dirty) {
            dirty = false;
            await stream.writeSSE({ data: JSON.stringify(snapshot()) });
          } else {
            await stream.write(': still here\n\n');
          }
          if (dirty || ended) continue;
          await new Promise<void>((resolve) => {
            const cancel = timers.after(HEARTBEAT_MS, resolve);
            wakeUp = () => {
              cancel();
              resolve();
            };
          });
        }
        readers.delete(reader);
      }),
    changed: () => {
      if (pending || readers.size === 0) return;
      pending = true;
      timers.after(TOGETHER_MS, () => {
        pending = false;
        for (const reader of readers) reader.wake();
      });
    },
    close: () => {
      closed = true;
      for (const reader of readers) reader.end();
    },
  };
}
