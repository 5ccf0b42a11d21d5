/** Block Kit's blocks: what each may hold, its limits, and on which surfaces Slack takes it. */
import { ELEMENTS } from './block-kit-elements.ts';
import { anyText, blockId, imageElement, imageFields, mrkdwn, plainText } from './block-kit-objects.ts';
import { richText } from './block-kit-rich-text.ts';
import {
  anyOf,
  boolean,
  integer,
  list,
  object,
  oneOf,
  type Rule,
  type Surface,
  string,
  typed,
  url,
  whole,
} from './block-kit-rules.ts';
import { isObject, textOf } from './json.ts';

type Fields = Record<string, Rule>;

const SELECTS = ['users', 'static', 'conversations', 'channels', 'external'].flatMap((kind) => [
  `${kind}_select`,
  `multi_${kind}_select`,
]);
const PICKERS = ['checkboxes', 'datepicker', 'radio_buttons', 'timepicker', ...SELECTS];
const IN_ACTIONS = ['button', 'datetimepicker', 'overflow', 'rich_text_input', 'workflow_button', ...PICKERS];
const IN_SECTION = ['button', 'image', 'overflow', 'workflow_button', ...PICKERS];
const TYPED = ['email_text_input', 'number_input', 'plain_text_input', 'rich_text_input', 'url_text_input'];
const IN_INPUT = ['datetimepicker', 'file_input', ...TYPED, ...PICKERS];
const IN_CONTAINER = [
  ...['actions', 'context', 'divider', 'file', 'header', 'image', 'input'],
  ...['rich_text', 'section', 'table', 'video'],
];

/** Blocks that Slack does not take everywhere. */
const SURFACES: Record<string, readonly Surface[]> = {
  alert: ['modal'],
  card: ['modal', 'message', 'home'],
  carousel: ['message', 'home'],
  container: ['message'],
  input: ['modal', 'home'],
};

function elementOf(allowed: readonly string[]): Rule {
  return typed(() => ELEMENTS, allowed);
}

function block(type: string, required: Fields, optional: Fields = {}, ...more: Rule[]): [string, Rule] {
  const surfaces = SURFACES[type];
  const rule = object({ type: oneOf(type), ...required }, { block_id: blockId, ...optional }, ...more);
  if (surfaces === undefined) return [type, rule];
  return [
    type,
    (value, path, page) => {
      if (surfaces.includes(page.surface)) return rule(value, path, page);
      page.refuse(`${path}/type`, `${type} blocks are not supported in a ${page.surface}`);
    },
  ];
}

/** Buttons of one block must be told apart. */
const distinctActions = whole((value, path, page) => {
  const seen = new Set<string>();
  const elements = Array.isArray(value.elements) ? value.elements : [];
  for (const [index, element] of elements.entries()) {
    const id = isObject(element) ? textOf(element.action_id) : '';
    if (id !== '' && seen.has(id)) {
      page.refuse(`${path}/elements/${index}/action_id`, `\`action_id\` "${id}" already exists in this block`);
    }
    seen.add(id);
  }
});

const cell: Rule = typed(() => ({
  rich_text: richText,
  raw_text: object({ type: oneOf('raw_text'), text: string(12_000) }),
  raw_number: object({ type: oneOf('raw_number'), value: isNumber, text: string(12_000) }),
}));

const isNumber: Rule = (value, path, page) => {
  if (typeof value !== 'number') page.refuse(path, 'must be a number');
};

const DATA_TABLE_CONTENT_MAX = 20_000;

const dataTableContent = whole((value, path, page) => {
  const rows = Array.isArray(value.rows) ? value.rows.flat() : [];
  const length = rows.reduce((sum: number, one) => sum + (isObject(one) ? textOf(one.text).length : 0), 0);
  if (length > DATA_TABLE_CONTENT_MAX) {
    page.refuse(`${path}/rows`, `must be less than ${DATA_TABLE_CONTENT_MAX + 1} characters in all`);
  }
});

const columnSettings = object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: boolean });
const source = object({ type: oneOf('url'), url: url(3000), text: string(3000) });
const taskCard = block(
  'task_card',
  { task_id: string(255), title: string(3000), status: oneOf('pending', 'in_progress', 'complete', 'error') },
  { details: richText, output: richText, sources: list(0, 100, source) },
);

const BLOCKS: Record<string, Rule> = Object.fromEntries([
  block(
    'section',
    {},
    {
      text: anyText(3000),
      fields: list(1, 10, anyText(2000)),
      accessory: elementOf(IN_SECTION),
      expand: boolean,
    },
    anyOf('text', 'fields'),
  ),
  block('header', { text: plainText(150) }, { level: integer(1, 4) }),
  block('divider', {}),
  block('context', { elements: list(1, 10, contextElement()) }),
  block('actions', { elements: list(1, 25, elementOf(IN_ACTIONS)) }, {}, distinctActions),
  block(
    'context_actions',
    { elements: list(1, 5, elementOf(['feedback_buttons', 'icon_button'])) },
    {},
    distinctActions,
  ),
  block('image', imageFields.required, { ...imageFields.optional, title: plainText(2000) }, imageFields.source),
  block(
    'input',
    { label: plainText(2000), element: elementOf(IN_INPUT) },
    {
      hint: plainText(2000),
      optional: boolean,
      dispatch_action: boolean,
    },
  ),
  block('markdown', { text: string(12_000) }),
  ['rich_text', richText],
  block('alert', { text: anyText(200) }, { level: oneOf('default', 'info', 'warning', 'error', 'success') }),
  block(
    'card',
    {},
    {
      hero_image: imageElement,
      icon: imageElement,
      title: mrkdwn(150),
      subtitle: mrkdwn(150),
      body: mrkdwn(200),
      subtext: mrkdwn(200),
      actions: list(1, 3, elementOf(['button'])),
    },
    anyOf('hero_image', 'title', 'actions', 'body'),
  ),
  block('carousel', {
    elements: list(
      1,
      10,
      typed(() => BLOCKS, ['card']),
    ),
  }),
  block(
    'container',
    {
      child_blocks: list(
        1,
        10,
        typed(() => BLOCKS, IN_CONTAINER),
      ),
    },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: boolean,
      default_collapsed: boolean,
      has_header_divider: boolean,
    },
    anyOf('title', 'rich_text_title'),
  ),
  block('table', { rows: list(1, 100, list(1, 20, cell)) }, { column_settings: list(0, 20, columnSettings) }),
  block(
    'data_table',
    { rows: list(2, 201, list(1, 20, cell)), caption: string(3000) },
    {
      page_size: integer(1, 100),
      row_header_column_index: integer(0, 19),
    },
    dataTableContent,
  ),
  block('file', { source: oneOf('remote'), external_id: string(255) }),
  block(
    'video',
    {
      video_url: url(3000),
      thumbnail_url: url(3000),
      alt_text: string(200),
      title: plainText(200),
    },
    {
      title_url: url(3000),
      author_name: string(50),
      provider_name: string(50),
      provider_icon_url: url(3000),
      description: plainText(200),
    },
  ),
  taskCard,
  block('plan', { title: string(3000) }, { tasks: list(0, 50, taskCard[1]) }),
]);

function contextElement(): Rule {
  return typed(() => ({ image: imageElement, ...CONTEXT_TEXTS }));
}

const CONTEXT_TEXTS: Record<string, Rule> = { plain_text: anyText(3000), mrkdwn: anyText(3000) };

/** Any block, judged for the surface of the page. */
export const anyBlock: Rule = typed(() => BLOCKS);
