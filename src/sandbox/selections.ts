/**
 * What a person chose or typed in one element, in the fields Slack uses for its kind. The page only proposes: an option
 * comes from the element itself, a person or channel must exist, a date must be one.
 */
import { isObject, objectsIn, textOf } from './json.ts';
import type { SlackJson } from './protocol.ts';

/** Which people and channels exist. */
export interface Known {
  user(id: string): boolean;
  conversation(id: string): boolean;
}

/** The fields of a choice, or null when the page sent something that cannot be chosen there. */
export type Selection = SlackJson | null;

type Reader = (element: SlackJson, given: SlackJson | undefined, known: Known) => Selection;

/**
 * The state of `element` as Slack reports it, without `type`.
 * @param given what the page sent for it; undefined: untouched, so its initial value holds
 */
export function selectionOf(element: SlackJson, given: SlackJson | undefined, known: Known): Selection {
  const reader = READERS[textOf(element.type)];
  return reader === undefined ? {} : reader(element, given, known);
}

/** True for elements that hold something, so that they appear in `state.values`. */
export function holdsValue(type: string): boolean {
  return type in READERS && type !== 'overflow';
}

/** True when nothing was chosen or typed. */
export function isEmpty(selection: SlackJson): boolean {
  return Object.entries(selection).every(
    ([field, value]) =>
      field === 'timezone' || value === null || value === '' || (Array.isArray(value) && !value.length),
  );
}

const typed: Reader = (element, given) => {
  const value = given === undefined ? (element.initial_value ?? null) : (given.value ?? null);
  if (value === null || value === '') return { value: null };
  return typeof value === 'string' ? { value } : null;
};

const oneOption: Reader = (element, given) => {
  const wanted = given === undefined ? element.initial_option : given.selected_option;
  if (wanted === null || wanted === undefined) return { selected_option: null };
  const option = findOption(element, wanted);
  return option === null ? null : { selected_option: option };
};

const manyOptions: Reader = (element, given) => {
  const wanted = (given === undefined ? element.initial_options : given.selected_options) ?? [];
  if (!Array.isArray(wanted)) return null;
  const options = wanted.map((one) => findOption(element, one));
  return options.includes(null) ? null : { selected_options: options };
};

function one(field: string, initial: string, exists: (known: Known, id: string) => boolean): Reader {
  return (element, given, known) => {
    const wanted = (given === undefined ? element[initial] : given[field]) ?? null;
    if (wanted === null || wanted === '') return { [field]: null };
    return typeof wanted === 'string' && exists(known, wanted) ? { [field]: wanted } : null;
  };
}

function many(field: string, initial: string, exists: (known: Known, id: string) => boolean): Reader {
  return (element, given, known) => {
    const wanted = (given === undefined ? element[initial] : given[field]) ?? [];
    if (!Array.isArray(wanted)) return null;
    return wanted.every((id) => typeof id === 'string' && exists(known, id)) ? { [field]: wanted } : null;
  };
}

const user = (known: Known, id: string): boolean => known.user(id);
const conversation = (known: Known, id: string): boolean => known.conversation(id);
const channel = (known: Known, id: string): boolean => id.startsWith('C') && known.conversation(id);

const time: Reader = (element, given, known) => {
  const picked = one('selected_time', 'initial_time', (_, text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text));
  const selection = picked(element, given, known);
  if (selection === null || typeof element.timezone !== 'string') return selection;
  return { ...selection, timezone: element.timezone };
};

const instant: Reader = (element, given) => {
  const wanted = (given === undefined ? element.initial_date_time : given.selected_date_time) ?? null;
  if (wanted === null) return { selected_date_time: null };
  return Number.isInteger(wanted) ? { selected_date_time: wanted } : null;
};

const richText: Reader = (element, given) => {
  const wanted = (given === undefined ? element.initial_value : given.rich_text_value) ?? null;
  return wanted === null || isObject(wanted) ? { rich_text_value: wanted } : null;
};

const READERS: Record<string, Reader> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  static_select: oneOption,
  radio_buttons: oneOption,
  overflow: oneOption,
  external_select: oneOption,
  multi_static_select: manyOptions,
  multi_external_select: manyOptions,
  checkboxes: manyOptions,
  users_select: one('selected_user', 'initial_user', user),
  multi_users_select: many('selected_users', 'initial_users', user),
  conversations_select: one('selected_conversation', 'initial_conversation', conversation),
  multi_conversations_select: many('selected_conversations', 'initial_conversations', conversation),
  channels_select: one('selected_channel', 'initial_channel', channel),
  multi_channels_select: many('selected_channels', 'initial_channels', channel),
  datepicker: one('selected_date', 'initial_date', (_, text) => isDate(text)),
  timepicker: time,
  datetimepicker: instant,
  rich_text_input: richText,
  file_input: () => ({ files: [] }),
};

/** True for a day of the calendar written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function findOption(element: SlackJson, wanted: unknown): SlackJson | null {
  if (!isObject(wanted)) return null;
  const groups = objectsIn(element.option_groups);
  const options = [...objectsIn(element.options), ...groups.flatMap((group) => objectsIn(group.options))];
  const found = options.find((option) => option.value === wanted.value);
  if (found !== undefined) return found;
  const isInitial = [element.initial_option, ...objectsIn(element.initial_options)].some(
    (initial) => isObject(initial) && initial.value === wanted.value,
  );
  return isInitial ? wanted : null;
}
