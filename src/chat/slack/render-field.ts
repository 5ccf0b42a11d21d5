/** Draws a question as a Slack input block. Its block_id is the question's key, so that answers and errors find it. */
import type { InputBlock, InputBlockElement, PlainTextOption, StaticSelect } from '@slack/types';
import { dayOfDate } from '../../scheduling/time/local-date.ts';
import type { Field } from '../../views/view.ts';
import { chunks } from './chunks.ts';
import { limits } from './limits.ts';
import { clean, cut, plain, whole } from './text.ts';
import { zoneGroups } from './zones.ts';

/** The action_id of every question: there is one in a block. */
export const answerId = 'answer';

/**
 * The question as an input block.
 * @throws RangeError when a key or a choice's value is longer than Slack carries, or there is nothing to choose from
 */
export function drawField(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: whole(field.key, limits.id, `The key of the question "${cut(field.label, 40)}"`),
    label: plain(field.label, limits.label),
    ...(field.hint ? { hint: plain(field.hint, limits.hint) } : {}),
    optional: !field.required,
    element: drawElement(field),
  };
}

function drawElement(field: Field): InputBlockElement {
  const common = {
    action_id: answerId,
    ...(field.placeholder ? { placeholder: plain(field.placeholder, limits.placeholder) } : {}),
  };
  const typed = typedValue(field);
  switch (field.kind) {
    case 'email':
      return { type: 'email_text_input', ...common, ...typed };
    case 'text':
    case 'phone':
    case 'long-text':
      return {
        type: 'plain_text_input',
        ...common,
        multiline: field.kind === 'long-text',
        max_length: longest(field),
        ...typed,
      };
    case 'date':
      return { type: 'datepicker', ...common, ...initialDate(field.value) };
    case 'choice':
      return { ...common, ...drawChoices(field) };
    case 'time-zone':
      return { ...common, ...drawZones(field) };
  }
}

function longest(field: Field): number {
  return Math.max(1, Math.min(field.maxLength ?? limits.inputLength, limits.inputLength));
}

function typedValue(field: Field): { initial_value?: string } {
  const value = cut(clean(field.value ?? ''), longest(field));
  return value === '' ? {} : { initial_value: value };
}

/** Slack refuses a form whose initial date is no date. */
function initialDate(value: string | undefined): { initial_date?: string } {
  return value === undefined || dayOfDate(value) === null ? {} : { initial_date: value };
}

function drawChoices(field: Field): StaticSelect {
  const options = (field.choices ?? []).map((choice) => drawOption(choice.label, choice.value));
  if (options.length === 0) throw new RangeError(`The question "${field.key}" has nothing to choose from.`);
  const chosen = initial(options, field.value);
  if (options.length <= limits.options) return { type: 'static_select', options, ...chosen };
  const groups = chunks(options, limits.options).map((group, index) => ({
    label: plain(`${index * limits.options + 1} to ${index * limits.options + group.length}`, limits.optionText),
    options: group,
  }));
  return { type: 'static_select', option_groups: groups, ...chosen };
}

function drawZones(field: Field): StaticSelect {
  const groups = zoneGroups(field.value || undefined).map((group) => ({
    label: plain(group.label, limits.optionText),
    options: group.zones.map(({ zone, label }) => drawOption(label, zone)),
  }));
  const options = groups.flatMap((group) => group.options);
  return { type: 'static_select', option_groups: groups, ...initial(options, field.value) };
}

function drawOption(label: string, value: string): PlainTextOption {
  return { text: plain(label, limits.optionText), value: whole(value, limits.optionValue, `The choice "${label}"`) };
}

/** Slack wants the initial option to equal one of the options to the letter. */
function initial(options: readonly PlainTextOption[], value: string | undefined): { initial_option?: PlainTextOption } {
  const option = options.find((candidate) => candidate.value === value);
  return option ? { initial_option: option } : {};
}
