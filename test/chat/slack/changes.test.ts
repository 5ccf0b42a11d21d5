import type { ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/chat.ts';
import { renderModal } from '../../../src/chat/slack/render.ts';
import { checkView } from '../../../src/sandbox/block-kit.ts';
import type { Field, Screen } from '../../../src/views/view.ts';
import { byHand, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { pressDelivery, submissionDelivery, viewOut } from '../../support/slack-requests.ts';

const field = (more: Partial<Field> & Pick<Field, 'key' | 'kind'>): Field => ({
  label: more.key,
  required: false,
  choices: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
  ...more,
});
const screen = (fields: Field[], title = 'Form'): Screen => ({
  kind: 'screen',
  name: 'intake',
  title,
  submit: 'Find times',
  state: 'state',
  blocks: fields.map((one) => ({ kind: 'field', field: one })),
});

const all: Field[] = [
  field({ key: 'name', kind: 'text' }),
  field({ key: 'seats', kind: 'number', min: 1, max: 9, value: '4' }),
  field({ key: 'at', kind: 'time', value: '09:30' }),
  field({ key: 'how', kind: 'choice', tells: true, value: 'a' }),
  field({ key: 'gear', kind: 'multiple-choice', value: 'a,b' }),
  field({ key: 'who', kind: 'person', value: 'U0BOB' }),
  field({ key: 'sure', kind: 'yes-no', value: 'yes' }),
  field({ key: 'open', kind: 'date' }),
];
const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });
const values = {
  name: { answer: { type: 'plain_text_input', value: 'Ann' } },
  seats: { answer: { type: 'number_input', value: '4' } },
  at: { answer: { type: 'timepicker', selected_time: '09:30' } },
  how: { answer: { type: 'static_select', selected_option: option('b') } },
  gear: { answer: { type: 'checkboxes', selected_options: [option('a'), option('b')] } },
  who: { answer: { type: 'users_select', selected_user: 'U0BOB' } },
  sure: { answer: { type: 'radio_buttons', selected_option: option('yes') } },
};
const answers = {
  name: 'Ann',
  seats: '4',
  at: '09:30',
  how: 'b',
  gear: 'a,b',
  who: 'U0BOB',
  sure: 'yes',
  open: undefined,
};
/** Somebody chose in `how`, as they saw the dialog with this hash. */
const changed = (hash = 'h.form', id = 'V0FORM') =>
  pressDelivery(
    { type: 'static_select', block_id: 'how', action_id: 'answer', selected_option: option('b') },
    { view: { ...viewOut({ ...renderModal(screen(all)), type: 'modal' }, values), hash, id } },
  );

let app: SlackApp;
beforeEach(async () => {
  app = await startSlackApp();
});
afterEach(() => app.close());

describe('every kind of field', () => {
  it('is an input that Slack takes, with its first value, and tells of changes when others hang on it', () => {
    const view = renderModal(screen(all));
    expect(checkView(view)).toEqual([]);
    const element = (key: string) => view.blocks.find((block) => block.block_id === key);
    expect(element('seats')).toMatchObject({ element: { type: 'number_input', initial_value: '4', max_value: '9' } });
    expect(element('at')).toMatchObject({ element: { type: 'timepicker', initial_time: '09:30' } });
    expect(element('gear')).toMatchObject({
      element: { type: 'checkboxes', initial_options: [{ value: 'a' }, { value: 'b' }] },
    });
    expect(element('who')).toMatchObject({ element: { type: 'users_select', initial_user: 'U0BOB' } });
    expect(element('sure')).toMatchObject({ element: { type: 'radio_buttons', initial_option: { value: 'yes' } } });
    expect(element('how')).toMatchObject({ dispatch_action: true });
    expect(element('name')).not.toHaveProperty('dispatch_action');
  });

  it('starts empty where its value cannot be one, and shows what is wrong below it', () => {
    const odd = all.map((one): Field => ({ ...one, value: 'nonsense ☃', error: 'This is wrong.', tells: true }));
    const view = renderModal(screen(odd));
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).not.toMatch(/initial_(date|time|user|option)/);
    expect(view.blocks[1]).toMatchObject({ block_id: 'added:name', text: { text: '⚠️ This is wrong.' } });
  });

  it('keeps its answer when the form is shown again', async () => {
    app.desk.answers(async () => {
      throw new Error('lost');
    });
    const { body } = await app.send(submissionDelivery(renderModal(screen(all)), values));
    const view = (body as { view: ModalView }).view;
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view.blocks)).toContain('"initial_user":"U0BOB"');
    expect(JSON.stringify(view.blocks)).toContain('"initial_time":"09:30"');
    expect(view.blocks.find((block) => block.block_id === 'how')).toMatchObject({
      element: { initial_option: { value: 'b' } },
    });
  });
});

