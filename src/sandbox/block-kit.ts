/**
 * Says what Slack would not take: Block Kit's limits, which block goes where, and what other checkers miss (too many blocks,
 * inputs without a submit button, ids given twice, a message without a text for notifications). Complaints come in Slack's
 * own style, with a JSON pointer to the spot.
 */
import { anyBlock } from './block-kit-blocks.ts';
import { plainText } from './block-kit-objects.ts';
import {
  all,
  boolean,
  type Complaint,
  list,
  object,
  oneOf,
  type Page,
  type Rule,
  type Surface,
  string,
  whole,
} from './block-kit-rules.ts';
import { isObject, objectsIn, textOf } from './json.ts';

const MESSAGE_BLOCKS_MAX = 50;
const VIEW_BLOCKS_MAX = 100;
const VIEW_BYTES_MAX = 250_000;
/** Slack documents no limit; messages above this were refused with msg_blocks_too_long. */
const MESSAGE_CHARACTERS_MAX = 13_200;
const MESSAGE_TEXT_MAX = 40_000;

/** What is wrong with the blocks and text of a message; other fields are not looked at. */
export function checkMessage(payload: unknown): Complaint[] {
  return judge('message', (page, found) => {
    if (!isObject(payload)) return page.refuse('', 'must provide an object');
    const { blocks, text } = payload;
    if (text !== undefined && text !== null && typeof text !== 'string') page.refuse('/text', 'must provide a string');
    if (textOf(text).length > MESSAGE_TEXT_MAX) {
      page.grumble('/text', `is cut after ${MESSAGE_TEXT_MAX} characters`);
    }
    if (blocks === undefined || blocks === null) return;
    blocksOf(0, MESSAGE_BLOCKS_MAX)(blocks, '/blocks', page);
    if (objectsIn(blocks).length > 0 && textOf(text) === '') {
      page.grumble('/text', 'is missing: notifications and screen readers have nothing to say');
    }
    if (characters(blocks) > MESSAGE_CHARACTERS_MAX) {
      const rule = `must be less than ${MESSAGE_CHARACTERS_MAX + 1} characters in all`;
      found.push({ path: '/blocks', rule, refused: true, code: 'msg_blocks_too_long' });
    }
  });
}

/** What is wrong with a modal. */
export function checkView(view: unknown): Complaint[] {
  return judge('modal', (page, found) => {
    modal(view, '/view', page);
    sizeOf(view, found);
  });
}

/** What is wrong with a home tab. */
export function checkHome(view: unknown): Complaint[] {
  return judge('home', (page, found) => {
    home(view, '/view', page);
    sizeOf(view, found);
  });
}

/** The complaints for which Slack refuses the call. */
export function refusals(complaints: readonly Complaint[]): Complaint[] {
  return complaints.filter((complaint) => complaint.refused);
}

/** One line as Slack puts it into response_metadata.messages. */
export function slackStyle(complaint: Complaint): string {
  return `[${complaint.refused ? 'ERROR' : 'WARN'}] ${complaint.rule} [json-pointer:${complaint.path}]`;
}

const common: Record<string, Rule> = {
  private_metadata: string(3000, 0),
  callback_id: string(255, 0),
  external_id: string(255, 0),
};

const submitForInputs = whole((view, path, page) => {
  const hasInput = objectsIn(view.blocks).some((block) => block.type === 'input');
  if (hasInput && !isObject(view.submit))
    page.refuse(path, 'missing required field: submit (the view has input blocks)');
});

const modal = object(
  { type: oneOf('modal'), title: plainText(24), blocks: blocksOf(1, VIEW_BLOCKS_MAX) },
  { ...common, close: plainText(24), submit: plainText(24), clear_on_close: boolean, notify_on_close: boolean },
  submitForInputs,
);

const home = object({ type: oneOf('home'), blocks: blocksOf(1, VIEW_BLOCKS_MAX) }, common);

function blocksOf(min: number, max: number): Rule {
  return all(list(min, max, anyBlock), distinctBlockIds, oneFocus);
}

function distinctBlockIds(value: unknown, path: string, page: Page): void {
  const seen = new Set<string>();
  const blocks = Array.isArray(value) ? value : [];
  for (const [index, block] of blocks.entries()) {
    const id = isObject(block) ? textOf(block.block_id) : '';
    if (id !== '' && seen.has(id)) page.refuse(`${path}/${index}/block_id`, `\`block_id\` "${id}" already exists`);
    seen.add(id);
  }
}

function oneFocus(value: unknown, path: string, page: Page): void {
  const focused = objectsIn(value).flatMap((block) => [
    ...objectsIn([block.element, block.accessory]),
    ...objectsIn(block.elements),
  ]);
  const count = focused.filter((element) => element.focus_on_load === true).length;
  if (count > 1) page.refuse(path, 'only one element can have focus_on_load');
}

function sizeOf(view: unknown, found: Complaint[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(view ?? null), 'utf8');
  if (bytes <= VIEW_BYTES_MAX) return;
  found.push({
    path: '/view',
    rule: `must be less than ${VIEW_BYTES_MAX + 1} bytes`,
    refused: true,
    code: 'view_too_large',
  });
}

/** How many characters of text stand anywhere in the blocks. */
function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + characters(one), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (name === 'text' && typeof inner === 'string' ? inner.length : characters(inner)),
    0,
  );
}

function judge(surface: Surface, look: (page: Page, found: Complaint[]) => void): Complaint[] {
  const found: Complaint[] = [];
  look(
    {
      surface,
      refuse: (path, rule) => found.push({ path, rule, refused: true }),
      grumble: (path, rule) => found.push({ path, rule, refused: false }),
    },
    found,
  );
  return found;
}
