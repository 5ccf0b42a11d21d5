import { describe, expect, it } from 'vitest';
import { type Case, inMessage, inModal, lines, mrkdwn, option, select, times, x } from './judging.ts';
import { actions, button, input, plain } from './shapes.ts';

const cases: Case[] = [
  [
    'a button text of 76',
    inMessage(actions('b', button('a', { text: plain(x(76)) }))),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a button value of 2,001',
    inMessage(actions('b', button('a', { value: x(2001) }))),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a button URL of 3,001',
    inMessage(actions('b', button('a', { url: `https://a.test/${x(3001)}` }))),
    'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a button URL that runs code',
    inMessage(actions('b', button('a', { url: 'javascript:alert(1)' }))),
    'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
  ],
  [
    'a button in blue',
    inMessage(actions('b', button('a', { style: 'blue' }))),
    'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'a spoken label of 76',
    inMessage(actions('b', button('a', { accessibility_label: x(76) }))),
    'must be less than 76 characters',
  ],
  [
    'a button without a text',
    inMessage(actions('b', { type: 'button' })),
    'missing required field: text [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a confirm title of 101',
    inMessage(actions('b', button('a', { confirm: { title: plain(x(101)), text: plain('x') } }))),
    'must be less than 101 characters',
  ],
  [
    'a confirm text of 301',
    inMessage(actions('b', button('a', { confirm: { text: plain(x(301)) } }))),
    'must be less than 301 characters',
  ],
  [
    'a confirm button of 31',
    inMessage(actions('b', button('a', { confirm: { text: plain('x'), confirm: plain(x(31)) } }))),
    'must be less than 31 characters',
  ],
  [
    'a deny button of 31',
    inMessage(actions('b', button('a', { confirm: { text: plain('x'), deny: plain(x(31)) } }))),
    'must be less than 31 characters',
  ],
  ['101 options', inModal(select({ options: times(101, option) })), 'no more than 100 items allowed'],
  ['no options', inModal(select({ options: [] })), 'no fewer than 1 items required'],
  [
    '101 groups',
    inModal(select({ option_groups: times(101, (i) => ({ label: plain('x'), options: [option(i)] })) })),
    'no more than 100 items allowed',
  ],
  [
    '101 options in a group',
    inModal(select({ option_groups: [{ label: plain('x'), options: times(101, option) }] })),
    'no more than 100 items allowed',
  ],
  [
    'a group label of 76',
    inModal(select({ option_groups: [{ label: plain(x(76)), options: [option(1)] }] })),
    'must be less than 76 characters',
  ],
  [
    'options and groups',
    inModal(select({ options: [option(1)], option_groups: [{ label: plain('x'), options: [option(1)] }] })),
    'exactly one of these is required: options, option_groups',
  ],
  [
    'an option text of 76',
    inModal(select({ options: [option(1, { text: plain(x(76)) })] })),
    'must be less than 76 characters',
  ],
  [
    'an option with markup',
    inModal(select({ options: [option(1, { text: mrkdwn('x') })] })),
    'unsupported type here: mrkdwn.',
  ],
  [
    'an option value of 151',
    inModal(select({ options: [option(1, { value: x(151) })] })),
    'must be less than 151 characters',
  ],
  [
    'a description of 76',
    inModal(select({ options: [option(1, { description: plain(x(76)) })] })),
    'must be less than 76 characters',
  ],
  [
    'a link outside an overflow menu',
    inModal(select({ options: [option(1, { url: 'https://a.test' })] })),
    'invalid additional property: url',
  ],
  [
    'an initial option that is none',
    inModal(select({ options: [option(1)], initial_option: option(2) })),
    'must be one of the options',
  ],
  [
    'a placeholder of 151',
    inModal(select({ options: [option(1)], placeholder: plain(x(151)) })),
    'must be less than 151 characters',
  ],
  [
    '11 radio buttons',
    inModal(input('b', { type: 'radio_buttons', options: times(11, option) })),
    'no more than 10 items allowed',
  ],
  [
    '11 checkboxes',
    inModal(input('b', { type: 'checkboxes', options: times(11, option) })),
    'no more than 10 items allowed',
  ],
  [
    'initial checkboxes that are none',
    inModal(input('b', { type: 'checkboxes', options: [option(1)], initial_options: [option(2)] })),
    'must be one of the options',
  ],
  [
    '6 entries of an overflow menu',
    inMessage(actions('b', { type: 'overflow', options: times(6, option) })),
    'no more than 5 items allowed',
  ],
  [
    'a label of 2,001',
    inModal(input('b', { type: 'plain_text_input' }, { label: plain(x(2001)) })),
    'must be less than 2001 characters',
  ],
  [
    'a hint of 2,001',
    inModal(input('b', { type: 'plain_text_input' }, { hint: plain(x(2001)) })),
    'must be less than 2001 characters',
  ],
  ['a button in an input', inModal(input('b', button('a'))), 'unsupported type here: button.'],
  [
    'a text limit above 3,000',
    inModal(input('b', { type: 'plain_text_input', max_length: 3001 })),
    'must be at most 3000',
  ],
  [
    'a least length above the greatest',
    inModal(input('b', { type: 'plain_text_input', min_length: 9, max_length: 8 })),
    'must not be greater than max_length',
  ],
  [
    'a number input that leaves fractions open',
    inModal(input('b', { type: 'number_input' })),
    'missing required field: is_decimal_allowed',
  ],
  [
    'a date that is none',
    inModal(input('b', { type: 'datepicker', initial_date: '2026-02-29' })),
    'must be a date in the format YYYY-MM-DD',
  ],
  [
    'a time that is none',
    inModal(input('b', { type: 'timepicker', initial_time: '9:30' })),
    'must be a time in the format HH:mm',
  ],
  [
    'a zone that is none',
    inModal(input('b', { type: 'timepicker', timezone: 'America/Nowhere' })),
    'must be a valid IANA time zone',
  ],
  [
    'an instant in milliseconds',
    inModal(input('b', { type: 'datetimepicker', initial_date_time: 1_796_137_200_000 })),
    'must be at most 9999999999',
  ],
  ['11 files', inModal(input('b', { type: 'file_input', max_files: 11 })), 'must be at most 10'],
];

describe('an element that Slack refuses', () => {
  it.each(cases)('%s', (_, complaints, line) => {
    expect(lines(complaints)).toEqual([expect.stringContaining(`[ERROR] ${line}`)]);
  });
});