describe('an answer that others hang on', () => {
  it('reaches the desk with all answers so far, and the dialog becomes what the desk says', async () => {
    app.desk.answers({ kind: 'screen', screen: screen(all.slice(0, 4), 'Changed') });
    expect((await app.send(changed())).status).toBe(200);
    const [update] = await app.api.called('views.update');
    expect(update?.args).toMatchObject({ view_id: 'V0FORM', hash: 'h.form', view: { title: { text: 'Changed' } } });
    expect(app.desk.asked).toEqual([
      {
        call: 'change',
        args: [
          { platform: 'slack', workspace: 'T0TEST', chatId: 'U0ANN' },
          expect.any(String),
          'intake',
          'state',
          answers,
        ],
      },
    ]);
  });

  it('changes nothing when the desk says so', async () => {
    await app.send(changed());
    await app.slack.stop();
    expect(app.desk.asked).toHaveLength(1);
    expect(app.api.calls('views.update')).toEqual([]);
  });

  it('is dropped when the dialog has moved on', async () => {
    app.desk.answers({ kind: 'screen', screen: screen(all) });
    app.api.answer('views.update', { ok: false, error: 'hash_conflict' });
    await app.send(changed());
    await app.slack.stop();
    expect(app.api.calls('views.update')).toHaveLength(1);
    expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('leaves the form as it is when something breaks', async () => {
    app.desk.answers(async () => {
      throw new Error('lost');
    });
    await app.send(changed());
    await app.slack.stop();
    expect(app.api.calls('views.update')).toEqual([]);
    expect(app.logged.some((line) => line.level === 'error')).toBe(true);
  });

  it('wins over an earlier one that is still on its way, on the dialog as we left it', async () => {
    let asked = 0;
    const first = byHand<Reply>();
    app.desk.answers(() => {
      asked += 1;
      const reply: Reply = { kind: 'screen', screen: screen(all, `Change ${asked}`) };
      return asked === 1 ? first.promise : Promise.resolve(reply);
    });
    await app.send(changed());
    // Sent while the person still sees the first form: the second must wait, and then speak for both.
    await app.send(changed());
    first.resolve({ kind: 'screen', screen: screen(all, 'Change 1') });
    const [only] = await app.api.called('views.update');
    expect(only?.args).toMatchObject({ hash: 'h.form', view: { title: { text: 'Change 2' } } });
    // The answer to it changes the hash, and somebody may still act on what they saw before.
    await app.send(changed('h.form'));
    const [, third] = await app.api.called('views.update', 2);
    expect(third?.args).toMatchObject({ hash: 'h.updated', view: { title: { text: 'Change 3' } } });
  });

  it('counts no more once the form was sent: it would wipe away what the form then says', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(changed());
    app.desk.answers({ kind: 'errors', errors: { name: 'Fill this in.' } });
    const submitted = app.send(submissionDelivery(renderModal(screen(all)), values));
    await expect.poll(() => app.desk.asked.length).toBe(2);
    slow.resolve({ kind: 'screen', screen: screen(all, 'Too late') });
    expect((await submitted).body).toEqual({ response_action: 'errors', errors: { name: 'Fill this in.' } });
    await app.slack.stop();
    expect(app.api.calls('views.update')).toEqual([]);
  });

  it('of one dialog does not wait for another dialog', async () => {
    const slow = byHand<Reply>();
    let asked = 0;
    app.desk.answers(() => {
      asked += 1;
      return asked === 1 ? slow.promise : Promise.resolve({ kind: 'screen', screen: screen(all, 'Second') });
    });
    await app.send(changed('h.one', 'V0ONE'));
    await app.send(changed('h.two', 'V0TWO'));
    const [update] = await app.api.called('views.update');
    expect(update?.args).toMatchObject({ view_id: 'V0TWO', hash: 'h.two' });
    slow.resolve({ kind: 'done' });
  });
});
