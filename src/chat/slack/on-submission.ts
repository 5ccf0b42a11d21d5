/**
 * A form was sent. Slack shows what the acknowledgement says: errors at the questions, the next screen, or while the
 * desk is still at work a light screen that is replaced when the answer comes. Nothing that was typed is ever lost.
 */
import type {
  AllMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewOutput,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { within } from '../../lib/within.ts';
import { actorSpeaker, answersOf, submissionDelivery } from './deliveries.ts';
import { changeDialog, screenOf } from './dialogs.ts';
import { formAgain, placeErrors } from './form-again.ts';
import { type Answer, ask, fault, type Handling, show } from './handling.ts';
import { waitingScreen } from './notices.ts';
import type { Forms } from './on-change.ts';
import { renderModal } from './render.ts';

/** Makes the listener of sent forms. */
export function onSubmission(h: Handling, forms: Forms) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const from = actorSpeaker(body);
    const fields = { from, screen: view.callback_id };
    const work = ask(h, fields, () =>
      h.desk.submit(from, submissionDelivery(body), view.callback_id, view.private_metadata, answersOf(view)),
    );
    // A change of the form that came through after the acknowledgement would wipe its errors away.
    await within(h.budgets.settle, forms.sent(view.id));
    const soon = await within(h.budgets.form, work);
    if (soon.kind === 'done') return ack(acknowledgement(h, fields, soon.value, view));
    await ack({ response_action: 'update', view: renderModal(waitingScreen(view.callback_id)) });
    const answer = await soon.promise;
    // Slack applies the acknowledgement when it arrives; were our change applied before it, it would be overwritten.
    await pause(h.budgets.settle);
    await show(h, fields, answer, (shown) => changeDialog(h, { id: view.id }, laterView(shown, view)));
  };
}

function acknowledgement(
  h: Handling,
  fields: Record<string, unknown>,
  answer: Answer,
  view: ViewOutput,
): ViewResponseAction | undefined {
  if (answer.kind === 'done') return undefined;
  try {
    if (answer.kind === 'errors') {
      const { at, other } = placeErrors(view, answer.errors);
      if (other.length === 0 && Object.keys(at).length > 0) return { response_action: 'errors', errors: at };
    }
    return { response_action: 'update', view: laterView(answer, view) };
  } catch (err) {
    return {
      response_action: 'update',
      view: laterView(fault(h.log, err, fields, 'the answer could not be shown'), view),
    };
  }
}

/** The answer in place of the form, or the form itself with what was wrong. */
function laterView(answer: Answer, view: ViewOutput): ModalView {
  if (answer.kind === 'errors') {
    const notice = Object.keys(answer.errors).length === 0 ? 'Something here needs another look.' : '';
    return formAgain(view, notice, answer.errors);
  }
  return answer.kind === 'fault' ? formAgain(view, answer.text) : renderModal(screenOf(answer));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
