/** Short replies, worded once. */
import type { PressedOn, Reply } from '../chat/chat.ts';
import { messageScreen } from '../views/booked.ts';
import { sentence } from '../views/help.ts';

/** A sentence that only the person sees. */
export const whisper = (text: string): Reply => ({ kind: 'whisper', card: sentence(text) });

/** A dialog that only says something. */
export const screenSaying = (title: string, text: string): Reply => ({
  kind: 'screen',
  screen: messageScreen(title, text),
});

/** A sentence where the person looks: in the dialog that is open, or beside the card. */
export function saidOn(on: PressedOn, title: string, text: string): Reply {
  return on === 'screen' ? screenSaying(title, text) : whisper(text);
}

/** To somebody whom the desk does not know. */
export const stranger = whisper(
  'Slotdesk does not know you in this workspace yet. Ask whoever installed it to check the connection.',
);

/** A form of an earlier day, or an altered one. */
export const outdatedForm = screenSaying('Not sent', 'This form is out of date. Close it and start again.');

/** A button of an earlier day, or an altered one. */
export function outdated(on: PressedOn): Reply {
  return saidOn(on, 'Out of date', 'This button is out of date. Type /schedule mine to see how things stand.');
}
