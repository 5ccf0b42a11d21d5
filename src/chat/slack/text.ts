/**
 * Text on its way to Slack: cleaned, cut to length and made harmless. All escaping of the adapter is here, so that what
 * a person typed can never become a mention, a link or markup, and no cut ever splits a character or an escape.
 */
import type { PlainTextElement } from '@slack/types';

const ellipsis = '…';

/** Slack refuses empty texts; this stands where there is nothing to say. */
export const nothing = '—';

/**
 * Takes out what cannot be shown or would disturb its surroundings: control characters, half characters (a form-encoded
 * request cannot carry them) and the marks that turn the reading direction of everything after them.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** The text on one line, without space around it. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/** At most `limit` UTF-16 units of `text`, with an ellipsis when something was left out. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : joinWithin(text, limit);
}

/** A plain_text object, which Slack never reads as markup. */
export function plain(text: string, limit: number): PlainTextElement {
  const shown = cut(clean(text).trim(), limit);
  return { type: 'plain_text', text: shown === '' ? nothing : shown, emoji: false };
}

/** What Slack would read as formatting, each with a character that only looks like it. */
const lookAlikes: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ', ':': '∶', '>': '›' };
const look = (character: string): string => lookAlikes[character] ?? character;

/**
 * Takes the force out of mrkdwn that escaping does not reach: bold, strike, code, italics at the edge of a word (an
 * address such as ann_lee@example.com stays as it is), emoji names, and quotes at the start of a line.
 */
function disarm(text: string): string {
  return text
    .replace(/[*~`]/g, look)
    .replace(/(?<![\p{L}\p{N}])_(?=\S)/gu, look)
    .replace(/(?<!\d):(?=[\w+'-]+:)|:(?=[\w+'-]*[a-z+][\w+'-]*:)/gi, look)
    .replace(/^(\s*)>/gm, (_whole, space: string) => `${space}${look('>')}`);
}

/** Slack's three escapes; every other character stands for itself. */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The text as mrkdwn that shows exactly itself, at most `limit` UTF-16 units long after escaping. */
export function literal(text: string, limit: number): string {
  return joinWithin(disarm(clean(text)), limit, (character) => escapes[character] ?? character);
}

/** Joins whole characters up to `limit`; when they do not all fit, as many as leave room for the ellipsis. */
function joinWithin(characters: Iterable<string>, limit: number, write = (character: string) => character): string {
  let all = '';
  let room = '';
  for (const character of characters) {
    all += write(character);
    if (all.length > limit) return limit < ellipsis.length ? '' : `${room.trimEnd()}${ellipsis}`;
    if (all.length <= limit - ellipsis.length) room = all;
  }
  return all;
}

/**
 * Something that comes back to the desk unchanged and therefore must never be cut.
 * @throws RangeError when it is longer than Slack carries: a mistake of ours, not of the person
 */
export function whole(text: string, limit: number, what: string): string {
  if (text.length > limit) throw new RangeError(`${what} has ${text.length} characters; Slack carries ${limit}.`);
  return text;
}
