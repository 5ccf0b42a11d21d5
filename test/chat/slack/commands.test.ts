import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/chat.ts';
import { say } from '../../../src/chat/slack/notices.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { Screen } from '../../../src/views/view.ts';
import { byHand, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { commandDelivery, signed } from '../../support/slack-requests.ts';

const form: Screen = {
  kind: 'screen',
  name: 'intake',
  title: 'Sales call',
  submit: 'Find times',
  state: 'sales-call',
  blocks: [{ kind: 'field', field: { key: 'name', kind: 'text', label: 'Name', required: true } }],
};

let app: SlackApp;
afterEach(() => app.close());

describe('/schedule', () => {
  beforeEach(async () => {
    app = await startSlackApp();
  });

  it('is acknowledged with nothing and opens the form with its state', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    const delivery = commandDelivery({ text: 'sales-call', trigger_id: 'trigger.form' });
    expect(await app.send(delivery)).toEqual({ status: 200, body: '' });
    const [open] = await app.api.called('views.open');
    expect(open?.args).toMatchObject({
      trigger_id: 'trigger.form',
      view: { type: 'modal', callback_id: 'intake', private_metadata: 'sales-call', submit: { text: 'Find times' } },
    });
    expect(open?.token).toBe('xoxb-test');
    expect(app.desk.asked).toEqual([
      {
        call: 'command',
        args: [{ platform: 'slack', workspace: 'T0TEST', chatId: 'U0ANN' }, 'trigger.form', 'sales-call', 'C0SALES'],
      },
    ]);
    expect(app.api.calls('views.update')).toEqual([]);
  });

  it('whispers through the response URL, so that nobody else sees it', async () => {
    app.desk.answers({ kind: 'whisper', card: say('There is no use case called <!channel>.') });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    const [whisper] = await app.api.called('response_url');
    expect(whisper?.args).toMatchObject({
      response_type: 'ephemeral',
      text: 'There is no use case called &lt;!channel&gt;.',
    });
  });

  it('tells the person when Slack let no dialog open any more', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    app.api.answer('views.open', { ok: false, error: 'expired_trigger_id' });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    const [whisper] = await app.api.called('response_url');
    expect(whisper?.args.text).toContain('please type /schedule again');
  });

  it('asks the desk once when Slack delivers it again, and acknowledges the repetition', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    const delivery = commandDelivery({ response_url: app.api.responseUrl });
    await app.send(delivery);
    await app.api.called('views.open');
    const retry = { ...signed(delivery.body, systemClock.now() - 1_000), 'x-slack-retry-num': '1' };
    expect(await app.send(delivery, retry)).toEqual({ status: 200, body: '' });
    expect(app.desk.asked).toHaveLength(1);
  });

  it('says nothing when another process has opened the dialog for the same delivery', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    app.api.answer('views.open', { ok: false, error: 'exchanged_trigger_id' });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    await app.api.called('views.open');
    await app.slack.stop();
    expect(app.api.calls('response_url')).toEqual([]);
  });

  it('does not try to open a dialog twice, because its trigger works once', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    app.api.answer('views.open', { status: 500 });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    await app.api.called('response_url');
    expect(app.api.calls('views.open')).toHaveLength(1);
  });

  it('says kindly that something broke, with a reference that finds it in the log', async () => {
    app.desk.answers(async () => {
      throw new Error('the database is on fire');
    });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    const [whisper] = await app.api.called('response_url');
    const reference = /Reference: (\w+)/.exec(String(whisper?.args.text))?.[1];
    expect(whisper?.args.text).toContain('Nothing was booked or changed twice; please try again.');
    expect(whisper?.args.text).not.toContain('fire');
    expect(app.logged.find((line) => line.fields.reference === reference)).toMatchObject({ level: 'error' });
  });

  it('says so too when Slack refuses what the desk wants to show', async () => {
    app.desk.answers({ kind: 'screen', screen: form });
    app.api.answer('views.open', { ok: false, error: 'invalid_arguments' });
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    const [whisper] = await app.api.called('response_url');
    expect(whisper?.args.text).toContain('Something went wrong on our side.');
  });

  it('refuses a workspace that the bot token does not belong to', async () => {
    expect((await app.send(commandDelivery({ team_id: 'T0OTHER' }))).status).toBe(401);
    expect(app.desk.asked).toEqual([]);
  });
});

describe('/schedule with a slow desk', () => {
  beforeEach(async () => {
    app = await startSlackApp({ budgets: { command: 1 } });
  });

  it('opens a light dialog at once and fills it when the form is ready', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(commandDelivery({}));
    const [open] = await app.api.called('views.open');
    expect(open?.args).toMatchObject({ view: { title: { text: 'One moment…' } } });
    slow.resolve({ kind: 'screen', screen: form });
    const [update] = await app.api.called('views.update');
    expect(update?.args).toMatchObject({ view_id: 'V0OPEN', hash: 'h.opened', view: { callback_id: 'intake' } });
  });

  it('puts a whisper into the light dialog that is already open', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(commandDelivery({ response_url: app.api.responseUrl }));
    await app.api.called('views.open');
    slow.resolve({ kind: 'whisper', card: say('You have no requests.') });
    const [update] = await app.api.called('views.update');
    expect(JSON.stringify(update?.args.view)).toContain('You have no requests.');
    expect(app.api.calls('response_url')).toEqual([]);
  });

  it('puts a failure into it, too', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(commandDelivery({}));
    await app.api.called('views.open');
    slow.reject(new Error('lost'));
    const [update] = await app.api.called('views.update');
    expect(JSON.stringify(update?.args.view)).toContain('Something went wrong on our side.');
  });

  it('leaves it alone when the person closed it meanwhile', async () => {
    app.api.answer('views.update', { ok: false, error: 'not_found' });
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(commandDelivery({}));
    await app.api.called('views.open');
    slow.resolve({ kind: 'screen', screen: form });
    await app.slack.stop();
    expect(app.api.calls('views.update')).toHaveLength(1);
    expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
  });

  it('finishes what it has taken before it stops', async () => {
    const slow = byHand<Reply>();
    app.desk.answers(() => slow.promise);
    await app.send(commandDelivery({}));
    await app.api.called('views.open');
    const stopped = app.slack.stop();
    slow.resolve({ kind: 'screen', screen: form });
    await stopped;
    expect(app.api.calls('views.update')).toHaveLength(1);
  });
});
