/**
 * Answers somebody who has no dialog open: a command, or a button on a card. The dialog must open while its trigger
 * lives, so when the desk takes longer a light one opens first and is filled when the answer comes.
 */
import { within } from '../../lib/within.ts';
import type { Card } from '../../views/view.ts';
import { changeDialog, type Dialog, openDialog, screenOf } from './dialogs.ts';
import { type Answer, type Handling, show } from './handling.ts';
import { errorsCard, tooLateCard, waitingScreen } from './notices.ts';
import { renderModal } from './render.ts';

export interface Asker {
  trigger: string;
  /** How long nothing may be seen, in ms. */
  budget: number;
  /** Says something that only they see. */
  whisper(card: Card): Promise<unknown>;
  /** What to do when the dialog came too late, such as "type /schedule again". */
  again: string;
  /** For the log. */
  fields: Record<string, unknown>;
}

/** Shows what `work` answers. Never throws. */
export async function answerAnew(h: Handling, asker: Asker, work: Promise<Answer>): Promise<void> {
  const soon = await within(asker.budget, work);
  if (soon.kind === 'done') return show(h, asker.fields, soon.value, (answer) => tell(h, asker, answer));
  const dialog = await openLight(h, asker);
  const answer = await soon.promise;
  if (dialog === 'used') return;
  await show(h, asker.fields, answer, (shown) =>
    dialog === 'late' ? tell(h, asker, shown) : changeDialog(h, dialog, renderModal(screenOf(shown))),
  );
}

async function openLight(h: Handling, asker: Asker): Promise<Dialog | 'late' | 'used'> {
  try {
    return await openDialog(h, asker.trigger, waitingScreen());
  } catch (err) {
    h.log.error({ ...asker.fields, err }, 'the waiting dialog could not be opened');
    return 'late';
  }
}

async function tell(h: Handling, asker: Asker, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case 'screen':
      if ((await openDialog(h, asker.trigger, answer.screen)) === 'late') await asker.whisper(tooLateCard(asker.again));
      return;
    case 'errors':
      await asker.whisper(errorsCard(answer.errors));
      return;
    case 'whisper':
    case 'fault':
      await asker.whisper(answer.card);
      return;
    case 'done':
      return;
  }
}
