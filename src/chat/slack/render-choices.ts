/** Draws what is chosen from: menus, checkboxes, yes or no, and time zones. */
import type { Checkboxes, MultiStaticSelect, PlainTextOption, RadioButtons, StaticSelect } from '@slack/types';
import { splitValues } from '../../scheduling/question.ts';
import type { Field } from '../../views/view.ts';
import { chunks } from './chunks.ts';
import { limits } from './limits.ts';
import { plain, whole } from './text.ts';
import { zoneGroups } from './zones.ts';

/** A menu of one choice. */
export function drawChoices(field: Field): StaticSelect {
  const options = optionsOf(field);
  return { type: 'static_select', ...offered(options), ...initial(options, field.value) };
}

/** Several choices: in the open where Slack can show them so, else a menu. */
export function drawManyChoices(field: Field): Checkboxes | MultiStaticSelect {
  const options = optionsOf(field);
  const wanted = new Set(splitValues(field.value ?? ''));
  const chosen = options.filter((option) => wanted.has(option.value ?? ''));
  const initially = chosen.length === 0 ? {} : { initial_options: chosen };
  return options.length <= limits.checkboxes
    ? { type: 'checkboxes', options, ...initially }
    : { type: 'multi_static_select', ...offered(options), ...initially };
}

/** Yes or no, both in the open. */
export function drawYesNo(field: Field): RadioButtons {
  const options = [drawOption('Yes', 'yes'), drawOption('No', 'no')];
  return { type: 'radio_buttons', options, ...initial(options, field.value) };
}

/** A menu of time zones, by region. */
export function drawZones(field: Field): StaticSelect {
  const groups = zoneGroups(field.value || undefined).map((group) => ({
    label: plain(group.label, limits.optionText),
    options: group.zones.map(({ zone, label }) => drawOption(label, zone)),
  }));
  const options = groups.flatMap((group) => group.options);
  return { type: 'static_select', option_groups: groups, ...initial(options, field.value) };
}

function optionsOf(field: Field): PlainTextOption[] {
  const options = (field.choices ?? []).map((choice) => drawOption(choice.label, choice.value));
  if (options.length === 0) throw new RangeError(`The question "${field.key}" has nothing to choose from.`);
  return options;
}

/** A list of Slack holds a hundred options; more are shown in groups. */
function offered(options: PlainTextOption[]): Pick<StaticSelect, 'options' | 'option_groups'> {
  if (options.length <= limits.options) return { options };
  const groups = chunks(options, limits.options).map((group, index) => ({
    label: plain(`${index * limits.options + 1} to ${index * limits.options + group.length}`, limits.optionText),
    options: group,
  }));
  return { option_groups: groups };
}

function drawOption(label: string, value: string): PlainTextOption {
  return { text: plain(label, limits.optionText), value: whole(value, limits.optionValue, `The choice "${label}"`) };
}

/** Slack wants the initial option to equal one of the options to the letter. */
function initial(options: readonly PlainTextOption[], value: string | undefined): { initial_option?: PlainTextOption } {
  const option = options.find((candidate) => candidate.value === value);
  return option ? { initial_option: option } : {};
}
