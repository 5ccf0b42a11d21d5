/** Short ways to have one block judged, and to say what broke. */
import { checkHome, checkMessage, checkView, refusals, slackStyle } from '../../src/sandbox/block-kit.ts';
import type { Complaint } from '../../src/sandbox/block-kit-rules.ts';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { actions, form, plain } from './shapes.ts';

/** A payload that breaks one rule, and where Slack would point. */
export type Case = [name: string, complaints: Complaint[], line: string];

export const x = (count: number) => 'x'.repeat(count);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
export const option = (n: number, more: SlackJson = {}) => ({ text: plain(`Option ${n}`), value: String(n), ...more });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
export const image = { type: 'image', image_url: 'https://a.test/i.png', alt_text: 'An image' };
export const select = (more: SlackJson) => actions('b', { type: 'static_select', action_id: 'a', ...more });
export const inModal = (block: SlackJson) => checkView(form([block]));
export const inMessage = (block: SlackJson) => checkMessage({ text: 'x', blocks: [block] });
export const inHome = (block: SlackJson) => checkHome({ type: 'home', blocks: [block] });

/** The refusals, as Slack words them. */
export const lines = (complaints: Complaint[]): string[] => refusals(complaints).map(slackStyle);
