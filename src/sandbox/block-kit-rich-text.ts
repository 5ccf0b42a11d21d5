/** Block Kit's rich text: sections, lists, quotes and code, down to the mentions and dates in them. */

import { blockId } from './block-kit-objects.ts';
import { anything, boolean, integer, list, object, oneOf, type Rule, string, typed, url } from './block-kit-rules.ts';

type Fields = Record<string, Rule>;

const LONG = 40_000;
const style = object(
  {},
  {
    bold: boolean,
    code: boolean,
    italic: boolean,
    strike: boolean,
    underline: boolean,
    highlight: boolean,
    client_highlight: boolean,
    unlink: boolean,
  },
);

function piece(type: string, required: Fields, optional: Fields = {}): [string, Rule] {
  return [type, object({ type: oneOf(type), ...required }, { style, ...optional })];
}

const PIECES: Record<string, Rule> = Object.fromEntries([
  piece('text', { text: string(LONG) }),
  piece('link', { url: string(3000) }, { text: string(LONG), unsafe: boolean }),
  piece('user', { user_id: string(255) }),
  piece('usergroup', { usergroup_id: string(255) }),
  piece('channel', { channel_id: string(255) }),
  piece('team', { team_id: string(255) }),
  piece('broadcast', { range: oneOf('here', 'channel', 'everyone') }),
  piece('emoji', { name: string(255) }, { unicode: string(255), url: url(3000), skin_tone: anything }),
  piece('color', { value: string(255) }),
  piece(
    'date',
    { timestamp: integer(0, 99_999_999_999), format: string(1000) },
    { url: url(3000), fallback: string(1000) },
  ),
]);

const pieces = list(
  0,
  10_000,
  typed(() => PIECES),
);
const codePieces = list(
  0,
  10_000,
  typed(() => PIECES, ['text', 'link']),
);
const border: Fields = { border: oneOf(0, 1) };
const section = object({ type: oneOf('rich_text_section'), elements: pieces });

const PARTS: Record<string, Rule> = {
  rich_text_section: section,
  rich_text_list: object(
    { type: oneOf('rich_text_list'), elements: list(0, 10_000, section), style: oneOf('bullet', 'ordered') },
    { indent: integer(0, 8), offset: integer(0, 100_000), ...border },
  ),
  rich_text_quote: object({ type: oneOf('rich_text_quote'), elements: pieces }, border),
  rich_text_preformatted: object(
    { type: oneOf('rich_text_preformatted'), elements: codePieces },
    { language: string(255), ...border },
  ),
};

/** A rich_text block. */
export const richText: Rule = object(
  {
    type: oneOf('rich_text'),
    elements: list(
      1,
      10_000,
      typed(() => PARTS),
    ),
  },
  { block_id: blockId },
);
