import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/chat.ts';
import { say } from '../../../src/chat/slack/notices.ts';
import { renderModal } from '../../../src/chat/slack/render.ts';
import type { Screen } from '../../../src/views/view.ts';
import { byHand, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { pressDelivery, viewOut } from '../../support/slack-requests.ts';

const slots: Screen = {
  kind: 'screen',
  name: 'slots',
  title: 'Pick a time',
  state: 'request 1',
  blocks: [
    { kind: 'option', line: ['Tuesday'], details: [], button: { action: 'book', label: 'Book', value: 'slot' } },
  ],
};
const booked: Screen = { kind: 'screen', name: 'booked', title: 'Booked', state: '', blocks: [] };
const onDialog = () => pressDelivery({ action_id: 'book:3', value: 'slot' }, { view: viewOut(renderModal(slots)) });

let app: SlackApp;
afterEach(() => app.close());

describe('a button on a card', () => {
  beforeEach(async () => {
    app = await startSlackApp();
  });
  const onCard = (more: object = {}) =>
    pressDelivery(
      { action_id: 'reschedule:12', value: '{"r":1}' },
      {
        trigger_id: 'trigger.card',
        response_url: app.api.responseUrl,
        channel: { id: 'C0SALES', name: 'sales' },
        message: { type: 'message', ts: '1700000000.1', ...more },
      },
    );

  it('reaches the desk with its action and value as they were drawn', async () => {
    expect(await app.send(onCard())).toEqual({ status: 200, body: '' });
    await app.slack.stop();
    expect(app.desk.asked[0]).toEqual({
      call: 'press',
      args: [
        { platform: 'slack', workspace: 'T0TEST', chatId: 'U0ANN' },
        'trigger.card',
        'reschedule',
        '{"r":1}',
        'card',
        '',
      ],
    });
  });

  it('says nothing when the card itself is the answer', async () => {
    await app.send(onCard());
    await app.slack.stop();
    expect(['views.open', 'response_url', 'views.publish'].flatMap((method) => app.api.calls(method))).toEqual([]);
  });

  it('opens a dialog', async () => {
    app.desk.answers({ kind: 'screen', screen: slots });
    await app.send(onCard());
    const [open] = await app.api.called('views.open');
    expect(open?.args).toMatchObject({ trigger_id: 'trigger.card', view: { callback_id: 'slots' } });
  });

  it('whispers in the thread where it was pressed, and leaves the card as it is', async () => {
    app.desk.answers({ kind: 'whisper', card: say('Only the requester may cancel this.') });
    await app.send(onCard({ thread_ts: '1600000000.1' }));
    const [whisper] = await app.api.called('response_url');
    expect(whisper?.args).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: '1600000000.1',
      text: 'Only the requester may cancel this.',
    });
  });

  it('says to press again when the dialog came too late', async () => {
    app.desk.answers({ kind: 'screen', screen: slots });
    app.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    await app.send(onCard());
    const [whisper] = await app.api.called('response_url');
    expect(whisper?.args.text).toContain('please press the button again');
  });
});

describe('a button in a dialog', () => {
  beforeEach(async () => {
    app = await startSlackApp();
  });

  it("reaches the desk with the screen's state and changes that very dialog", async () => {
    app.desk.answers({ kind: 'screen', screen: booked });
    await app.send(onDialog());
    const [update] = await app.api.called('views.update');
    expect(update?.args).toMatchObject({ view_id: 'V0FORM', hash: 'h.form', view: { callback_id: 'booked' } });
    expect(app.desk.asked[0]?.args.slice(2)).toEqual(['book', 'slot', 'screen', 'request 1']);
  });

  it('says a whisper in the dialog', async () => {
    app.desk.answers({ kind: 'whisper', card: say('That is not yours to book.') });
    await app.send(onDialog());
    const [update] = await app.api.called('views.update');
    expect(JSON.stringify(update?.args.view)).toContain('That is not yours to book.');
  });

  it('lets a newer dialog stand when two buttons were pressed', async () => {
    app.desk.answers({ kind: 'screen', screen: booked });
    app.api.answer('views.update', { ok: false, error: 'hash_conflict' });
    await app.send(onDialog());
    await app.slack.stop();
    expect(app.api.calls('views.update')).toHaveLength(1);
    expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('keeps what the dialog showed when something breaks, so that the person can press again', async () => {
    app.desk.answers(async () => {
      throw new Error('lost');
    });
    await app.send(onDialog());
    const [update] = await app.api.called('views.update');
    const view = JSON.stringify(update?.args.view);
    expect(view).toContain('Something went wrong on our side.');
    expect(view).toContain('"action_id":"book:0"');
  });

  it('does nothing for elements that are no buttons', async () => {
    const select = { type: 'static_select', action_id: 'x', selected_option: { value: '1' } };
    expect((await app.send(pressDelivery(select, { view: viewOut(renderModal(slots)) }))).status).toBe(200);
    await app.slack.stop();
    expect(app.desk.asked).toEqual([]);
  });
});

describe('a button in a dialog with a slow desk', () => {
  it('shows that the desk is at work, then the answer in place of it', async () => {
    app = await startSlackApp({ budgets: { dialog: 1 } });
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(onDialog());
    await app.api.called('views.update');
    slow.resolve({ kind: 'screen', screen: booked });
    const [waiting, answer] = await app.api.called('views.update', 2);
    expect(waiting?.args).toMatchObject({ hash: 'h.form', view: { title: { text: 'One moment…' } } });
    expect(answer?.args).toMatchObject({ hash: 'h.updated', view: { callback_id: 'booked' } });
  });
});

describe('a button on the home tab', () => {
  beforeEach(async () => {
    app = await startSlackApp();
  });
  const onHomeTab = () =>
    pressDelivery({ action_id: 'open-chooser:0', value: 'home' }, { view: viewOut({ type: 'home', blocks: [] }) });

  it('opens a dialog and draws the tab afresh', async () => {
    app.desk.answers({ kind: 'screen', screen: slots });
    await app.send(onHomeTab());
    await app.api.called('views.open');
    const [publish] = await app.api.called('views.publish');
    expect(publish?.args).toMatchObject({ user_id: 'U0ANN', view: { type: 'home' } });
    expect(app.desk.asked.map(({ call }) => call)).toEqual(['press', 'home']);
  });

  it('says a whisper in a dialog, because the tab has no place for one', async () => {
    app.desk.answers({ kind: 'whisper', card: say('Nothing to do.') });
    await app.send(onHomeTab());
    const [open] = await app.api.called('views.open');
    expect(JSON.stringify(open?.args.view)).toContain('Nothing to do.');
  });
});
