/**
 * What was said in the local workspace: messages, home tabs and how far everyone has read. Each change is in the journal
 * before the function that makes it returns; only messages for one pair of eyes (ephemeral ones) live in memory, as in Slack.
 */
import type { Clock } from '../lib/clock.ts';
import { newSecret } from '../lib/ids.ts';
import { microsOf, tsOf } from './ids.ts';
import { openJournal } from './journal.ts';
import type { SandboxLog } from './options.ts';
import { type Entry, entriesOf, type HomeTab, type Kept, type Message, parseEntry, replay } from './store-entries.ts';

/** A message that only `reader` sees. */
export interface Whisper extends Message {
  reader: string;
}

/** What a message says, apart from where and when. */
export type Content = Pick<Message, 'text' | 'blocks' | 'metadata'>;

export interface Store {
  /** Secrets that this workspace shares with the app; drawn once, then kept in the journal. */
  secrets: { botToken: string; signingSecret: string; verificationToken: string };
  /** A timestamp that was never given before. */
  nextTs(): string;
  /** Messages of a place, oldest first. */
  messages(channel: string): readonly Message[];
  message(channel: string, ts: string): Message | null;
  post(channel: string, user: string, content: Content): Message;
  /** Replaces what a message says, or returns null when there is no such message. */
  edit(channel: string, ts: string, content: Content): Message | null;
  /** @returns false when there is no such message */
  remove(channel: string, ts: string): boolean;
  whispersTo(reader: string): readonly Whisper[];
  whisper(reader: string, channel: string, user: string, content: Content): Whisper;
  editWhisper(reader: string, ts: string, content: Content): boolean;
  removeWhisper(reader: string, ts: string): boolean;
  home(user: string): HomeTab | null;
  publishHome(user: string, home: HomeTab): void;
  /** How many messages in `channel` are newer than what `user` has read; posting counts as reading. */
  unread(user: string, channel: string): number;
  /** Everything in `channel` counts as read by `user`. */
  markRead(user: string, channel: string): void;
  /** `listener` is called after every change. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Something outside the store changed that people can see (a dialog, the clock). */
  touch(): void;
  close(): void;
}

/** A journal larger than this is rewritten at start, without what was overwritten since. */
const COMPACT_ABOVE_BYTES = 2_000_000;
/** Older whispers of one reader are dropped. */
const WHISPERS_KEPT = 50;

/** Opens the store on the journal at `path`. */
export function openStore(path: string, clock: Clock, log: SandboxLog): Store {
  const journal = openJournal<Entry>(path, parseEntry, (line) =>
    log.warn({ path, line }, 'A line of the local workspace’s journal could not be read and was skipped.'),
  );
  const kept: Kept = replay(journal.past);
  if (journal.size > COMPACT_ABOVE_BYTES) journal.rewrite(entriesOf(kept));
  const whispers = new Map<string, Whisper[]>();
  const listeners = new Set<() => void>();
  const touch = (): void => {
    for (const listener of listeners) listener();
  };
  const write = (entry: Entry): void => {
    journal.append(entry);
    kept.apply(entry);
    touch();
  };

  if (kept.secrets === null) {
    write({
      is: 'secrets',
      secrets: { botToken: `xoxb-${newSecret(24)}`, signingSecret: newSecret(24), verificationToken: newSecret(18) },
    });
  }
  const { secrets } = kept;
  if (secrets === null) throw new Error('The local workspace could not write its journal.');

  const nextTs = (): string => {
    kept.lastMicros = Math.max(kept.lastMicros + 1, Math.floor(clock.now()) * 1000);
    return tsOf(kept.lastMicros);
  };
  const whispersTo = (reader: string): Whisper[] => whispers.get(reader) ?? [];

  return {
    secrets,
    nextTs,
    messages: (channel) => [...(kept.messages.get(channel)?.values() ?? [])],
    message: (channel, ts) => kept.messages.get(channel)?.get(ts) ?? null,
    post: (channel, user, content) => {
      const message: Message = { ts: nextTs(), channel, user, ...content, edited: null };
      write({ is: 'message', message });
      return message;
    },
    edit: (channel, ts, content) => {
      const before = kept.messages.get(channel)?.get(ts);
      if (before === undefined) return null;
      const message: Message = { ...before, ...content, edited: nextTs() };
      write({ is: 'message', message });
      return message;
    },
    remove: (channel, ts) => {
      if (kept.messages.get(channel)?.has(ts) !== true) return false;
      write({ is: 'delete', channel, ts });
      return true;
    },
    whispersTo,
    whisper: (reader, channel, user, content) => {
      const message: Whisper = { ts: nextTs(), channel, user, ...content, edited: null, reader };
      whispers.set(reader, [...whispersTo(reader), message].slice(-WHISPERS_KEPT));
      touch();
      return message;
    },
    editWhisper: (reader, ts, content) => {
      const list = whispersTo(reader);
      if (!list.some((message) => message.ts === ts)) return false;
      const edited = nextTs();
      whispers.set(
        reader,
        list.map((message) => (message.ts === ts ? { ...message, ...content, edited } : message)),
      );
      touch();
      return true;
    },
    removeWhisper: (reader, ts) => {
      const list = whispersTo(reader);
      whispers.set(
        reader,
        list.filter((message) => message.ts !== ts),
      );
      touch();
      return list.some((message) => message.ts === ts);
    },
    home: (user) => kept.homes.get(user) ?? null,
    publishHome: (user, home) => write({ is: 'home', user, home }),
    unread: (user, channel) => {
      const read = microsOf(kept.reads.get(`${user} ${channel}`) ?? '0.000000');
      let count = 0;
      for (const message of kept.messages.get(channel)?.values() ?? []) {
        if (microsOf(message.ts) > read) count += 1;
      }
      return count;
    },
    markRead: (user, channel) => {
      const newest = [...(kept.messages.get(channel)?.keys() ?? [])].at(-1);
      if (newest === undefined || kept.reads.get(`${user} ${channel}`) === newest) return;
      write({ is: 'read', user, channel, ts: newest });
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch,
    close: () => {
      listeners.clear();
      journal.close();
    },
  };
}
