/** Sending and closing dialogs: `view_submission` with the app's answer to it, and `view_closed`. */
import type { Ack } from './dispatch.ts';
import { elementsOf } from './elements.ts';
import { formState, inputErrors } from './inputs.ts';
import { failureOf, interactionBase, responseUrl } from './interaction.ts';
import { isObject, objectsIn, parseJson, textOf } from './json.ts';
import type { OpenView } from './modals.ts';
import type { ActAnswer, InputValues, SandboxPerson, SlackJson } from './protocol.ts';
import { viewShape } from './shapes.ts';
import { viewOf } from './web-api-views.ts';
import { knownTo, type Workspace } from './workspace.ts';

const TROUBLE: ActAnswer = { ok: false, error: 'We had some trouble connecting. Try again?' };

/** Sends a filled form. Inputs that Slack itself refuses never reach the app: they only get their errors. */
export async function submit(
  workspace: Workspace,
  person: SandboxPerson,
  viewId: string,
  given: InputValues,
): Promise<ActAnswer> {
  const { roster, modals, dispatch } = workspace;
  const open = modals.stack(person.id).find((one) => one.id === viewId);
  if (open === undefined) return { ok: false, error: 'This form is no longer open.' };
  if (!isObject(open.view.submit)) return { ok: false, error: 'There is nothing to send in this dialog.' };
  if (open.sending) return { ok: false, error: 'This form is being sent already.' };
  const blocks = objectsIn(open.view.blocks);
  const state = formState(blocks, given, knownTo(workspace));
  if (!state.ok) return state;
  const errors = inputErrors(blocks, state.values);
  modals.setErrors(viewId, errors);
  if (Object.keys(errors).length > 0) return { ok: true };

  modals.setSending(viewId, true);
  const ack = await dispatch.payload({
    type: 'view_submission',
    ...interactionBase(workspace, person),
    trigger_id: modals.trigger(person.id, viewId),
    view: viewShape(roster, open, state.values),
    response_urls: responseUrls(workspace, person, blocks, state.values),
  });
  modals.setSending(viewId, false);
  const what = `form ${textOf(open.view.callback_id)}`;
  if (failureOf(ack, what, workspace) !== null) return TROUBLE;
  return follow(workspace, person, open, ack, what);
}

/** Closes a dialog and those above it; the app hears of it when the view asked for that. */
export async function close(workspace: Workspace, person: SandboxPerson, viewId: string): Promise<ActAnswer> {
  const { roster, modals, dispatch } = workspace;
  const open = modals.stack(person.id).find((one) => one.id === viewId);
  if (open === undefined) return { ok: true };
  const all = open.view.clear_on_close === true;
  if (all) modals.clear(person.id);
  else modals.close(viewId);
  if (open.view.notify_on_close !== true) return { ok: true };
  const ack = await dispatch.payload({
    type: 'view_closed',
    ...interactionBase(workspace, person),
    view: viewShape(roster, open),
    is_cleared: all,
  });
  // The dialog is gone either way; a failure is only a complaint.
  failureOf(ack, `closing ${textOf(open.view.callback_id)}`, workspace);
  return { ok: true };
}

/** Does what the app answered to a submission. */
function follow(workspace: Workspace, person: SandboxPerson, open: OpenView, ack: Ack, what: string): ActAnswer {
  const { modals, complaints } = workspace;
  const body = ack.kind === 'answered' ? ack.body.trim() : '';
  if (body === '') {
    modals.close(open.id);
    return { ok: true };
  }
  const answer = parseJson(body);
  if (!isObject(answer)) {
    complaints.add(`${what}: the answer is not JSON.`);
    return TROUBLE;
  }
  switch (answer.response_action) {
    case undefined:
      modals.close(open.id);
      return { ok: true };
    case 'clear':
      modals.clear(person.id);
      return { ok: true };
    case 'errors':
      return showErrors(workspace, open, answer.errors, what);
    case 'update':
    case 'push': {
      const action = answer.response_action;
      const read = viewOf(answer.view, 'modal', `${what}, response_action ${action}`, workspace);
      if (!read.ok) return TROUBLE;
      const done =
        action === 'update' ? modals.update({ viewId: open.id }, read.view) : modals.pushOn(open.id, read.view);
      if (done.ok) return { ok: true };
      complaints.add(`${what}, response_action ${action}: ${done.error}`);
      return TROUBLE;
    }
    default:
      complaints.add(`${what}: Slack does not know the response_action "${String(answer.response_action)}".`);
      return TROUBLE;
  }
}

function showErrors(workspace: Workspace, open: OpenView, errors: unknown, what: string): ActAnswer {
  const given = isObject(errors) ? Object.entries(errors) : [];
  const inputs = new Set(
    elementsOf(objectsIn(open.view.blocks)).flatMap((one) => (one.input === null ? [] : [one.blockId])),
  );
  const wrong = given.filter(([blockId, text]) => !inputs.has(blockId) || typeof text !== 'string' || text === '');
  if (given.length === 0) workspace.complaints.add(`${what}: response_action errors without any error.`);
  for (const [blockId, text] of wrong) {
    const why = inputs.has(blockId) ? `its error is not a text: ${String(text)}` : 'the view has no such input block';
    workspace.complaints.add(`${what}: errors for block_id "${blockId}", but ${why}.`);
  }
  if (given.length === 0 || wrong.length > 0) return TROUBLE;
  workspace.modals.setErrors(open.id, Object.fromEntries(given.map(([id, text]) => [id, String(text)])));
  return { ok: true };
}

/** Addresses for the conversations that were chosen in menus which ask for one. */
function responseUrls(
  workspace: Workspace,
  person: SandboxPerson,
  blocks: readonly SlackJson[],
  values: InputValues,
): SlackJson[] {
  return elementsOf(blocks).flatMap(({ blockId, actionId, element }) => {
    const chosen = values[blockId]?.[actionId];
    const channel = textOf(chosen?.selected_conversation) || textOf(chosen?.selected_channel);
    if (element.response_url_enabled !== true || channel === '') return [];
    const url = responseUrl(workspace, { user: person.id, channel, message: null });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url: url }];
  });
}
