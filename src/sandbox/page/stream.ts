/**
 * The wire to the workspace's server: snapshots come in through one event stream, what the person does goes out as posts.
 * A lost connection is taken up again by itself, and the first thing after it is a fresh snapshot.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Act, ActAnswer, Snapshot } from '../protocol.ts';
import { isJson } from './json.ts';

/** Wait before asking again after the browser gave the stream up for good, in ms. */
const AGAIN = 1500;

export interface Stream {
  snapshot: Snapshot | null;
  /** False while the connection is lost. */
  live: boolean;
  /** How many snapshots came so far: a dialog waits for the one after its answer. */
  arrivals: number;
  /** The server knows nobody of this id. */
  stranger: boolean;
}

const NOTHING: Stream = { snapshot: null, live: true, arrivals: 0, stranger: false };

/** The workspace as `as` sees it, always the newest; the server chooses the person when `as` is null. */
export function useStream(as: string | null): Stream {
  const [stream, setStream] = useState(NOTHING);
  useEffect(() => {
    let source: EventSource;
    let timer = 0;
    let left = false;
    const query = as === null ? '' : `?as=${encodeURIComponent(as)}`;
    const connect = () => {
      source = new EventSource(`stream${query}`);
      source.onmessage = (event: MessageEvent<string>) => {
        const snapshot: unknown = JSON.parse(event.data);
        if (isSnapshot(snapshot))
          setStream(({ arrivals }) => ({ snapshot, live: true, arrivals: arrivals + 1, stranger: false }));
      };
      source.onerror = () => {
        setStream((before) => ({ ...before, live: false }));
        if (source.readyState !== EventSource.CLOSED) return;
        void isStranger(query).then((stranger) => {
          if (left) return;
          if (stranger) setStream((before) => ({ ...before, stranger }));
          else timer = window.setTimeout(connect, AGAIN);
        });
      };
    };
    connect();
    return () => {
      left = true;
      window.clearTimeout(timer);
      source.close();
    };
  }, [as]);
  return stream;
}

/** Whether the stream was refused for good because nobody has that id. */
async function isStranger(query: string): Promise<boolean> {
  try {
    return (await fetch(`state${query}`)).status === 404;
  } catch {
    // Not reachable at all: that is a lost connection, and it is tried again.
    return false;
  }
}

function isSnapshot(value: unknown): value is Snapshot {
  return isJson(value) && isJson(value.me) && isJson(value.app) && Array.isArray(value.messages);
}

/** Tells the server what the person did. Never throws: trouble comes back as the sentence to show. */
export async function send(act: Act): Promise<ActAnswer> {
  try {
    const response = await fetch(`act/${act.kind}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    const answer: unknown = await response.json();
    if (isJson(answer) && answer.ok === true) return { ok: true };
    const said =
      isJson(answer) && typeof answer.error === 'string' ? answer.error : `The workspace said ${response.status}.`;
    return { ok: false, error: said };
  } catch (error) {
    console.warn('Could not reach the workspace', error);
    return { ok: false, error: 'The workspace does not answer. Check that the desk is still running, then try again.' };
  }
}
