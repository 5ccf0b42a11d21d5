import { describe, expect, it } from 'vitest';
import { formState, inputErrors } from '../../src/sandbox/inputs.ts';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { ANN, startLocal } from './local-workspace.ts';
import { form, input, plain, typed } from './shapes.ts';

const known = { user: (id: string) => id === 'U1', conversation: (id: string) => id === 'C1' };

/** The error of one input that was given `value`, or undefined. */
function errorOf(element: SlackJson, value: SlackJson | undefined, more: SlackJson = {}): string | undefined {
  const blocks = [input('q', element, more)];
  const state = formState(blocks, value === undefined ? {} : { q: { it: value } }, known);
  if (!state.ok) return state.error;
  return inputErrors(blocks, state.values).q;
}

const REQUIRED = 'Please complete this required field.';
const text = (value: string) => typed(value);
const options = [1, 2, 3].map((n) => ({ text: plain(`Option ${n}`), value: String(n) }));

describe('an input that Slack itself refuses', () => {
  it('never reaches the app: the form only shows what is missing', async () => {
    const local = await startLocal();
    const view = form([input('mail', { type: 'email_text_input' })]);
    const opened = await local.api('views.open', { trigger_id: await local.trigger(ANN), view });
    const viewId = String((opened.view as SlackJson).id);
    for (const value of ['', 'not an address']) {
      const values = { mail: { it: typed(value, 'email_text_input') } };
      expect(await local.act({ kind: 'submit', as: ANN.id, viewId, values })).toEqual({ ok: true });
      const error = value === '' ? REQUIRED : 'Please enter a valid email address.';
      expect((await local.see(ANN)).views[0]?.errors).toEqual({ mail: error });
    }
    expect(local.app.deliveries).toHaveLength(1);
  });

  it.each<[string, SlackJson, SlackJson | undefined]>([
    ['a text', { type: 'plain_text_input' }, undefined],
    ['an emptied text with an initial value', { type: 'plain_text_input', initial_value: 'x' }, text('')],
    ['a date', { type: 'datepicker' }, { selected_date: null }],
    ['a choice', { type: 'static_select', options }, { selected_option: null }],
    ['several people', { type: 'multi_users_select' }, { selected_users: [] }],
    ['a time with a zone', { type: 'timepicker', timezone: 'America/Denver' }, { selected_time: null }],
    ['checkboxes', { type: 'checkboxes', options }, undefined],
  ])('is empty: %s', (_, element, value) => {
    expect(errorOf(element, value)).toBe(REQUIRED);
    expect(errorOf(element, value, { optional: true })).toBeUndefined();
  });

  it.each<[string, SlackJson, string, string | undefined]>([
    ['too short', { type: 'plain_text_input', min_length: 3 }, 'ab', 'Please enter at least 3 characters.'],
    ['long enough', { type: 'plain_text_input', min_length: 3 }, 'abc', undefined],
    ['too long', { type: 'plain_text_input', max_length: 3 }, 'abcd', 'Please enter no more than 3 characters.'],
    ['emoji as one character', { type: 'plain_text_input', max_length: 3 }, '🎉🎉🎉', undefined],
    [
      'above the general limit',
      { type: 'plain_text_input' },
      'x'.repeat(3001),
      'Please enter no more than 3000 characters.',
    ],
    ['an email', { type: 'email_text_input' }, 'a.b+c@d-e.co', undefined],
    ['no email', { type: 'email_text_input' }, 'a@b', 'Please enter a valid email address.'],
    ['a URL', { type: 'url_text_input' }, 'https://a.test/x', undefined],
    ['no URL', { type: 'url_text_input' }, 'javascript:alert(1)', 'Please enter a valid URL.'],
    ['no number', { type: 'number_input', is_decimal_allowed: true }, '1e3x', 'Please enter a valid number.'],
    ['a fraction', { type: 'number_input', is_decimal_allowed: false }, '1.5', 'Please enter a whole number.'],
    [
      'too small',
      { type: 'number_input', is_decimal_allowed: true, min_value: '2' },
      '1',
      'Please enter a number of at least 2.',
    ],
    [
      'too large',
      { type: 'number_input', is_decimal_allowed: true, max_value: '2' },
      '3',
      'Please enter a number of at most 2.',
    ],
    ['a number', { type: 'number_input', is_decimal_allowed: true, min_value: '2' }, '2.5', undefined],
  ])('is %s', (_, element, value, error) => {
    expect(errorOf(element, text(value))).toBe(error);
  });

  it('has more chosen than allowed', () => {
    const element = { type: 'multi_static_select', options, max_selected_items: 2 };
    expect(errorOf(element, { selected_options: options })).toBe('Please choose no more than 2.');
    expect(errorOf(element, { selected_options: options.slice(1) })).toBeUndefined();
  });
});

describe('a choice that is not offered', () => {
  it.each<[SlackJson, SlackJson]>([
    [{ type: 'static_select', options }, { selected_option: { text: plain('Other'), value: '9' } }],
    [{ type: 'checkboxes', options }, { selected_options: [{ value: '9' }] }],
    [{ type: 'users_select' }, { selected_user: 'U2' }],
    [{ type: 'multi_channels_select' }, { selected_channels: ['C1', 'C2'] }],
    [{ type: 'datepicker' }, { selected_date: '2026-02-30' }],
    [{ type: 'timepicker' }, { selected_time: '24:00' }],
    [{ type: 'datetimepicker' }, { selected_date_time: 'soon' }],
    [{ type: 'plain_text_input' }, { value: 7 }],
  ])('cannot be sent: %o', (element, value) => {
    expect(errorOf(element, value)).toBe('That cannot be chosen in the field "it".');
  });

  it('takes the option’s own text, whatever the page sends along', () => {
    const state = formState(
      [input('q', { type: 'static_select', options })],
      { q: { it: { selected_option: { text: plain('Forged'), value: '2' } } } },
      known,
    );
    expect(state).toEqual({ ok: true, values: { q: { it: { type: 'static_select', selected_option: options[1] } } } });
  });
});
