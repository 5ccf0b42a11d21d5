/** Block Kit's elements: what can be pressed, chosen or typed, with the limits of each. */
import {
  actionId,
  confirm,
  dispatchConfig,
  filter,
  imageElement,
  initialAmongOptions,
  optionGroup,
  overflowOption,
  plainOption,
  plainText,
  richOption,
  style,
} from './block-kit-objects.ts';
import { richText } from './block-kit-rich-text.ts';
import {
  all,
  boolean,
  exactlyOneOf,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  string,
  stringThat,
  url,
  whole,
} from './block-kit-rules.ts';
import { isDate } from './selections.ts';

type Fields = Record<string, Rule>;

const placeholder: Fields = { placeholder: plainText(150) };
const focus: Fields = { focus_on_load: boolean };
const maxItems: Fields = { max_selected_items: integer(1, 1000) };
const id = string(255);
const ids = list(0, 1000, id);

/** An interactive element of `type`; `action_id` and `type` come by themselves. */
function element(type: string, required: Fields, optional: Fields = {}, ...more: Rule[]): [string, Rule] {
  return [type, object({ type: oneOf(type), ...required }, { action_id: actionId, ...optional }, ...more)];
}

const choices: Fields = { options: list(1, 100, plainOption), option_groups: list(1, 100, optionGroup) };
const picker: Fields = { confirm, ...focus, ...placeholder };
const typing: Fields = { dispatch_action_config: dispatchConfig, ...focus, ...placeholder };
const conversations: Fields = { default_to_current_conversation: boolean, filter };
const respond: Fields = { response_url_enabled: boolean };

const timeZone = stringThat(isTimeZone, 'must be a valid IANA time zone');
const date = stringThat(isDate, 'must be a date in the format YYYY-MM-DD');
const time = stringThat((text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'must be a time in the format HH:mm');
const decimal = stringThat((text) => /^[+-]?\d+(\.\d+)?$/.test(text), 'must be a number');

const minAboveMax = whole((value, path, page) => {
  const { min_length: min, max_length: max } = value;
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    page.refuse(`${path}/min_length`, 'must not be greater than max_length');
  }
});

const feedback = object({ text: plainText(75), value: string(2000) }, { accessibility_label: string(75) });

export const ELEMENTS: Record<string, Rule> = Object.fromEntries([
  ['image', imageElement],
  element(
    'button',
    { text: plainText(75) },
    { value: string(2000), url: url(3000), style, confirm, accessibility_label: string(75) },
  ),
  element(
    'checkboxes',
    { options: list(1, 10, richOption) },
    { initial_options: list(1, 10, richOption), confirm, ...focus },
    initialAmongOptions,
  ),
  element(
    'radio_buttons',
    { options: list(1, 10, richOption) },
    { initial_option: richOption, confirm, ...focus },
    initialAmongOptions,
  ),
  element('overflow', { options: list(1, 5, overflowOption) }, { confirm }),
  element('datepicker', {}, { initial_date: date, ...picker }),
  element('timepicker', {}, { initial_time: time, timezone: timeZone, ...picker }),
  element('datetimepicker', {}, { initial_date_time: integer(1_000_000_000, 9_999_999_999), confirm, ...focus }),
  element(
    'plain_text_input',
    {},
    {
      initial_value: string(3000, 0),
      multiline: boolean,
      min_length: integer(0, 3000),
      max_length: integer(1, 3000),
      ...typing,
    },
    minAboveMax,
  ),
  element('email_text_input', {}, { initial_value: string(3000, 0), ...typing }),
  element('url_text_input', {}, { initial_value: string(3000, 0), ...typing }),
  element(
    'number_input',
    { is_decimal_allowed: boolean },
    { initial_value: decimal, min_value: decimal, max_value: decimal, ...typing },
  ),
  element(
    'rich_text_input',
    {},
    { initial_value: richText, min_lines: integer(1, 100), max_lines: integer(1, 100), ...typing },
  ),
  element('file_input', {}, { filetypes: list(1, 100, string(20)), max_files: integer(1, 10) }),
  element(
    'static_select',
    {},
    { ...choices, initial_option: plainOption, ...picker },
    exactlyOneOf('options', 'option_groups'),
    initialAmongOptions,
  ),
  element(
    'multi_static_select',
    {},
    { ...choices, initial_options: list(1, 100, plainOption), ...maxItems, ...picker },
    exactlyOneOf('options', 'option_groups'),
    initialAmongOptions,
  ),
  element('external_select', {}, { initial_option: plainOption, min_query_length: integer(0, 100), ...picker }),
  element(
    'multi_external_select',
    {},
    { initial_options: list(1, 100, plainOption), min_query_length: integer(0, 100), ...maxItems, ...picker },
  ),
  element('users_select', {}, { initial_user: id, ...picker }),
  element('multi_users_select', {}, { initial_users: ids, ...maxItems, ...picker }),
  element('conversations_select', {}, { initial_conversation: id, ...conversations, ...respond, ...picker }),
  element('multi_conversations_select', {}, { initial_conversations: ids, ...conversations, ...maxItems, ...picker }),
  element('channels_select', {}, { initial_channel: id, ...respond, ...picker }),
  element('multi_channels_select', {}, { initial_channels: ids, ...maxItems, ...picker }),
  element('feedback_buttons', { positive_button: feedback, negative_button: feedback }),
  element(
    'icon_button',
    { icon: oneOf('trash'), text: plainText(75) },
    {
      accessibility_label: string(75),
      value: string(2000),
      visible_to_user_ids: list(1, 10, id),
      confirm,
    },
  ),
  element(
    'workflow_button',
    { text: plainText(75), workflow: all(object({ trigger: triggerRule() })) },
    {
      style,
      confirm,
      accessibility_label: string(75),
    },
  ),
]);

function triggerRule(): Rule {
  const parameter = object({ name: string(255), value: string(3000, 0) });
  return object({ url: url(3000) }, { customizable_input_parameters: list(0, 100, parameter) });
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
