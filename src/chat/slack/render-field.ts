/** Draws a question as a Slack input block. Its block_id is the question's key, so that answers and errors find it. */
import type { InputBlock, InputBlockElement, NumberInput, SectionBlock } from '@slack/types';
import { dayOfDate } from '../../scheduling/time/local-date.ts';
import type { Field } from '../../views/view.ts';
import { limits } from './limits.ts';
import { drawChoices, drawManyChoices, drawYesNo, drawZones } from './render-choices.ts';
import { clean, cut, plain, whole } from './text.ts';

/** The action_id of every question: there is one in a block. */
const answerId = 'answer';

/** Block ids of what is said beside a question: it is no part of the form and goes when the form is shown again. */
export const said = 'added:';

/**
 * The question as an input block, and below it what is wrong with its answer.
 * @throws RangeError when a key or a choice's value is longer than Slack carries, or there is nothing to choose from
 */
export function drawField(field: Field): [InputBlock, ...SectionBlock[]] {
  const input: InputBlock = {
    type: 'input',
    block_id: whole(field.key, limits.id, `The key of the question "${cut(field.label, 40)}"`),
    label: plain(field.label, limits.label),
    ...(field.hint ? { hint: plain(field.hint, limits.hint) } : {}),
    optional: !field.required,
    ...(field.tells ? { dispatch_action: true } : {}),
    element: drawElement(field),
  };
  return field.error === undefined ? [input] : [input, drawError(field.key, cut(field.error, limits.error))];
}

/** What is wrong with an answer, below its question. */
export function drawError(key: string, text: string): SectionBlock {
  return { type: 'section', block_id: `${said}${key}`.slice(0, limits.id), text: plain(`⚠️ ${text}`, limits.text) };
}

function drawElement(field: Field): InputBlockElement {
  const common = { action_id: answerId };
  const worded = {
    ...common,
    ...(field.placeholder ? { placeholder: plain(field.placeholder, limits.placeholder) } : {}),
  };
  // While somebody types, Slack tells of it only when asked to.
  const typing = field.tells
    ? { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } }
    : {};
  switch (field.kind) {
    case 'email':
      return { type: 'email_text_input', ...worded, ...typing, ...typedValue(field) };
    case 'text':
    case 'phone':
    case 'long-text':
      return {
        type: 'plain_text_input',
        ...worded,
        ...typing,
        multiline: field.kind === 'long-text',
        max_length: longest(field),
        ...typedValue(field),
      };
    case 'number':
      return { type: 'number_input', ...worded, ...typing, ...numbers(field) };
    case 'date':
      return { type: 'datepicker', ...worded, ...initialDate(field.value) };
    case 'time':
      return { type: 'timepicker', ...worded, ...initialTime(field.value) };
    case 'choice':
      return { ...worded, ...drawChoices(field) };
    case 'multiple-choice': {
      const many = drawManyChoices(field);
      return many.type === 'checkboxes' ? { ...common, ...many } : { ...worded, ...many };
    }
    case 'person':
      return { type: 'users_select', ...worded, ...initialPerson(field.value) };
    case 'time-zone':
      return { ...worded, ...drawZones(field) };
    case 'yes-no':
      return { ...common, ...drawYesNo(field) };
  }
}

function longest(field: Field): number {
  return Math.max(1, Math.min(field.maxLength ?? limits.inputLength, limits.inputLength));
}

function typedValue(field: Field): { initial_value?: string } {
  const value = cut(clean(field.value ?? ''), longest(field));
  return value === '' ? {} : { initial_value: value };
}

/** Slack refuses a form whose first number, date, time or person is none, or is out of bounds. */
function numbers({ decimals = 0, min = -Infinity, max = Infinity, value = '' }: Field): Omit<NumberInput, 'type'> {
  const fits = /^-?\d{1,15}(\.\d{1,6})?$/.test(value) && Number(value) >= min && Number(value) <= max;
  return {
    is_decimal_allowed: decimals > 0,
    ...(Number.isFinite(min) ? { min_value: String(min) } : {}),
    ...(Number.isFinite(max) ? { max_value: String(max) } : {}),
    ...(fits ? { initial_value: value } : {}),
  };
}

function initialDate(value: string | undefined): { initial_date?: string } {
  return value === undefined || dayOfDate(value) === null ? {} : { initial_date: value };
}

function initialTime(value = ''): { initial_time?: string } {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? { initial_time: value } : {};
}

function initialPerson(value = ''): { initial_user?: string } {
  return /^[UW][A-Z0-9]{2,}$/.test(value) ? { initial_user: value } : {};
}
