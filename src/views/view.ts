/**
 * The small language of screens and cards: what is shown, without saying in which chat. Views are made by pure
 * functions of this folder and drawn by one renderer for each chat. All text here is data: a renderer escapes it, so a
 * name can never become a mention, a link or markup.
 */

/** A piece of a line. A bare string is plain text. */
export type Span =
  | string
  | { kind: 'strong'; text: string }
  /** A person. `chatId` is their id in the chat that draws it, when they have one there; else the name is shown. */
  | { kind: 'person'; name: string; chatId?: string | undefined }
  /** An instant in a named zone. Drawn as text that names the zone, such as "Tue, Dec 1, 10:30 AM EST". */
  | { kind: 'time'; at: number; zone: string }
  /** A stretch on one day, "Tue, Dec 1, 10:30 – 11:00 AM EST"; `strong` where a reader looks for it first. */
  | { kind: 'range'; start: number; end: number; zone: string; strong?: true };

export type Line = readonly Span[];

/** Something to press. `value` comes back unchanged when it is pressed, up to 2,000 characters. */
export interface Button {
  action: string;
  label: string;
  value: string;
  style?: 'primary' | 'danger';
  /** What a screen reader says instead of the label, up to 75 characters. */
  says?: string;
  /** Asked before the press counts. */
  confirm?: { title: string; text: string; yes: string; no: string };
}

/** A question on a screen. `key` names it in the answers and in errors. */
export interface Field {
  key: string;
  kind:
    | 'text'
    | 'long-text'
    | 'email'
    | 'phone'
    | 'number'
    | 'date'
    | 'time'
    | 'choice'
    /** The answer is the chosen values with commas between. */
    | 'multiple-choice'
    /** The answer is the person's id in the chat. */
    | 'person'
    | 'time-zone'
    /** The answer is `yes` or `no`. */
    | 'yes-no';
  label: string;
  hint?: string | undefined;
  placeholder?: string | undefined;
  required: boolean;
  value?: string | undefined;
  maxLength?: number | undefined;
  choices?: readonly { value: string; label: string }[] | undefined;
  /** For kind `number`. */
  min?: number | undefined;
  max?: number | undefined;
  decimals?: number | undefined;
  /** Other questions hang on this one: the desk is told of every change, and may answer with a changed screen. */
  tells?: boolean | undefined;
  /** What is wrong with the answer, shown beside it. */
  error?: string | undefined;
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; line: Line }
  /** Smaller and paler: what is useful but not the point. */
  | { kind: 'quiet'; line: Line }
  | { kind: 'facts'; facts: readonly { label: string; line: Line }[] }
  /** One choice among several: a line, smaller lines below, and the button that takes it. */
  | { kind: 'option'; line: Line; details: readonly Line[]; button?: Button }
  | { kind: 'buttons'; buttons: readonly Button[] }
  | { kind: 'field'; field: Field }
  | { kind: 'divider' };

/** A dialog. */
export interface Screen {
  kind: 'screen';
  /** Which screen it is; comes back with its submission. */
  name: string;
  /** Up to 24 characters. */
  title: string;
  blocks: readonly Block[];
  /** The label of the button that sends the form; absent: nothing to send. */
  submit?: string;
  close?: string;
  /** Comes back unchanged with its submission and presses, up to 3,000 characters. */
  state: string;
}

/** A message. */
export interface Card {
  kind: 'card';
  /** The whole message in one line of plain text: for notifications and screen readers. */
  summary: string;
  blocks: readonly Block[];
}
