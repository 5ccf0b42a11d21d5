/** Menus of options, people and channels. Up to ten options use the browser's own menu, more get a box to search in. */
import { Avatar } from '../avatar.tsx';
import { children, isJson, number, type SlackJson, text, words } from '../json.ts';
import { type Reader, useReader } from '../reader.tsx';
import { optionsOf } from '../values.ts';
import { type Choice, Combobox } from './combobox.tsx';
import { ariaOf, type ControlProps } from './control.ts';

const SEARCH_ABOVE = 10;

/** `static_select`, and `external_select` with the options it was given. */
export function StaticSelect(props: ControlProps) {
  const { element, id, value, required, onChange } = props;
  const options = optionsOf(element);
  const chosen = isJson(value) ? text(value, 'value') : '';
  const find = (key: string | undefined) => options.find((option) => text(option, 'value') === key) ?? null;
  if (options.length > SEARCH_ABOVE) {
    return (
      <Combobox
        id={id}
        choices={choicesOf(element)}
        picked={chosen === '' ? [] : [chosen]}
        many={false}
        most={null}
        clearable={!required}
        placeholder={words(element, 'placeholder') || 'Choose one'}
        aria={ariaOf(props)}
        onPick={([key]) => onChange(find(key))}
      />
    );
  }
  return (
    <select
      {...ariaOf(props)}
      id={id}
      class={chosen === '' ? 'select select-empty' : 'select'}
      value={chosen}
      onChange={(event) => onChange(find(event.currentTarget.value))}
    >
      {(chosen === '' || !required) && <option value="">{words(element, 'placeholder') || 'Choose one'}</option>}
      {children(element, 'options').map((option) => (
        <NativeOption key={text(option, 'value')} option={option} />
      ))}
      {children(element, 'option_groups').map((group, index) => (
        <optgroup key={index} label={words(group, 'label')}>
          {children(group, 'options').map((option) => (
            <NativeOption key={text(option, 'value')} option={option} />
          ))}
        </optgroup>
      ))}
    </select>
  );
}

function NativeOption({ option }: { option: SlackJson }) {
  return <option value={text(option, 'value')}>{words(option, 'text')}</option>;
}

export function MultiStaticSelect(props: ControlProps) {
  const { element, id, value, onChange } = props;
  const options = optionsOf(element);
  return (
    <Combobox
      id={id}
      choices={choicesOf(element)}
      picked={Array.isArray(value) ? value.filter(isJson).map((option) => text(option, 'value')) : []}
      many={true}
      most={number(element, 'max_selected_items')}
      clearable={false}
      placeholder={words(element, 'placeholder') || 'Choose'}
      aria={ariaOf(props)}
      onPick={(keys) => onChange(options.filter((option) => keys.includes(text(option, 'value'))))}
    />
  );
}

/** Selects whose values are ids: people, channels, or both. */
export function IdSelect(props: ControlProps) {
  const { element, id, value, required, onChange } = props;
  const reader = useReader();
  const type = text(element, 'type');
  const many = type.startsWith('multi_');
  const picked = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value === null ? [] : [value];
  return (
    <Combobox
      id={id}
      choices={type.endsWith('users_select') ? people(reader) : places(reader, type)}
      picked={picked.filter((one) => typeof one === 'string')}
      many={many}
      most={number(element, 'max_selected_items')}
      clearable={!required}
      placeholder={
        words(element, 'placeholder') || (type.endsWith('users_select') ? 'Choose a person' : 'Choose a channel')
      }
      aria={ariaOf(props)}
      onPick={(keys) => onChange(many ? keys : (keys[0] ?? null))}
    />
  );
}

function choicesOf(element: SlackJson): Choice[] {
  const grouped = children(element, 'option_groups').flatMap((group) =>
    children(group, 'options').map((option) => choiceOf(option, words(group, 'label'))),
  );
  return [...children(element, 'options').map((option) => choiceOf(option)), ...grouped];
}

function choiceOf(option: SlackJson, group?: string): Choice {
  const choice = { key: text(option, 'value'), label: words(option, 'text'), detail: words(option, 'description') };
  return group === undefined ? choice : { ...choice, group };
}

function people(reader: Reader): Choice[] {
  return reader.snapshot.people
    .filter((person) => !person.bot)
    .map((person) => ({
      key: person.id,
      label: person.name,
      detail: person.title,
      picture: <Avatar user={person.id} size="small" />,
    }));
}

function places(reader: Reader, type: string): Choice[] {
  const all = reader.snapshot.channels.filter(
    (channel) => channel.kind === 'channel' || type.endsWith('conversations_select'),
  );
  return all.map((channel) => ({
    key: channel.id,
    label: channel.kind === 'channel' ? `#${channel.name}` : channel.name,
  }));
}
