/** One of each block, with every field it may have, and the surfaces that take it. */
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { button, plain, section } from './shapes.ts';

type Surface = 'message' | 'modal' | 'home';
const anywhere: Surface[] = ['message', 'modal', 'home'];

const mrkdwn = (text: string): SlackJson => ({ type: 'mrkdwn', text, verbatim: true });
const option = (value: string): SlackJson => ({ text: plain(value), value, description: plain('More') });
const options = ['1', '2'].map(option);
const image = { type: 'image', image_url: 'https://a.test/i.png', alt_text: 'An image' };
const confirm = {
  title: plain('Sure?'),
  text: mrkdwn('Really'),
  confirm: plain('Yes'),
  deny: plain('No'),
  style: 'danger',
};
const picker = { confirm, placeholder: plain('Choose'), focus_on_load: false };
const typing = {
  placeholder: plain('Type'),
  focus_on_load: false,
  initial_value: 'x',
  dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
};
const filter = { include: ['im', 'public'], exclude_bot_users: true, exclude_external_shared_channels: false };
const conversations = { ...picker, filter, default_to_current_conversation: true };
const groups = [{ label: plain('Group'), options }];
const richText = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'x', style: { bold: true, italic: true, strike: true, code: true, underline: true } },
        { type: 'link', url: 'https://a.test', text: 'a', unsafe: false },
        { type: 'user', user_id: 'U1' },
        { type: 'usergroup', usergroup_id: 'S1' },
        { type: 'channel', channel_id: 'C1' },
        { type: 'team', team_id: 'T1' },
        { type: 'broadcast', range: 'here' },
        { type: 'emoji', name: 'tada', unicode: '1f389' },
        { type: 'color', value: '#ffffff' },
        {
          type: 'date',
          timestamp: 1_796_137_200,
          format: '{date_short_pretty}',
          url: 'https://a.test',
          fallback: 'Dec 1',
        },
      ],
    },
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 1,
      border: 0,
      elements: [{ type: 'rich_text_section', elements: [] }],
    },
    { type: 'rich_text_quote', border: 1, elements: [{ type: 'text', text: 'x' }] },
    { type: 'rich_text_preformatted', border: 1, elements: [{ type: 'text', text: 'x' }] },
  ],
};
const cells = [richText, { type: 'raw_text', text: 'x' }, { type: 'raw_number', value: 1, text: '1' }];
const card = {
  type: 'card',
  hero_image: image,
  icon: image,
  title: mrkdwn('Title'),
  subtitle: mrkdwn('Subtitle'),
  body: mrkdwn('Body'),
  subtext: mrkdwn('Subtext'),
  actions: [button('a')],
};
const task = {
  type: 'task_card',
  task_id: 't',
  title: 'Task',
  status: 'complete',
  details: richText,
  output: richText,
  sources: [{ type: 'url', url: 'https://a.test', text: 'a' }],
};

const pickers: SlackJson[] = [
  { type: 'static_select', options, initial_option: options[0], ...picker },
  { type: 'static_select', option_groups: groups, initial_option: options[1], ...picker },
  { type: 'multi_static_select', options, initial_options: options, max_selected_items: 2, ...picker },
  { type: 'external_select', initial_option: options[0], min_query_length: 1, ...picker },
  { type: 'multi_external_select', initial_options: options, max_selected_items: 2, min_query_length: 1, ...picker },
  { type: 'users_select', initial_user: 'U1', ...picker },
  { type: 'multi_users_select', initial_users: ['U1'], max_selected_items: 2, ...picker },
  { type: 'conversations_select', initial_conversation: 'C1', ...conversations },
  { type: 'multi_conversations_select', initial_conversations: ['C1'], max_selected_items: 2, ...conversations },
  { type: 'channels_select', initial_channel: 'C1', ...picker },
  { type: 'multi_channels_select', initial_channels: ['C1'], max_selected_items: 2, ...picker },
  { type: 'datepicker', initial_date: '2028-02-29', ...picker },
  { type: 'timepicker', initial_time: '23:59', timezone: 'America/Phoenix', ...picker },
  { type: 'checkboxes', options, initial_options: options, confirm, focus_on_load: false },
  { type: 'radio_buttons', options, initial_option: options[0], confirm, focus_on_load: false },
];
const instant = { type: 'datetimepicker', initial_date_time: 1_796_137_200, confirm, focus_on_load: false };
const inputs: SlackJson[] = [
  { type: 'plain_text_input', multiline: true, min_length: 0, max_length: 3000, ...typing },
  { type: 'email_text_input', ...typing },
  { type: 'url_text_input', ...typing },
  { type: 'number_input', is_decimal_allowed: true, min_value: '-1.5', max_value: '9', ...typing, initial_value: '2' },
  { type: 'rich_text_input', min_lines: 1, max_lines: 9, ...typing, initial_value: richText },
  { type: 'file_input', filetypes: ['pdf'], max_files: 10 },
  { type: 'conversations_select', response_url_enabled: true },
  { type: 'channels_select', response_url_enabled: true },
];
const workflow = { trigger: { url: 'https://a.test', customizable_input_parameters: [{ name: 'a', value: 'b' }] } };

