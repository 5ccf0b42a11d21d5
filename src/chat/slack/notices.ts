/** What the adapter itself says: while somebody waits, when Slack was too fast for us, and when something broke. */
import type { FieldErrors } from '../../scheduling/intake.ts';
import type { Card, Screen } from '../../views/view.ts';

/** Shown at once while the desk is still at work. `after` is the screen whose form was sent. */
export function waitingScreen(after?: string): Screen {
  const doing = after === 'intake' ? 'Finding times…' : 'One moment…';
  return {
    kind: 'screen',
    name: 'waiting',
    title: doing,
    close: 'Close',
    state: '',
    blocks: [
      { kind: 'text', line: [`${doing} The answer will appear here by itself.`] },
      // Whoever was to answer may be killed before it can.
      { kind: 'quiet', line: ['If it has not come within a minute, close this and type /schedule mine.'] },
    ],
  };
}

/** Shown in place of the waiting screen when there is nothing more to say. */
export const doneScreen: Screen = {
  kind: 'screen',
  name: 'done',
  title: 'Done',
  close: 'Close',
  state: '',
  blocks: [{ kind: 'text', line: ['That is done. You can close this.'] }],
};

/** Slack did not let the dialog open in the 3 seconds it allows. */
export function tooLateCard(again: string): Card {
  return say(`Slack did not let the dialog open in time. Nothing was changed by that; please ${again}.`);
}

/** An unexpected failure. `reference` finds it in the log. */
export function faultText(reference: string): string {
  return `Something went wrong on our side. Nothing was booked or changed twice; please try again. Reference: ${reference}`;
}

/** Errors of a form, for somebody who has no form open. */
export function errorsCard(errors: FieldErrors): Card {
  return say(Object.values(errors).join('\n') || 'Something in the form needs another look. Please try again.');
}

/** A card that only says something. */
export function say(text: string): Card {
  return { kind: 'card', summary: text, blocks: [{ kind: 'text', line: [text] }] };
}
