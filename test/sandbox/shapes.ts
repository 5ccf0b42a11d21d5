/** Small blocks and views to send about. */
import type { SlackJson } from '../../src/sandbox/protocol.ts';

export const plain = (text: string): SlackJson => ({ type: 'plain_text', text });

export const button = (actionId: string, more: SlackJson = {}): SlackJson => ({
  type: 'button',
  action_id: actionId,
  text: plain('Press'),
  value: '7',
  ...more,
});

export const actions = (blockId: string, ...elements: SlackJson[]): SlackJson => ({
  type: 'actions',
  block_id: blockId,
  elements,
});

export const section = (text: string): SlackJson => ({ type: 'section', text: plain(text) });

export const input = (blockId: string, element: SlackJson, more: SlackJson = {}): SlackJson => ({
  type: 'input',
  block_id: blockId,
  label: plain('Question'),
  element: { action_id: 'it', ...element },
  ...more,
});

export const form = (blocks: SlackJson[], more: SlackJson = {}): SlackJson => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks,
  ...more,
});

export const typed = (value: string, type = 'plain_text_input'): SlackJson => ({ type, value });
