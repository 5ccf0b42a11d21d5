/** A button was pressed: on a card in a conversation, in a dialog, or on the home tab. The answer lands where it was. */
import type {
  AllMiddlewareArgs,
  BlockAction,
  ButtonAction,
  RespondFn,
  SlackActionMiddlewareArgs,
  ViewOutput,
} from '@slack/bolt';
import { within } from '../../lib/within.ts';
import type { Card } from '../../views/view.ts';
import type { PressedOn } from '../chat.ts';
import { answerAnew } from './answer-anew.ts';
import { actorSpeaker, pressDelivery } from './deliveries.ts';
import { changeDialog, openDialog, screenOf } from './dialogs.ts';
import { formAgain } from './form-again.ts';
import { type Answer, ask, type Handling, show } from './handling.ts';
import { waitingScreen } from './notices.ts';
import { type Forms, isAnswer } from './on-change.ts';
import { publishHome } from './on-home.ts';
import { cardScreen, renderMessage, renderModal } from './render.ts';
import { actionOf } from './render-button.ts';

/** Makes the listener of buttons, and of answers that a form follows. Other elements have no meaning to the desk. */
export function onPress(h: Handling, forms: Forms) {
  return async (args: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    const { ack, body, action, respond } = args;
    await ack();
    if (body.view !== undefined && isAnswer(body.view, action.block_id)) return forms.changed(body, body.view, action);
    if (action.type !== 'button' || !h.isNew(pressDelivery(body, action))) return;
    const { view } = body;
    const press = (on: PressedOn, state: string) => askDesk(h, body, action, on, state);
    if (view === undefined) return onCard(h, body, respond, press('card', ''));
    if (view.type === 'home') return onHomeTab(h, body, press('card', ''));
    return onDialog(h, view, press('screen', view.private_metadata));
  };
}

function askDesk(h: Handling, body: BlockAction, action: ButtonAction, on: PressedOn, state: string): Promise<Answer> {
  const from = actorSpeaker(body);
  const name = actionOf(action.action_id);
  return ask(h, { from, action: name, on }, () =>
    h.desk.press(from, pressDelivery(body, action), name, action.value ?? '', on, state),
  );
}

function onCard(h: Handling, body: BlockAction, respond: RespondFn, work: Promise<Answer>): Promise<void> {
  const thread: unknown = body.message?.thread_ts;
  const whisper = (card: Card) =>
    respond({
      response_type: 'ephemeral',
      replace_original: false,
      ...renderMessage(card, 'one'),
      ...(typeof thread === 'string' ? { thread_ts: thread } : {}),
    });
  return answerAnew(h, { ...asker(body), budget: h.budgets.card, whisper }, work);
}

/** The home tab has no place for a line that only one person sees, so a dialog says it; then the tab is drawn afresh. */
async function onHomeTab(h: Handling, body: BlockAction, work: Promise<Answer>): Promise<void> {
  const whisper = (card: Card) => openDialog(h, body.trigger_id, cardScreen(card));
  await answerAnew(h, { ...asker(body), budget: h.budgets.card, whisper }, work);
  await publishHome(h, actorSpeaker(body));
}

function asker(body: BlockAction) {
  return { trigger: body.trigger_id, again: 'press the button again', fields: { from: actorSpeaker(body) } };
}

async function onDialog(h: Handling, view: ViewOutput, work: Promise<Answer>): Promise<void> {
  const fields = { screen: view.callback_id };
  const soon = await within(h.budgets.dialog, work);
  const waiting =
    soon.kind === 'done'
      ? view
      : await changeDialog(h, view, renderModal(waitingScreen())).catch((err: unknown) => {
          h.log.error({ ...fields, err }, 'the waiting screen could not be shown');
          return view;
        });
  const answer = soon.kind === 'done' ? soon.value : await soon.promise;
  if (waiting === null || (answer.kind === 'done' && waiting === view)) return;
  await show(h, fields, answer, (shown) => {
    const next = shown.kind === 'fault' ? formAgain(view, shown.text) : renderModal(screenOf(shown));
    return changeDialog(h, waiting, next);
  });
}
