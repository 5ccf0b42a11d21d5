/** Pressing a button, or choosing in a menu, on a message, a home tab or a dialog: `block_actions`. */
import { type Element, elementsOf } from './elements.ts';
import { formState } from './inputs.ts';
import { failureOf, interactionBase, placeName, responseUrl } from './interaction.ts';
import { objectsIn, textOf } from './json.ts';
import type { ActAnswer, InputValues, SandboxPerson, SlackJson } from './protocol.ts';
import { isEmpty, selectionOf } from './selections.ts';
import { homeShape, messageShape, viewShape } from './shapes.ts';
import { knownTo, type Workspace } from './workspace.ts';

const GONE: ActAnswer = { ok: false, error: 'This is no longer there. Look at the newest version.' };
const NOT_THERE: ActAnswer = { ok: false, error: 'There is nothing like that to press here any more.' };

/** The button or menu of `blocks` that the page says was used. */
function pressed(blocks: readonly SlackJson[], action: SlackJson): Element | null {
  const found = elementsOf(blocks).find(
    (one) => one.actionId === action.action_id && (action.block_id === undefined || one.blockId === action.block_id),
  );
  if (found === undefined) return null;
  // An element of an input block speaks to the app only when it was told to.
  return found.input === null || found.input.dispatch_action === true ? found : null;
}

/** The entry of `actions`: the element's own fields, and what was chosen. Null when that cannot be chosen there. */
function actionOf(workspace: Workspace, { element, blockId, actionId, type }: Element, given: SlackJson) {
  const selection = selectionOf(element, given, knownTo(workspace));
  const nothingChosen = type === 'overflow' && selection !== null && isEmpty(selection);
  if (selection === null || nothingChosen) return null;
  const kept = ['text', 'value', 'url', 'style', 'confirm', 'placeholder', 'icon'].flatMap((name) =>
    element[name] === undefined ? [] : [[name, element[name]] as const],
  );
  const feedback = type === 'feedback_buttons' ? { value: textOf(given.value) } : {};
  return {
    type,
    block_id: blockId,
    action_id: actionId,
    ...Object.fromEntries(kept),
    ...feedback,
    ...selection,
    action_ts: workspace.store.nextTs(),
  };
}

/** What was pressed where, checked; ready to be sent. */
function prepare(workspace: Workspace, blocks: readonly SlackJson[], action: SlackJson, given: InputValues) {
  const element = pressed(blocks, action);
  if (element === null) return { ok: false as const, answer: NOT_THERE };
  const sent = actionOf(workspace, element, action);
  if (sent === null) return { ok: false as const, answer: NOT_THERE };
  const state = formState(blocks, given, knownTo(workspace));
  if (!state.ok) return { ok: false as const, answer: state };
  return { ok: true as const, action: sent, values: state.values };
}

async function deliver(workspace: Workspace, payload: SlackJson, what: string, failed: string): Promise<ActAnswer> {
  const failure = failureOf(await workspace.dispatch.payload({ type: 'block_actions', ...payload }), what, workspace);
  return failure === null ? { ok: true } : { ok: false, error: failed };
}

/** A press on a message that the person can see. */
export async function press(
  workspace: Workspace,
  person: SandboxPerson,
  at: { channel: string; ts: string },
  action: SlackJson,
  given: InputValues,
): Promise<ActAnswer> {
  const { roster, store, modals } = workspace;
  const place = roster.placesOf(person.id).find((one) => one.id === at.channel);
  if (place === undefined) return GONE;
  const whisper = store.whispersTo(person.id).find((one) => one.ts === at.ts && one.channel === at.channel);
  const message = whisper ?? store.message(place.id, at.ts);
  if (message === null || message === undefined) return GONE;
  const ready = prepare(workspace, message.blocks, action, given);
  if (!ready.ok) return ready.answer;
  const isWhisper = whisper !== undefined;
  const payload = {
    ...interactionBase(workspace, person),
    container: { type: 'message', message_ts: message.ts, channel_id: place.id, is_ephemeral: isWhisper },
    trigger_id: modals.trigger(person.id),
    channel: { id: place.id, name: placeName(place) },
    ...(isWhisper ? {} : { message: messageShape(roster, message, true) }),
    state: { values: ready.values },
    response_url: responseUrl(workspace, {
      user: person.id,
      channel: place.id,
      message: { ts: message.ts, whisper: isWhisper },
    }),
    actions: [ready.action],
  };
  const what = `button ${textOf(ready.action.action_id)}`;
  return deliver(workspace, payload, what, `${roster.app.name} did not answer. Try again?`);
}

/** A press in an open dialog or on the person's home tab. */
export async function pressView(
  workspace: Workspace,
  person: SandboxPerson,
  viewId: string,
  action: SlackJson,
  given: InputValues,
): Promise<ActAnswer> {
  const { roster, store, modals } = workspace;
  const open = modals.stack(person.id).find((one) => one.id === viewId);
  const home = store.home(person.id);
  const isHome = home !== null && home.id === viewId;
  const view = open?.view ?? (isHome ? home.view : null);
  if (view === null) return GONE;
  const ready = prepare(workspace, objectsIn(view.blocks), action, given);
  if (!ready.ok) return ready.answer;
  const shape =
    open !== undefined ? viewShape(roster, open, ready.values) : isHome && homeShape(roster, home, ready.values);
  const payload = {
    ...interactionBase(workspace, person),
    container: { type: 'view', view_id: viewId },
    trigger_id: modals.trigger(person.id, open === undefined ? undefined : viewId),
    view: shape,
    actions: [ready.action],
  };
  const what = `button ${textOf(ready.action.action_id)}`;
  return deliver(workspace, payload, what, 'We had some trouble connecting. Try again?');
}
