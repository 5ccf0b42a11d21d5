/**
 * What stands in the inputs of a view or a message, in the shape Slack sends it: values[block_id][action_id]. When the
 * app replaces a view, an input that keeps its block_id, action_id and type keeps what was typed, as in Slack.
 */
import type { InputValues } from '../protocol.ts';
import { child, children, isJson, type SlackJson, strings, text } from './json.ts';

/** Which field of Slack's state holds the value, for each type that has one; and where its first value stands. */
const FIELDS: Readonly<Record<string, { field: string; initial: string; empty: null | readonly [] }>> = {
  plain_text_input: { field: 'value', initial: 'initial_value', empty: null },
  email_text_input: { field: 'value', initial: 'initial_value', empty: null },
  url_text_input: { field: 'value', initial: 'initial_value', empty: null },
  number_input: { field: 'value', initial: 'initial_value', empty: null },
  static_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', empty: null },
  users_select: { field: 'selected_user', initial: 'initial_user', empty: null },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', empty: null },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', empty: null },
  datepicker: { field: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { field: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', empty: null },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', empty: [] },
  checkboxes: { field: 'selected_options', initial: 'initial_options', empty: [] },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', empty: [] },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', empty: [] },
};

/** An element with the place it has in the state. */
export interface Placed {
  block: string;
  action: string;
  element: SlackJson;
}

/** The block's own id, or one by its place: Slack gives every block an id. */
export function blockId(block: SlackJson, index: number): string {
  return text(block, 'block_id') || `block-${index}`;
}

/** The element's own id, or one by its place in its block. */
export function actionId(element: SlackJson, index: number): string {
  return text(element, 'action_id') || `action-${index}`;
}

/** Every element that keeps a value, in the order of the page. */
export function inputsOf(blocks: readonly SlackJson[]): Placed[] {
  return blocks.flatMap((block, at) =>
    elementsOf(block).flatMap((element, index) =>
      Object.hasOwn(FIELDS, text(element, 'type'))
        ? [{ block: blockId(block, at), action: actionId(element, index), element }]
        : [],
    ),
  );
}

function elementsOf(block: SlackJson): SlackJson[] {
  if (text(block, 'type') === 'actions') return children(block, 'elements');
  return [child(block, 'element'), child(block, 'accessory')].filter((element) => element !== null);
}

/** The state of an element that was given `value`; `undefined` empties it. */
export function stateOf(element: SlackJson, value: unknown): SlackJson {
  const type = text(element, 'type');
  const shape = FIELDS[type];
  if (shape === undefined) return { type };
  const state = { type, [shape.field]: value === undefined || value === '' ? shape.empty : value };
  const timezone = text(element, 'timezone');
  return timezone === '' ? state : { ...state, timezone };
}

/** What `state` holds for its type: a string, an option, a list or null. */
export function valueIn(state: SlackJson | undefined): unknown {
  if (state === undefined) return null;
  const shape = FIELDS[text(state, 'type')];
  return shape === undefined ? null : (state[shape.field] ?? shape.empty);
}

/** The values of a view's inputs: what stood there before where the input is still the same one, else its first value. */
export function valuesFor(blocks: readonly SlackJson[], before: InputValues): InputValues {
  const values: InputValues = {};
  for (const { block, action, element } of inputsOf(blocks)) {
    const kept = before[block]?.[action];
    const initial = stateOf(element, element[FIELDS[text(element, 'type')]?.initial ?? ''] ?? undefined);
    const state = kept !== undefined && mayStay(element, kept) ? kept : initial;
    values[block] = { ...values[block], [action]: state };
  }
  return values;
}

function mayStay(element: SlackJson, kept: SlackJson): boolean {
  if (text(kept, 'type') !== text(element, 'type')) return false;
  const offered = optionsOf(element);
  if (offered.length === 0) return true;
  const chosen = [child(kept, 'selected_option'), ...children(kept, 'selected_options')].filter(isJson);
  return chosen.every((option) => offered.some((other) => text(other, 'value') === text(option, 'value')));
}

/** The options of a select, radio or checkbox element, those of its groups included. */
export function optionsOf(element: SlackJson): SlackJson[] {
  return [
    ...children(element, 'options'),
    ...children(element, 'option_groups').flatMap((g) => children(g, 'options')),
  ];
}

/** Which events of an input with dispatch_action are sent at once. Source: Slack's dispatch_action_config. */
export function dispatchesOn(element: SlackJson): readonly string[] {
  const config = child(element, 'dispatch_action_config');
  const asked = config === null ? [] : strings(config, 'trigger_actions_on');
  return asked.length === 0 ? ['on_enter_pressed'] : asked;
}
