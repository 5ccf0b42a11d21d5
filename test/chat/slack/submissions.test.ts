import type { ModalView } from '@slack/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/chat.ts';
import { say } from '../../../src/chat/slack/notices.ts';
import { renderModal } from '../../../src/chat/slack/render.ts';
import { checkView } from '../../../src/sandbox/block-kit.ts';
import type { Screen } from '../../../src/views/view.ts';
import { byHand, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { submissionDelivery } from '../../support/slack-requests.ts';

const form: Screen = {
  kind: 'screen',
  name: 'intake',
  title: 'Sales call',
  submit: 'Find times',
  state: 'sales-call',
  blocks: [
    { kind: 'field', field: { key: 'name', kind: 'text', label: 'Name', required: true, value: 'old' } },
    { kind: 'field', field: { key: 'email', kind: 'email', label: 'Email', required: true } },
    { kind: 'field', field: { key: 'day', kind: 'date', label: 'Day', required: false, value: '2026-12-01' } },
    { kind: 'field', field: { key: 'zone', kind: 'time-zone', label: 'Zone', required: true } },
  ],
};
const phoenix = { text: { type: 'plain_text', text: 'Arizona', emoji: false }, value: 'America/Phoenix' };
const values = {
  name: { answer: { type: 'plain_text_input', value: 'Ann <!channel>' } },
  email: { answer: { type: 'email_text_input', value: 'ann@example.com' } },
  day: { answer: { type: 'datepicker', selected_date: null } },
  zone: { answer: { type: 'static_select', selected_option: phoenix } },
};
const slots: Screen = { kind: 'screen', name: 'slots', title: 'Pick a time', state: 's', blocks: [] };
const sent = () => submissionDelivery(renderModal(form), values);

let app: SlackApp;
afterEach(() => app.close());

describe('a form that was sent', () => {
  beforeEach(async () => {
    app = await startSlackApp();
  });

  it('reaches the desk with its screen, state and answers', async () => {
    app.desk.answers({ kind: 'screen', screen: slots });
    await app.send(submissionDelivery(renderModal(form), values, { trigger_id: 'trigger.sent' }));
    expect(app.desk.asked[0]?.args).toEqual([
      { platform: 'slack', workspace: 'T0TEST', chatId: 'U0ANN' },
      'trigger.sent',
      'intake',
      'sales-call',
      { name: 'Ann <!channel>', email: 'ann@example.com', day: undefined, zone: 'America/Phoenix' },
    ]);
  });

  it('shows the next screen in the same dialog', async () => {
    app.desk.answers({ kind: 'screen', screen: slots });
    const { body } = await app.send(sent());
    expect(body).toMatchObject({ response_action: 'update', view: { callback_id: 'slots', private_metadata: 's' } });
  });

  it('shows errors at their questions and keeps the form as it is', async () => {
    app.desk.answers({ kind: 'errors', errors: { email: 'Please give an address such as ann@example.com.' } });
    expect((await app.send(sent())).body).toEqual({
      response_action: 'errors',
      errors: { email: 'Please give an address such as ann@example.com.' },
    });
  });

  it('says on top what belongs to no question of the form, with everything that was typed', async () => {
    app.desk.answers({ kind: 'errors', errors: { other: 'This use case is closed.', email: 'Wrong.' } });
    const { body } = await app.send(sent());
    const view = (body as { view: ModalView }).view;
    expect(checkView(view)).toEqual([]);
    expect(view.blocks[0]).toMatchObject({ text: { text: '⚠️ This use case is closed.' } });
    expect(JSON.stringify(view)).toContain('⚠️ Wrong.');
    expect(JSON.stringify(view)).toContain('"initial_value":"Ann <!channel>"');
  });

  it('is a delivery of its own when it is corrected and sent again, also without a trigger', async () => {
    const again = { ...values, email: { answer: { type: 'email_text_input', value: 'ann@example.org' } } };
    await app.send(submissionDelivery(renderModal(form), values, { trigger_id: undefined }));
    await app.send(submissionDelivery(renderModal(form), again, { trigger_id: undefined }));
    await app.send(submissionDelivery(renderModal(form), again, { trigger_id: undefined, token: 'x' }));
    const [first, second, third] = app.desk.asked.map(({ args }) => args[1]);
    expect(second).not.toBe(first);
    expect(third).toBe(second);
  });

  it('closes the dialog when there is nothing to say', async () => {
    app.desk.answers({ kind: 'done' });
    expect(await app.send(sent())).toEqual({ status: 200, body: '' });
  });

  it('says a whisper in the dialog', async () => {
    app.desk.answers({ kind: 'whisper', card: say('Cancelled.') });
    const { body } = await app.send(sent());
    expect(body).toMatchObject({ response_action: 'update' });
    expect(JSON.stringify(body)).toContain('Cancelled.');
  });

  it('keeps everything that was typed when something breaks, and says so above it', async () => {
    app.desk.answers(async () => {
      throw new Error('no connection');
    });
    const { body } = await app.send(sent());
    const view = (body as { view: ModalView }).view;
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view.blocks[0])).toMatch(/Something went wrong on our side.*Reference: \w{8}/);
    expect(view).toMatchObject({
      callback_id: 'intake',
      private_metadata: 'sales-call',
      submit: { text: 'Find times' },
    });
    expect(view.blocks[1]).toMatchObject({ block_id: 'name', element: { initial_value: 'Ann <!channel>' } });
    expect(view.blocks[3]).not.toHaveProperty('element.initial_date');
    expect(view.blocks[4]).toMatchObject({ element: { initial_option: phoenix } });
  });

  it('says once that something broke, however often the form is sent', async () => {
    app.desk.answers(async () => {
      throw new Error('no connection');
    });
    const { body } = await app.send(sent());
    const second = await app.send(submissionDelivery((body as { view: ModalView }).view, values));
    expect(JSON.stringify(second.body).match(/Something went wrong/g)).toHaveLength(1);
  });

  it('says so too when the next screen cannot be drawn', async () => {
    app.desk.answers({ kind: 'screen', screen: { ...slots, state: 'x'.repeat(3_001) } });
    expect(JSON.stringify((await app.send(sent())).body)).toContain('Something went wrong on our side.');
  });
});

