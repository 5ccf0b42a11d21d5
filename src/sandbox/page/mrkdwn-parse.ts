/**
 * Slack's mrkdwn as a tree. Only the tree is made here; drawing it is `mrkdwn.tsx`. What is not markup stays text, so
 * nothing that a person typed can become more than what Slack itself would make of it.
 */
import { emojiOf } from './emoji.ts';

export type Mark = 'bold' | 'italic' | 'strike';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'mark'; mark: Mark; inner: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'emoji'; name: string; character: string }
  | { kind: 'link'; url: string; inner: Inline[] }
  | { kind: 'person'; id: string; label: string }
  | { kind: 'channel'; id: string; label: string }
  | { kind: 'broadcast'; label: string }
  | { kind: 'date'; at: number; template: string; url: string; fallback: string };

export type Piece =
  | { kind: 'line'; inner: Inline[] }
  | { kind: 'quote'; inner: Inline[] }
  | { kind: 'pre'; text: string };

const MARKS: Readonly<Record<string, Mark>> = { '*': 'bold', _: 'italic', '~': 'strike' };

/** Schemes that a click may follow; anything else, such as `javascript:`, is shown as text. */
const SAFE_URL = /^(https?:\/\/|mailto:|tel:)/i;

/** `&amp;`, `&lt;` and `&gt;` back to what they stand for; Slack escapes nothing else. */
export function decode(escaped: string): string {
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export function isSafeUrl(url: string): boolean {
  return SAFE_URL.test(url);
}

/** The whole of a mrkdwn text: runs of lines, quotes and preformatted pieces. */
export function parseMrkdwn(source: string): Piece[] {
  const pieces: Piece[] = [];
  const parts = source.split('```');
  for (const [index, part] of parts.entries()) {
    // An odd part stands between two fences; the last one without a closing fence is text after all.
    const open = index % 2 === 1;
    const fenced = open && index < parts.length - 1;
    const beforeFence = !open && index + 2 < parts.length;
    if (fenced) pieces.push({ kind: 'pre', text: decode(part.replace(/^\n|\n$/g, '')) });
    else {
      // A fence stands on lines of its own: the breaks around it are not lines of text.
      const unbroken = beforeFence ? part.replace(/\n$/, '') : part;
      pieces.push(...parseLines(open ? `\`\`\`${part}` : unbroken, index > 1));
    }
  }
  return pieces;
}

function parseLines(source: string, afterPre: boolean): Piece[] {
  const trimmed = afterPre ? source.replace(/^\n/, '') : source;
  if (trimmed === '') return [];
  const pieces: Piece[] = [];
  for (const line of trimmed.split('\n')) {
    const quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
    const kind = quote === null ? 'line' : 'quote';
    const inner = parseInline(quote?.[1] ?? line);
    const last = pieces.at(-1);
    if (last !== undefined && last.kind === kind) last.inner.push({ kind: 'break' }, ...inner);
    else pieces.push({ kind, inner });
  }
  return pieces;
}

const TOKEN =
  /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\5(?![\p{L}\p{N}])/u;

/** One line's markup. */
export function parseInline(source: string): Inline[] {
  const found: Inline[] = [];
  let rest = source;
  let before = '';
  const flush = () => {
    if (before !== '') found.push({ kind: 'text', text: decode(before) });
    before = '';
  };
  for (let match = TOKEN.exec(rest); match !== null; match = TOKEN.exec(rest)) {
    const inline = readToken(match);
    before += rest.slice(0, match.index);
    if (inline === null) before += match[0];
    else {
      flush();
      found.push(inline);
    }
    rest = rest.slice(match.index + match[0].length);
  }
  before += rest;
  flush();
  return found;
}

function readToken(match: RegExpExecArray): Inline | null {
  const [, code, angle, emoji, url, mark, marked] = match;
  if (code !== undefined) return { kind: 'code', text: decode(code) };
  if (angle !== undefined) return readAngle(angle);
  if (url !== undefined) return { kind: 'link', url: decode(url), inner: [{ kind: 'text', text: decode(url) }] };
  if (emoji !== undefined) {
    const character = emojiOf(emoji);
    return character === null ? null : { kind: 'emoji', name: emoji, character };
  }
  const kind = MARKS[mark ?? ''];
  return kind === undefined ? null : { kind: 'mark', mark: kind, inner: parseInline(marked ?? '') };
}

function readAngle(body: string): Inline | null {
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? '' : decode(body.slice(bar + 1));
  if (/^@[UWB][A-Z0-9]*$/.test(target)) return { kind: 'person', id: target.slice(1), label };
  if (/^#[CDG][A-Z0-9]*$/.test(target)) return { kind: 'channel', id: target.slice(1), label };
  const date = /^!date\^(-?\d+)\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date !== null) {
    const url = decode(date[3] ?? '');
    return { kind: 'date', at: Number(date[1]) * 1000, template: date[2] ?? '', url, fallback: label };
  }
  const broadcast = /^!(channel|here|everyone)$/.exec(target);
  if (broadcast !== null) return { kind: 'broadcast', label: `@${broadcast[1]}` };
  if (/^!subteam\^/.test(target)) return { kind: 'broadcast', label: label === '' ? '@group' : label };
  const url = decode(target);
  if (!isSafeUrl(url)) return null;
  const shown =
    bar < 0 ? [{ kind: 'text' as const, text: url.replace(/^mailto:/, '') }] : parseLabel(body.slice(bar + 1));
  return { kind: 'link', url, inner: shown };
}

/** A link's label may be bold or hold an emoji, but never another link. */
function parseLabel(label: string): Inline[] {
  return parseInline(label).map((inline) => (inline.kind === 'link' ? { kind: 'text', text: inline.url } : inline));
}
