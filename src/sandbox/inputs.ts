/**
 * The filled-in state of a form: `state.values` as Slack sends it, and what Slack itself would refuse before the app ever
 * hears of it.
 */
import { elementsOf } from './elements.ts';
import { textOf } from './json.ts';
import type { InputValues, SlackJson } from './protocol.ts';
import { holdsValue, isEmpty, type Known, selectionOf } from './selections.ts';

export type FormState = { ok: true; values: InputValues } | { ok: false; error: string };

/** The state of every element of `blocks` that holds something, from what the page sent. */
export function formState(blocks: readonly SlackJson[], given: InputValues, known: Known): FormState {
  const values: InputValues = {};
  for (const { blockId, actionId, type, element } of elementsOf(blocks)) {
    if (!holdsValue(type)) continue;
    const selection = selectionOf(element, given[blockId]?.[actionId], known);
    if (selection === null) return { ok: false, error: `That cannot be chosen in the field "${actionId}".` };
    values[blockId] = { ...values[blockId], [actionId]: { type, ...selection } };
  }
  return { ok: true, values };
}

/** What is wrong with the inputs, by block_id; empty when the form may be sent. */
export function inputErrors(blocks: readonly SlackJson[], values: InputValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { blockId, actionId, type, element, input } of elementsOf(blocks)) {
    if (input === null) continue;
    const { type: _, ...selection } = values[blockId]?.[actionId] ?? {};
    const error = isEmpty(selection)
      ? input.optional === true
        ? null
        : 'Please complete this required field.'
      : (CHECKS[type]?.(element, selection) ?? null);
    if (error !== null) errors[blockId] = error;
  }
  return errors;
}

type Check = (element: SlackJson, selection: SlackJson) => string | null;

const plainText: Check = (element, { value }) => {
  const length = [...textOf(value)].length;
  const min = typeof element.min_length === 'number' ? element.min_length : 0;
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  if (length < min) return `Please enter at least ${min} characters.`;
  if (length > max) return `Please enter no more than ${max} characters.`;
  return null;
};

const email: Check = (_, { value }) =>
  /^[^\s@<>(),;:"[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(textOf(value)) ? null : 'Please enter a valid email address.';

const url: Check = (_, { value }) =>
  /^https?:\/\//i.test(textOf(value)) && URL.canParse(textOf(value)) ? null : 'Please enter a valid URL.';

const number: Check = (element, { value }) => {
  const text = textOf(value).trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return 'Please enter a valid number.';
  if (element.is_decimal_allowed !== true && !/^[+-]?\d+$/.test(text)) return 'Please enter a whole number.';
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min)) return `Please enter a number of at least ${min}.`;
  if (max !== undefined && Number(text) > Number(max)) return `Please enter a number of at most ${max}.`;
  return null;
};

const notTooMany: Check = (element, selection) => {
  const chosen = Object.values(selection).find((value) => Array.isArray(value)) ?? [];
  const max = element.max_selected_items;
  return typeof max === 'number' && Array.isArray(chosen) && chosen.length > max
    ? `Please choose no more than ${max}.`
    : null;
};

const CHECKS: Record<string, Check> = {
  plain_text_input: plainText,
  email_text_input: email,
  url_text_input: url,
  number_input: number,
  multi_static_select: notTooMany,
  multi_external_select: notTooMany,
  multi_users_select: notTooMany,
  multi_conversations_select: notTooMany,
  multi_channels_select: notTooMany,
};
