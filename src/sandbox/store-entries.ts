/** The lines of the local workspace's journal, and the state that reading them again gives. */
import { z } from 'zod';
import { microsOf } from './ids.ts';

const json = z.record(z.string(), z.unknown());
const message = z.object({
  ts: z.string(),
  channel: z.string(),
  /** Who wrote it. */
  user: z.string(),
  text: z.string(),
  /** Every block and element has its id. */
  blocks: z.array(json),
  metadata: json.nullable(),
  /** When it was edited last, as a timestamp. */
  edited: z.string().nullable(),
});
const home = z.object({ id: z.string(), hash: z.string(), view: json });
const secrets = z.object({ botToken: z.string(), signingSecret: z.string(), verificationToken: z.string() });
const entry = z.discriminatedUnion('is', [
  z.object({ is: z.literal('secrets'), secrets }),
  z.object({ is: z.literal('message'), message }),
  z.object({ is: z.literal('delete'), channel: z.string(), ts: z.string() }),
  z.object({ is: z.literal('home'), user: z.string(), home }),
  z.object({ is: z.literal('read'), user: z.string(), channel: z.string(), ts: z.string() }),
]);

/** One line of the journal. A `message` with a known ts replaces the one before. */
export type Entry = z.infer<typeof entry>;

export type Message = z.infer<typeof message>;
/** The app's home tab as one person sees it. */
export type HomeTab = z.infer<typeof home>;

/** What the lines add up to. */
export interface Kept {
  secrets: z.infer<typeof secrets> | null;
  /** By place, then by ts, in order of posting. */
  messages: Map<string, Map<string, Message>>;
  homes: Map<string, HomeTab>;
  /** The newest ts read, by "user place". */
  reads: Map<string, string>;
  /** The newest timestamp ever given, in microseconds. */
  lastMicros: number;
  apply(entry: Entry): void;
}

/** A line's JSON as an entry, or null when it is not one. */
export function parseEntry(value: unknown): Entry | null {
  const parsed = entry.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The state after `past`. */
export function replay(past: readonly Entry[]): Kept {
  const kept: Kept = {
    secrets: null,
    messages: new Map(),
    homes: new Map(),
    reads: new Map(),
    lastMicros: 0,
    apply: (next) => applyEntry(kept, next),
  };
  for (const one of past) kept.apply(one);
  return kept;
}

/** The shortest list of entries that replays to `kept`. */
export function entriesOf(kept: Kept): Entry[] {
  const entries: Entry[] = [];
  if (kept.secrets !== null) entries.push({ is: 'secrets', secrets: kept.secrets });
  for (const place of kept.messages.values()) {
    for (const one of place.values()) entries.push({ is: 'message', message: one });
  }
  for (const [user, home] of kept.homes) entries.push({ is: 'home', user, home });
  for (const [key, ts] of kept.reads) {
    const [user = '', channel = ''] = key.split(' ');
    entries.push({ is: 'read', user, channel, ts });
  }
  return entries;
}

function applyEntry(kept: Kept, next: Entry): void {
  switch (next.is) {
    case 'secrets':
      kept.secrets = next.secrets;
      return;
    case 'message': {
      const place = kept.messages.get(next.message.channel) ?? new Map<string, Message>();
      place.set(next.message.ts, next.message);
      kept.messages.set(next.message.channel, place);
      const newest = Math.max(microsOf(next.message.ts), microsOf(next.message.edited ?? '0.000000'));
      kept.lastMicros = Math.max(kept.lastMicros, newest);
      return;
    }
    case 'delete':
      kept.messages.get(next.channel)?.delete(next.ts);
      return;
    case 'home':
      kept.homes.set(next.user, next.home);
      return;
    case 'read':
      kept.reads.set(`${next.user} ${next.channel}`, next.ts);
      return;
  }
}
