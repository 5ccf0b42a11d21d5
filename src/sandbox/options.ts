/** What the local workspace is given when it is made. */
import type { Clock } from '../lib/clock.ts';
import type { SandboxPerson } from './protocol.ts';
import type { Timers } from './timers.ts';

/** Takes structured log lines; a pino logger fits. */
export interface SandboxLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface SandboxCommand {
  /** With its slash. */
  command: string;
  /** Shown behind the command while it is typed. */
  hint: string;
  description: string;
}

export interface SandboxOptions {
  /** Everyone but the app's own bot. */
  people: readonly SandboxPerson[];
  /** Names without #. Everyone and the app are members of each. */
  channels: readonly { name: string }[];
  team: { id: string; name: string };
  /** The workspace's time: what messages are stamped with and triggers die by. */
  clock: Clock;
  /** How far that clock is ahead of the machine's, in ms. */
  ahead(): number;
  /** Moves it forward by `forwardMs`; resolves when everything that came due was asked for. */
  moveClock(forwardMs: number): Promise<void>;
  /** Path of the file that remembers what was posted. */
  journal: string;
  /** The app's address for slash commands, interactivity and events, such as http://127.0.0.1:3000/slack/events. */
  deliverTo: string | (() => string);
  /** Address of the Web API that the app was given, such as http://127.0.0.1:3000/sandbox/api/. */
  apiBase(): string;
  log: SandboxLog;
  /** The app's face. Default: Slotdesk with /schedule. */
  app?: { name: string; commands: readonly SandboxCommand[] };
  /** Events the app subscribed to. Default: only `app_home_opened`. Also known: `message`, in any of Slack's spellings. */
  events?: readonly string[];
  /** Default: the machine's. */
  timers?: Timers;
}
