/** Draws buttons. Slack refuses two equal action_ids side by side, so each gets a number of its own behind its action. */
import type { ActionsBlock, ConfirmationDialog, Button as SlackButton } from '@slack/types';
import type { Button } from '../../views/view.ts';
import { chunks } from './chunks.ts';
import { limits } from './limits.ts';
import type { Drawing } from './render-line.ts';
import { plain, whole } from './text.ts';

/**
 * The button.
 * @throws RangeError when its action or value is longer than Slack carries
 */
export function drawButton(button: Button, drawing: Drawing): SlackButton {
  const name = `The button "${button.label}"`;
  return {
    type: 'button',
    action_id: whole(`${button.action}:${drawing.next()}`, limits.id, name),
    text: plain(button.label, limits.buttonLabel),
    ...(button.value === '' ? {} : { value: whole(button.value, limits.buttonValue, name) }),
    ...(button.style ? { style: button.style } : {}),
    ...(button.says ? { accessibility_label: plain(button.says, limits.buttonLabel).text } : {}),
    ...(button.confirm ? { confirm: drawConfirm(button.confirm, button.style) } : {}),
  };
}

/** What was pressed: the action without the number that `drawButton` put behind it. */
export function actionOf(actionId: string): string {
  return actionId.replace(/:\d+$/, '');
}

/** The buttons in rows, as many rows as Slack's limit of a row asks for. */
export function drawButtons(buttons: readonly Button[], drawing: Drawing): ActionsBlock[] {
  return chunks(buttons, limits.buttons).map((row) => ({
    type: 'actions',
    block_id: `row:${drawing.next()}`,
    elements: row.map((button) => drawButton(button, drawing)),
  }));
}

function drawConfirm(confirm: NonNullable<Button['confirm']>, style: Button['style']): ConfirmationDialog {
  return {
    title: plain(confirm.title, limits.confirmTitle),
    text: plain(confirm.text, limits.confirmText),
    confirm: plain(confirm.yes, limits.confirmButton),
    deny: plain(confirm.no, limits.confirmButton),
    ...(style ? { style } : {}),
  };
}
