/** Draws any element by its type, in an input block or outside of one. An unknown type shows as a box that names it. */
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type SlackJson, text, words } from '../json.ts';
import { changeAction, useSurface } from '../surface.tsx';
import { actionId, dispatchesOn, stateOf, valueIn } from '../values.ts';
import { Button, Overflow } from './button.tsx';
import { Checkboxes, Radios } from './choices.tsx';
import type { ControlProps } from './control.ts';
import { DatePicker, DateTimePicker, TimePicker } from './pickers.tsx';
import { IdSelect, MultiStaticSelect, StaticSelect } from './select.tsx';
import { TextInput } from './text-input.tsx';

const CONTROLS: Readonly<Record<string, ComponentType<ControlProps>>> = {
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  static_select: StaticSelect,
  multi_static_select: MultiStaticSelect,
  users_select: IdSelect,
  multi_users_select: IdSelect,
  conversations_select: IdSelect,
  multi_conversations_select: IdSelect,
  channels_select: IdSelect,
  multi_channels_select: IdSelect,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  radio_buttons: Radios,
  checkboxes: Checkboxes,
};

/** Rest between the last key and telling the app, for inputs that speak with each character, in ms. */
const TYPING_PAUSE = 300;

/** What an input block adds to its element. */
export interface InInput {
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  /** The block has `dispatch_action`. */
  dispatches: boolean;
}

export interface ElementProps {
  element: SlackJson;
  block: string;
  /** Its place in its block. */
  index?: number;
  input?: InInput;
  /** The words beside it, for an accessory that has no label of its own. */
  beside?: string;
}

export function Element({ element, block, index = 0, input, beside }: ElementProps) {
  const surface = useSurface();
  const type = text(element, 'type');
  const action = actionId(element, index);
  const typing = useRef(0);
  useEffect(() => () => window.clearTimeout(typing.current), []);

  if (type === 'button') return <Button element={element} block={block} action={action} />;
  if (type === 'overflow') return <Overflow element={element} block={block} action={action} />;
  if (type === 'image') return <Picture element={element} />;
  const Control = CONTROLS[type];
  if (Control === undefined) return <Unknown what={`Element “${type}”`} />;

  const isText = Control === TextInput;
  const tell = (value: unknown) => {
    const change = { block, action, state: stateOf(element, value) };
    surface.press(element, changeAction(element, block, action, value), change);
  };
  const onChange = (value: unknown) => {
    if (input !== undefined && !input.dispatches) return surface.set(block, action, stateOf(element, value));
    if (!isText) return tell(value);
    surface.set(block, action, stateOf(element, value));
    if (!dispatchesOn(element).includes('on_character_entered')) return;
    window.clearTimeout(typing.current);
    typing.current = window.setTimeout(() => tell(value), TYPING_PAUSE);
  };
  const value = valueIn(surface.values[block]?.[action]);
  const onEnter = () => {
    const speaks = (input === undefined || input.dispatches) && dispatchesOn(element).includes('on_enter_pressed');
    if (speaks) tell(value);
    return speaks;
  };
  return (
    <Control
      element={element}
      id={controlId(surface.id, block, action)}
      labelledBy={input?.labelId}
      label={
        input === undefined ? [words(element, 'placeholder'), beside].filter(Boolean).join(', ') || type : undefined
      }
      describedBy={input?.describedBy}
      invalid={input?.invalid ?? false}
      required={input?.required ?? false}
      value={value}
      onChange={onChange}
      onEnter={onEnter}
    />
  );
}

/** The id of the part of a control that takes the focus. */
export function controlId(surface: string, block: string, action: string): string {
  return `${surface}--${block}--${action}`;
}

export function Picture({ element }: { element: SlackJson }) {
  return (
    <img
      class="picture"
      src={text(element, 'image_url')}
      alt={text(element, 'alt_text')}
      referrerpolicy="no-referrer"
    />
  );
}

export function Unknown({ what }: { what: string }) {
  return <div class="unknown">{what} is not drawn in this workspace.</div>;
}
