import { describe, expect, it } from 'vitest';
import { checkHome, checkMessage, checkView, refusals, slackStyle } from '../../src/sandbox/block-kit.ts';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { EVERYTHING } from './every-block.ts';
import { type Case, inMessage, inModal, lines, mrkdwn, option, select, times, x } from './judging.ts';
import { actions, button, form, input, plain, section } from './shapes.ts';

describe('what Slack takes', () => {
  it.each(Object.entries(EVERYTHING))('%s, with every field it has', (_, { block, surfaces }) => {
    if (surfaces.includes('message')) expect(checkMessage({ text: 'x', blocks: [block] })).toEqual([]);
    if (surfaces.includes('modal')) expect(checkView(form([block]))).toEqual([]);
    if (surfaces.includes('home')) expect(checkHome({ type: 'home', blocks: [block] })).toEqual([]);
  });

  it('everything at its limit', () => {
    const rows = times(48, (i) => ({ ...section('x'), block_id: String(i).padEnd(255, 'x') }));
    const edge = [
      { type: 'header', text: plain(x(150)) },
      { type: 'section', fields: times(10, () => plain(x(100))) },
      ...rows,
    ];
    expect(checkMessage({ text: x(40_000), blocks: edge })).toEqual([]);
    expect(
      checkView({
        ...form(times(100, () => section('x'))),
        title: plain(x(24)),
        submit: plain(x(24)),
        close: plain(x(24)),
        private_metadata: x(3000),
        callback_id: x(255),
        external_id: x(255),
      }),
    ).toEqual([]);
    expect(inModal(select({ options: times(100, option) }))).toEqual([]);
    expect(inModal(section(x(3000)))).toEqual([]);
  });
});