describe('a form whose answer takes long', () => {
  beforeEach(async () => {
    app = await startSlackApp({ budgets: { form: 1, settle: 1 } });
  });

  it('says "Finding times…" in time and shows the times when they are there', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    const { body } = await app.send(sent());
    expect(body).toMatchObject({ response_action: 'update', view: { title: { text: 'Finding times…' } } });
    slow.resolve({ kind: 'screen', screen: slots });
    const [update] = await app.api.called('views.update');
    expect(update?.args).toMatchObject({ view_id: 'V0FORM', view: { callback_id: 'slots' } });
    expect(update?.args).not.toHaveProperty('hash');
  });

  it('brings the form back with its answers when an error comes late', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(sent());
    slow.resolve({ kind: 'errors', errors: { email: 'Nobody reads this address.' } });
    const [update] = await app.api.called('views.update');
    const view = update?.args.view as ModalView;
    expect(checkView(view)).toEqual([]);
    expect(view.callback_id).toBe('intake');
    const at = view.blocks.findIndex((block) => block.block_id === 'email');
    expect(view.blocks[at]).toMatchObject({ element: { initial_value: 'ann@example.com' } });
    expect(view.blocks[at + 1]).toMatchObject({ text: { text: '⚠️ Nobody reads this address.' } });
  });

  it('brings the form back when something breaks late', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(sent());
    slow.reject(new Error('lost'));
    const [update] = await app.api.called('views.update');
    expect(JSON.stringify(update?.args.view)).toContain('"initial_value":"Ann <!channel>"');
    expect(JSON.stringify(update?.args.view)).toContain('Something went wrong on our side.');
  });
});
