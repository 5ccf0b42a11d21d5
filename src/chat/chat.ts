/**
 * The port between the desk and a chat, both ways. A chat adapter turns what people do into `Desk` calls and draws what
 * comes back; the desk speaks first through `Chat`. Neither side knows the other's insides.
 */
import type { FieldErrors } from '../scheduling/intake.ts';
import type { Card, Screen } from '../views/view.ts';

export type Platform = 'slack';

/** Who speaks, as the chat vouches for it: verified by the platform's signature, not typed by anybody. */
export interface Speaker {
  platform: Platform;
  /** The workspace or organisation in the chat: a Slack team id. */
  workspace: string;
  /** The person's id in that chat. */
  chatId: string;
}

/** A person as the chat's directory knows them. */
export interface Profile {
  chatId: string;
  name: string;
  email: string | null;
  /** IANA zone, or null when the chat does not know it. */
  zone: string | null;
  /** False for bots and deactivated people. */
  active: boolean;
}

/** What the desk answers to the person who acted. */
export type Reply =
  | { kind: 'screen'; screen: Screen }
  /** Keep the form as it is and say what is wrong at each field. */
  | { kind: 'errors'; errors: FieldErrors }
  /** Visible only to the person who acted. */
  | { kind: 'whisper'; card: Card }
  /** Nothing to say: the card that changes is the answer. */
  | { kind: 'done' };

/** Where a press happened, so that the answer lands there. */
export type PressedOn = 'screen' | 'card';

/**
 * What a chat calls. Every call is safe to repeat with the same `delivery` (the platform's own id of the event): the
 * second answers like the first. None throws for an expected no.
 */
export interface Desk {
  /** `/schedule` with the words after it. `place` is where it was typed, as the chat names it. */
  command(from: Speaker, delivery: string, words: string, place: string): Promise<Reply>;
  /** A form was sent. `screen` and `state` come from the `Screen`; `answers` by field key. */
  submit(
    from: Speaker,
    delivery: string,
    screen: string,
    state: string,
    answers: Record<string, string | undefined>,
  ): Promise<Reply>;
  /**
   * An answer changed that other questions hang on. `answers` are all so far. The answer is the screen as it is now to
   * be, or `done` when it stays.
   */
  change(
    from: Speaker,
    delivery: string,
    screen: string,
    state: string,
    answers: Record<string, string | undefined>,
  ): Promise<Reply>;
  /** A button was pressed. `state` is the screen's when it was pressed on one, else ''. */
  press(from: Speaker, delivery: string, action: string, value: string, on: PressedOn, state: string): Promise<Reply>;
  /** The person opened the app's home tab. */
  home(from: Speaker): Promise<Card>;
}

/** Where a message went, as the chat names it: enough to edit it later. */
export interface MessageRef {
  place: string;
  message: string;
}

/** The chat said no for good (a channel that is gone, a person who left); trying again does not help. */
export class ChatRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ChatRefused';
    this.code = code;
  }
}

/** What the desk calls. Every call may throw: `ChatRefused` for a final no, anything else is worth another try. */
export interface Chat {
  platform: Platform;
  /** Posts a card. `place` is a channel (id or name) or a person's chat id; `key` is ours, carried with the message. */
  post(workspace: string, place: string, key: string, card: Card): Promise<MessageRef>;
  /** Replaces a card. */
  update(workspace: string, ref: MessageRef, card: Card): Promise<void>;
  profile(workspace: string, chatId: string): Promise<Profile | null>;
  profileByEmail(workspace: string, email: string): Promise<Profile | null>;
}