const cases: Case[] = [
  [
    '51 blocks in a message',
    checkMessage({ text: 'x', blocks: times(51, () => section('x')) }),
    'no more than 50 items allowed [json-pointer:/blocks]',
  ],
  [
    '101 blocks in a modal',
    checkView(form(times(101, () => section('x')))),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  [
    '101 blocks in a home tab',
    checkHome({ type: 'home', blocks: times(101, () => section('x')) }),
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ],
  ['a modal without blocks', checkView(form([])), 'no fewer than 1 items required [json-pointer:/view/blocks]'],
  [
    'a modal without a title',
    checkView({ ...form([section('x')]), title: undefined }),
    'missing required field: title [json-pointer:/view]',
  ],
  [
    'a title of 25',
    checkView(form([section('x')], { title: plain(x(25)) })),
    'must be less than 25 characters [json-pointer:/view/title/text]',
  ],
  [
    'a submit button of 25',
    checkView(form([section('x')], { submit: plain(x(25)) })),
    'must be less than 25 characters [json-pointer:/view/submit/text]',
  ],
  [
    'a close button of 25',
    checkView(form([section('x')], { close: plain(x(25)) })),
    'must be less than 25 characters [json-pointer:/view/close/text]',
  ],
  [
    'a title with markup',
    checkView(form([section('x')], { title: mrkdwn('x') })),
    'unsupported type here: mrkdwn. Allowed: plain_text [json-pointer:/view/title/type]',
  ],
  [
    'metadata of 3,001',
    checkView(form([section('x')], { private_metadata: x(3001) })),
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
  ],
  [
    'a callback_id of 256',
    checkView(form([section('x')], { callback_id: x(256) })),
    'must be less than 256 characters [json-pointer:/view/callback_id]',
  ],
  [
    'an unknown field of a view',
    checkView(form([section('x')], { colour: 'red' })),
    'invalid additional property: colour [json-pointer:/view]',
  ],
  [
    'a home tab with a title',
    checkHome({ type: 'home', title: plain('x'), blocks: [section('x')] }),
    'invalid additional property: title [json-pointer:/view]',
  ],
  [
    'a view of another kind',
    checkView({ ...form([section('x')]), type: 'home' }),
    'must be one of: modal [json-pointer:/view/type]',
  ],
  ['no view at all', checkView('view'), 'must provide an object [json-pointer:/view]'],
  [
    'inputs without a submit button',
    checkView(form([input('b', { type: 'plain_text_input' })], { submit: undefined })),
    'missing required field: submit (the view has input blocks) [json-pointer:/view]',
  ],
  [
    'a block_id given twice',
    checkView(
      form([
        { ...section('x'), block_id: 'b' },
        { ...section('y'), block_id: 'b' },
      ]),
    ),
    '`block_id` "b" already exists [json-pointer:/view/blocks/1/block_id]',
  ],
  [
    'an action_id given twice in a block',
    inMessage(actions('b', button('a'), button('a'))),
    '`action_id` "a" already exists in this block [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'a block_id of 256',
    inMessage({ ...section('x'), block_id: x(256) }),
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'an action_id of 256',
    inMessage(actions('b', button(x(256)))),
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  ['an unknown block', inMessage({ type: 'nonsense' }), 'unsupported type: nonsense [json-pointer:/blocks/0/type]'],
  [
    'a block that is none',
    inMessage('block' as unknown as SlackJson),
    'must provide an object [json-pointer:/blocks/0]',
  ],
  ['a block without a type', inMessage({ text: plain('x') }), 'missing required field: type [json-pointer:/blocks/0]'],
  ['blocks that are no list', checkMessage({ text: 'x', blocks: 'x' }), 'must provide an array [json-pointer:/blocks]'],
  ['a text that is none', checkMessage({ text: 7 }), 'must provide a string [json-pointer:/text]'],
  [
    'an unknown element',
    inMessage(actions('b', { type: 'slider' })),
    'unsupported type: slider [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'an unknown field of a block',
    inMessage({ ...section('x'), colour: 'red' }),
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'a section of 3,001',
    inMessage(section(x(3001))),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', inMessage(section('')), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  [
    'a section with nothing',
    inMessage({ type: 'section' }),
    'one of these is required: text, fields [json-pointer:/blocks/0]',
  ],
  [
    '11 fields',
    inMessage({ type: 'section', fields: times(11, () => plain('x')) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field of 2,001',
    inMessage({ type: 'section', fields: [plain(x(2001))] }),
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a datetimepicker beside a section',
    inMessage({ ...section('x'), accessory: { type: 'datetimepicker' } }),
    'unsupported type here: datetimepicker.',
  ],
  [
    'an input beside a section',
    inModal({ ...section('x'), accessory: { type: 'plain_text_input' } }),
    'unsupported type here: plain_text_input.',
  ],
  [
    'a header of 151',
    inMessage({ type: 'header', text: plain(x(151)) }),
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'markup in a header',
    inMessage({ type: 'header', text: mrkdwn('*x*') }),
    'unsupported type here: mrkdwn. Allowed: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  [
    'emoji on markup',
    inMessage({ type: 'section', text: { ...mrkdwn('x'), emoji: true } }),
    'invalid additional property: emoji [json-pointer:/blocks/0/text]',
  ],
  [
    '11 elements of context',
    inMessage({ type: 'context', elements: times(11, () => plain('x')) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a button in context',
    inMessage({ type: 'context', elements: [button('a')] }),
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    '26 buttons',
    inMessage(actions('b', ...times(26, (i) => button(`a${i}`)))),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['actions without any', inMessage(actions('b')), 'no fewer than 1 items required [json-pointer:/blocks/0/elements]'],
  [
    'a text input among buttons',
    inModal(actions('b', { type: 'plain_text_input' })),
    'unsupported type here: plain_text_input.',
  ],
  [
    '6 context actions',
    inMessage({
      type: 'context_actions',
      elements: times(6, (i) => ({ type: 'icon_button', action_id: `a${i}`, icon: 'trash', text: plain('x') })),
    }),
    'no more than 5 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'an icon nobody has',
    inMessage({ type: 'context_actions', elements: [{ type: 'icon_button', icon: 'skull', text: plain('x') }] }),
    'must be one of: trash',
  ],
  [
    'two elements in focus',
    checkView(
      form([
        input('a', { type: 'plain_text_input', focus_on_load: true }),
        input('b', { type: 'plain_text_input', focus_on_load: true }),
      ]),
    ),
    'only one element can have focus_on_load',
  ],
];

describe('what Slack refuses', () => {
  it.each(cases)('%s', (_, complaints, line) => {
    expect(lines(complaints)).toEqual([expect.stringContaining(`[ERROR] ${line}`)]);
  });

  it('a message with too much text in all, by its own code', () => {
    const complaints = checkMessage({ text: 'x', blocks: [...times(5, () => section(x(2640))), section('x')] });
    expect(refusals(complaints)).toMatchObject([{ code: 'msg_blocks_too_long', path: '/blocks' }]);
    expect(checkMessage({ text: 'x', blocks: times(5, () => section(x(2640))) })).toEqual([]);
  });

  it('a view of more than 250,000 bytes, by its own code', () => {
    const view = form(times(90, () => section('é'.repeat(1500))));
    expect(refusals(checkView(view))).toMatchObject([{ code: 'view_too_large' }]);
  });
});

describe('what Slack takes, though somebody loses by it', () => {
  it.each([
    ['a message without a text', checkMessage({ blocks: [section('x')] }), '/text'],
    ['a text above 40,000 characters', checkMessage({ text: x(40_001) }), '/text'],
    [
      'an option value of 76',
      inModal(select({ options: [option(1, { value: x(76) })] })),
      '/view/blocks/0/elements/0/options/0/value',
    ],
  ])('%s is grumbled about, not refused', (_, complaints, path) => {
    expect(complaints).toMatchObject([{ path, refused: false }]);
    expect(slackStyle(complaints[0] ?? { path: '', rule: '', refused: true })).toMatch(/^\[WARN\] /);
    expect(refusals(complaints)).toEqual([]);
  });
});
