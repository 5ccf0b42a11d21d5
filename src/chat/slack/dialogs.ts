/** Opens and changes dialogs. What Slack refuses because time or the person was faster is an answer here, not an error. */
import type { ModalView } from '@slack/types';
import { WebAPIRequestError } from '@slack/web-api';
import type { Screen } from '../../views/view.ts';
import type { Answer, Handling } from './handling.ts';
import { doneScreen, errorsCard } from './notices.ts';
import { slackCode } from './refusals.ts';
import { cardScreen, renderModal } from './render.ts';

/** An open dialog as we last saw it. */
export interface Dialog {
  id: string;
  /** Changes with every change of the dialog; Slack refuses to change one that has moved on. */
  hash?: string | undefined;
}

const deadTrigger = new Set(['expired_trigger_id', 'trigger_expired', 'invalid_trigger', 'invalid_trigger_id']);
/** The trigger has opened a dialog before: the same delivery came twice, and somebody else took the other one. */
const usedTrigger = new Set(['exchanged_trigger_id', 'trigger_exchanged']);
/** The person closed the dialog, or it already shows something newer. */
const overtaken = new Set(['not_found', 'view_not_found', 'hash_conflict']);

/**
 * Opens a dialog.
 * @returns `late` when the trigger had died, which happens when Slack or we were slow; `used` when it has opened a
 *   dialog before
 */
export async function openDialog(h: Handling, trigger: string, screen: Screen): Promise<Dialog | 'late' | 'used'> {
  const view = renderModal(screen);
  try {
    const opened = await h.clients.opening.views.open({ trigger_id: trigger, view });
    return opened.view?.id ? { id: opened.view.id, hash: opened.view.hash } : 'late';
  } catch (err) {
    const code = slackCode(err) ?? '';
    if (usedTrigger.has(code)) {
      h.log.info({ code, screen: screen.name }, 'a dialog was open already');
      return 'used';
    }
    if (!deadTrigger.has(code) && !(err instanceof WebAPIRequestError)) throw err;
    h.log.warn({ err, screen: screen.name }, 'a dialog did not open in time');
    return 'late';
  }
}

/** Changes a dialog; null when there was nothing left to change. */
export async function changeDialog(h: Handling, dialog: Dialog, view: ModalView): Promise<Dialog | null> {
  try {
    const changed = await h.clients.steady.views.update({
      view_id: dialog.id,
      view,
      ...(dialog.hash === undefined ? {} : { hash: dialog.hash }),
    });
    return { id: dialog.id, hash: changed.view?.hash };
  } catch (err) {
    const code = slackCode(err) ?? '';
    if (!overtaken.has(code)) throw err;
    h.log.info({ code }, 'a dialog was closed or changed before its answer came');
    return null;
  }
}

/** An answer as a screen, for somebody who looks at a dialog. */
export function screenOf(answer: Answer): Screen {
  switch (answer.kind) {
    case 'screen':
      return answer.screen;
    case 'errors':
      return cardScreen(errorsCard(answer.errors));
    case 'whisper':
    case 'fault':
      return cardScreen(answer.card);
    case 'done':
      return doneScreen;
  }
}
