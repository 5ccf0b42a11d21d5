/**
 * What the local workspace's page and its server say to each other. The page gets one snapshot of all that a person may
 * see whenever something changed, and posts what the person does. Payloads of Slack (messages, views) pass unchanged.
 */

/** A block, a view or an element as the app sent it: Slack's own JSON. */
export type SlackJson = { readonly [field: string]: unknown };

export interface SandboxPerson {
  id: string;
  /** Handle, without @. */
  handle: string;
  name: string;
  email: string;
  /** IANA zone. */
  zone: string;
  /** What they do, shown beside the name. */
  title: string;
  bot: boolean;
}

export interface SandboxChannel {
  id: string;
  /** Without #; for a direct message the other one's name. */
  name: string;
  kind: 'channel' | 'direct';
  /** For `direct`: who the other one is. */
  with?: string;
  unread: number;
}

export interface SandboxMessage {
  ts: string;
  channel: string;
  /** Who wrote it. */
  user: string;
  text: string;
  blocks: SlackJson[];
  /** Visible to the reader only. */
  ephemeral: boolean;
  edited: boolean;
}

/** An open dialog; the last of the stack is on top. */
export interface SandboxView {
  id: string;
  hash: string;
  view: SlackJson;
  /** Errors by block_id, after a submission that was refused. */
  errors: Record<string, string>;
}

export interface Snapshot {
  me: SandboxPerson;
  people: SandboxPerson[];
  channels: SandboxChannel[];
  messages: SandboxMessage[];
  views: SandboxView[];
  /** The app's home tab as it was published for this person. */
  home: SlackJson | null;
  clock: {
    /** Epoch ms in the workspace. */
    now: number;
    /** How far it was moved ahead of the machine's clock, in ms. */
    ahead: number;
  };
  app: { id: string; name: string; user: string; commands: { command: string; hint: string; description: string }[] };
  /** What Slack would have complained about lately, newest last: shown in a strip, because a real workspace would only fail. */
  complaints: { at: number; text: string }[];
}

/** State of the inputs as Slack sends it: block_id, then action_id. */
export type InputValues = Record<string, Record<string, SlackJson>>;

/** What a person does. Each is `POST /sandbox/act/<kind>` with this as JSON; `as` is who acts. */
export type Act =
  | { kind: 'command'; as: string; channel: string; text: string }
  | { kind: 'message'; as: string; channel: string; text: string }
  | { kind: 'press'; as: string; message: { channel: string; ts: string }; action: SlackJson; values: InputValues }
  | { kind: 'press-view'; as: string; viewId: string; action: SlackJson; values: InputValues }
  | { kind: 'submit'; as: string; viewId: string; values: InputValues }
  | { kind: 'close'; as: string; viewId: string }
  | { kind: 'home'; as: string }
  | { kind: 'read'; as: string; channel: string }
  | { kind: 'clock'; as: string; forward: number };

/** The answer to an act: what Slack would have shown when the app failed, in one sentence, or nothing. */
export type ActAnswer = { ok: true } | { ok: false; error: string };
