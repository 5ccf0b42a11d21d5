/**
 * What every listener needs, and the two steps that all of them share: asking the desk, and showing its answer so that
 * an unexpected failure is logged and said rather than lost.
 */
import { newId } from '../../lib/ids.ts';
import type { Log } from '../../lib/log.ts';
import type { Card } from '../../views/view.ts';
import type { Desk, Reply } from '../chat.ts';
import type { Clients } from './clients.ts';
import { faultText, say } from './notices.ts';

/** How long a person may look at nothing, in milliseconds, before they are shown that the desk is at work. */
export interface Budgets {
  /** From a command to its dialog. Its trigger dies after 3 s, Slack's own way included. */
  command: number;
  /** From a button on a card to its answer. Longer: mostly the card itself is the answer and no dialog is needed. */
  card: number;
  /** From a button in a dialog to the changed dialog. */
  dialog: number;
  /** From a sent form to its acknowledgement, with room to be within a second also when much is going on. */
  form: number;
  /** Between an acknowledgement that changes a dialog and our own change of it, which must come second. */
  settle: number;
}

export const budgets: Budgets = { command: 700, card: 1_200, dialog: 1_000, form: 700, settle: 400 };

export interface Handling {
  desk: Desk;
  clients: Clients;
  log: Log;
  budgets: Budgets;
  /** Whether this process takes this command or press for the first time; Slack delivers again when it heard no answer. */
  isNew(delivery: string): boolean;
}

/** What the desk answered, or that it failed. */
export type Answer = Reply | { kind: 'fault'; text: string; card: Card };

/** Asks the desk; never throws. `fields` go into the log when it fails. */
export async function ask(h: Handling, fields: Record<string, unknown>, call: () => Promise<Reply>): Promise<Answer> {
  try {
    return await call();
  } catch (err) {
    return fault(h.log, err, fields, 'the desk failed');
  }
}

/** Shows an answer; when that fails, shows in the same place that it did. Never throws. */
export async function show(
  h: Handling,
  fields: Record<string, unknown>,
  answer: Answer,
  how: (answer: Answer) => Promise<unknown>,
): Promise<void> {
  try {
    await how(answer);
  } catch (err) {
    const failed = fault(h.log, err, fields, 'the answer could not be shown');
    await how(failed).catch((again: unknown) => {
      h.log.error({ ...fields, err: again }, 'not even the failure could be shown');
    });
  }
}

/** Logs a failure under a new reference and words it for the person. */
export function fault(
  log: Log,
  err: unknown,
  fields: Record<string, unknown>,
  message: string,
): Answer & { kind: 'fault' } {
  const reference = newId().slice(0, 8).toUpperCase();
  log.error({ ...fields, err, reference }, message);
  const text = faultText(reference);
  return { kind: 'fault', text, card: say(text) };
}
