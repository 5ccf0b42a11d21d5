/** Shows a dialog again as it was sent, with everything that was typed, and says what was wrong. */

import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { FieldErrors } from '../../scheduling/intake.ts';
import { limits } from './limits.ts';
import { drawError, said } from './render-field.ts';
import { plain } from './text.ts';

type SlackBlock = ViewOutput['blocks'][number];
type InputBlock = Extract<SlackBlock, { type: 'input'; element: unknown }>;
type Value = ViewOutput['state']['values'][string][string];

/** Errors that Slack can show at a question, and the others as one text. Slack knows only questions of the view. */
export function placeErrors(view: ViewOutput, errors: FieldErrors): { at: Record<string, string>; other: string[] } {
  const keys = new Set(view.blocks.filter(isInput).map((block) => block.block_id));
  const entries = Object.entries(errors);
  return {
    at: Object.fromEntries(entries.filter(([key]) => keys.has(key)).map(([key, text]) => [key, short(text)])),
    other: entries.filter(([key]) => !keys.has(key)).map(([, text]) => text),
  };
}

/**
 * The dialog with its answers, a notice on top and errors below their questions.
 * @param notice empty for none
 */
export function formAgain(view: ViewOutput, notice: string, errors: FieldErrors = {}): ModalView {
  const { at, other } = placeErrors(view, errors);
  const top = [notice, ...other].filter((text) => text !== '').join('\n');
  const blocks = view.blocks
    .filter((block) => !block.block_id?.startsWith(said))
    .flatMap((block) => (isInput(block) ? [withAnswer(block, view), ...errorBelow(block, at)] : [block]));
  return {
    type: 'modal',
    callback_id: view.callback_id,
    private_metadata: view.private_metadata,
    title: plain(view.title.text, limits.title),
    ...(view.submit ? { submit: plain(view.submit.text, limits.title) } : {}),
    ...(view.close ? { close: plain(view.close.text, limits.title) } : {}),
    blocks: [...(top === '' ? [] : [drawError('notice', top)]), ...blocks].slice(0, limits.viewBlocks),
  };
}

function isInput(block: SlackBlock): block is InputBlock {
  return block.type === 'input' && 'element' in block;
}

function errorBelow(block: InputBlock, at: Record<string, string>): SlackBlock[] {
  const text = at[block.block_id ?? ''];
  return text === undefined ? [] : [drawError(block.block_id ?? '', text)];
}

function short(text: string): string {
  return plain(text, 300).text;
}

function withAnswer(block: InputBlock, view: ViewOutput): SlackBlock {
  const value: Value | undefined = view.state.values[block.block_id ?? '']?.[block.element.action_id ?? ''];
  return value === undefined ? block : { ...block, element: { ...block.element, ...initialOf(value) } };
}

/** What Slack wants in the element for an answer. An answer that was taken back is taken out: undefined is not sent. */
function initialOf(value: Value): object {
  switch (value.type) {
    case 'datepicker':
      return { initial_date: value.selected_date ?? undefined };
    case 'timepicker':
      return { initial_time: value.selected_time ?? undefined };
    case 'users_select':
      return { initial_user: value.selected_user ?? undefined };
    case 'static_select':
    case 'radio_buttons':
      return { initial_option: value.selected_option ?? undefined };
    case 'checkboxes':
    case 'multi_static_select':
      return { initial_options: value.selected_options?.length ? value.selected_options : undefined };
    default:
      return { initial_value: value.value ?? undefined };
  }
}
