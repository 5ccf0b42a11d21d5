import { describe, expect, it } from 'vitest';
import { type Case, image, inHome, inMessage, inModal, lines, mrkdwn, times, x } from './judging.ts';
import { button, input, plain, section } from './shapes.ts';

const cases: Case[] = [
  ['an image without words', inMessage({ ...image, alt_text: undefined }), 'missing required field: alt_text'],
  [
    'an image without a source',
    inMessage({ ...image, image_url: undefined }),
    'exactly one of these is required: image_url, slack_file',
  ],
  [
    'an image URL of 3,001',
    inMessage({ ...image, image_url: `https://a.test/${x(3001)}` }),
    'must be less than 3001 characters',
  ],
  ['an image described in 2,001', inMessage({ ...image, alt_text: x(2001) }), 'must be less than 2001 characters'],
  ['markdown of 12,001', inMessage({ type: 'markdown', text: x(12_001) }), 'must be less than 12001 characters'],
  [
    '101 rows of a table',
    inMessage({ type: 'table', rows: times(101, () => [{ type: 'raw_text', text: 'x' }]) }),
    'no more than 100 items allowed',
  ],
  [
    '21 columns of a table',
    inMessage({ type: 'table', rows: [times(21, () => ({ type: 'raw_text', text: 'x' }))] }),
    'no more than 20 items allowed',
  ],
  [
    'one row of a data table',
    inMessage({ type: 'data_table', caption: 'x', rows: [[{ type: 'raw_text', text: 'x' }]] }),
    'no fewer than 2 items required',
  ],
  [
    '202 rows of a data table',
    inMessage({ type: 'data_table', caption: 'x', rows: times(202, () => [{ type: 'raw_text', text: 'x' }]) }),
    'no more than 201 items allowed',
  ],
  [
    'a data table of 20,002 characters',
    inModal({ type: 'data_table', caption: 'x', rows: times(2, () => [{ type: 'raw_text', text: x(10_001) }]) }),
    'must be less than 20001 characters in all',
  ],
  [
    'an alert in a message',
    inMessage({ type: 'alert', text: plain('x') }),
    'alert blocks are not supported in a message [json-pointer:/blocks/0/type]',
  ],
  ['an alert in a home tab', inHome({ type: 'alert', text: plain('x') }), 'alert blocks are not supported in a home'],
  ['an alert of 201', inModal({ type: 'alert', text: plain(x(201)) }), 'must be less than 201 characters'],
  [
    'an input in a message',
    inMessage(input('b', { type: 'plain_text_input' })),
    'input blocks are not supported in a message [json-pointer:/blocks/0/type]',
  ],
  [
    'a carousel in a modal',
    inModal({ type: 'carousel', elements: [{ type: 'card', title: mrkdwn('x') }] }),
    'carousel blocks are not supported in a modal',
  ],
  [
    'a container in a home tab',
    inHome({ type: 'container', title: plain('x'), child_blocks: [section('x')] }),
    'container blocks are not supported in a home',
  ],
  ['an empty card', inMessage({ type: 'card' }), 'one of these is required: hero_image, title, actions, body'],
  ['a card title of 151', inMessage({ type: 'card', title: mrkdwn(x(151)) }), 'must be less than 151 characters'],
  [
    'a card subtitle of 151',
    inMessage({ type: 'card', title: mrkdwn('x'), subtitle: mrkdwn(x(151)) }),
    'must be less than 151 characters',
  ],
  ['a card body of 201', inMessage({ type: 'card', body: mrkdwn(x(201)) }), 'must be less than 201 characters'],
  [
    '4 buttons on a card',
    inMessage({ type: 'card', actions: times(4, (i) => button(`a${i}`)) }),
    'no more than 3 items allowed',
  ],
  [
    '11 cards',
    inMessage({ type: 'carousel', elements: times(11, () => ({ type: 'card', title: mrkdwn('x') })) }),
    'no more than 10 items allowed',
  ],
  [
    '11 blocks in a container',
    inMessage({ type: 'container', title: plain('x'), child_blocks: times(11, () => section('x')) }),
    'no more than 10 items allowed',
  ],
  [
    'a card in a container',
    inMessage({ type: 'container', title: plain('x'), child_blocks: [{ type: 'card', title: mrkdwn('x') }] }),
    'unsupported type here: card.',
  ],
  [
    'a video described in 201',
    inMessage({
      type: 'video',
      title: plain('x'),
      alt_text: x(201),
      video_url: 'https://a.test',
      thumbnail_url: 'https://a.test',
    }),
    'must be less than 201 characters',
  ],
  [
    'rich text of an unknown kind',
    inMessage({ type: 'rich_text', elements: [{ type: 'rich_text_song', elements: [] }] }),
    'unsupported type: rich_text_song',
  ],
  [
    'a mention in code',
    inMessage({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
    }),
    'unsupported type here: user.',
  ],
  [
    'a date without a format',
    inMessage({
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'date', timestamp: 1 }] }],
    }),
    'missing required field: format',
  ],
];

describe('a block that Slack refuses', () => {
  it.each(cases)('%s', (_, complaints, line) => {
    expect(lines(complaints)).toEqual([expect.stringContaining(`[ERROR] ${line}`)]);
  });
});