const named = (element: SlackJson): SlackJson => ({ action_id: 'it', ...element });

const blocks: Record<string, { block: SlackJson; surfaces: Surface[] }> = {
  section: {
    block: { ...section('x'), fields: [plain('x'), mrkdwn('y')], accessory: image, expand: true, block_id: 'b' },
    surfaces: anywhere,
  },
  header: { block: { type: 'header', text: { ...plain('x'), emoji: true } }, surfaces: anywhere },
  divider: { block: { type: 'divider' }, surfaces: anywhere },
  context: { block: { type: 'context', elements: [plain('x'), mrkdwn('y'), image] }, surfaces: anywhere },
  image: { block: { ...image, title: plain('x') }, surfaces: anywhere },
  'image from a file': {
    block: { type: 'image', slack_file: { id: 'F1' }, alt_text: 'x' },
    surfaces: anywhere,
  },
  actions: {
    block: {
      type: 'actions',
      elements: [
        button('a', { url: 'https://a.test', style: 'danger', confirm, accessibility_label: 'Press me' }),
        { type: 'overflow', action_id: 'b', options: [{ ...option('1'), url: 'https://a.test' }], confirm },
        { type: 'workflow_button', action_id: 'c', text: plain('x'), workflow, style: 'primary' },
      ],
    },
    surfaces: anywhere,
  },
  context_actions: {
    block: {
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'a',
          positive_button: { text: plain('Good'), value: '+', accessibility_label: 'Good' },
          negative_button: { text: plain('Bad'), value: '-' },
        },
        {
          type: 'icon_button',
          action_id: 'b',
          icon: 'trash',
          text: plain('x'),
          value: 'v',
          accessibility_label: 'Delete',
          visible_to_user_ids: ['U1'],
          confirm,
        },
      ],
    },
    surfaces: ['message'],
  },
  markdown: { block: { type: 'markdown', text: '# x' }, surfaces: ['message'] },
  rich_text: { block: { ...richText, block_id: 'b' }, surfaces: anywhere },
  alert: { block: { type: 'alert', text: mrkdwn('x'), level: 'warning' }, surfaces: ['modal'] },
  card: { block: card, surfaces: anywhere },
  carousel: { block: { type: 'carousel', elements: [card] }, surfaces: ['message', 'home'] },
  container: {
    block: {
      type: 'container',
      title: plain('x'),
      rich_text_title: richText,
      subtitle: mrkdwn('y'),
      width: 'wide',
      icon: image,
      is_collapsible: true,
      default_collapsed: true,
      has_header_divider: false,
      child_blocks: [section('x')],
    },
    surfaces: ['message'],
  },
  table: {
    block: { type: 'table', rows: [cells], column_settings: [{ align: 'right', is_wrapped: true }] },
    surfaces: ['message'],
  },
  data_table: {
    block: { type: 'data_table', caption: 'x', rows: [cells, cells], page_size: 100, row_header_column_index: 0 },
    surfaces: ['message'],
  },
  file: { block: { type: 'file', source: 'remote', external_id: 'x' }, surfaces: ['message'] },
  video: {
    block: {
      type: 'video',
      video_url: 'https://a.test',
      thumbnail_url: 'https://a.test',
      alt_text: 'x',
      title: plain('x'),
      title_url: 'https://a.test',
      author_name: 'x',
      provider_name: 'x',
      provider_icon_url: 'https://a.test',
      description: plain('x'),
    },
    surfaces: anywhere,
  },
  task_card: { block: task, surfaces: ['message'] },
  plan: { block: { type: 'plan', title: 'x', tasks: [task] }, surfaces: ['message'] },
};

function around(kind: string, make: (element: SlackJson) => SlackJson, elements: SlackJson[], surfaces: Surface[]) {
  const entries = elements.map((element, i) => [
    `${kind} ${String(element.type)} (${i})`,
    { block: make(named(element)), surfaces },
  ]);
  return Object.fromEntries(entries) as typeof blocks;
}

export const EVERYTHING: typeof blocks = {
  ...blocks,
  ...around('actions with', (element) => ({ type: 'actions', elements: [element] }), [...pickers, instant], anywhere),
  ...around('section with', (accessory) => ({ ...section('x'), accessory }), [...pickers, button('a')], anywhere),
  ...around(
    'input with',
    (element) => ({
      type: 'input',
      label: plain('x'),
      hint: plain('y'),
      optional: true,
      dispatch_action: true,
      element,
    }),
    [...pickers, instant, ...inputs],
    ['modal', 'home'],
  ),
};
