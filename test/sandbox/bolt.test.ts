import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, type BlockAction, type ButtonAction, HTTPReceiver, LogLevel } from '@slack/bolt';
import { afterEach, expect, it } from 'vitest';
import { systemTimers } from '../../src/sandbox/timers.ts';
import { ANN, type Local, startLocal, until } from './local-workspace.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A real Bolt app under the workspace, listening where the workspace delivers. */
async function withBolt(): Promise<{ local: Local; bolt: App }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const deliverTo = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const local = await startLocal({ deliverTo, timers: systemTimers });
  const receiver = new HTTPReceiver({ signingSecret: local.sandbox.signingSecret, logLevel: LogLevel.ERROR });
  server.on('request', (request, response) => receiver.requestListener(request, response));
  const bolt = new App({
    token: local.sandbox.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: `${local.url}/sandbox/api/` },
  });
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  closers.push(async () => server.closeAllConnections());
  return { local, bolt };
}

it('carries a real Bolt app from the command to the decided card', async () => {
  const { local, bolt } = await withBolt();
  bolt.command('/schedule', async ({ ack, client, body, respond }) => {
    await ack();
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'ask',
        title: { type: 'plain_text', text: 'Ask' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: [
          {
            type: 'input',
            block_id: 'who',
            label: { type: 'plain_text', text: 'Who' },
            element: { type: 'plain_text_input', action_id: 'it' },
          },
        ],
      },
    });
    await respond('Opened.');
  });
  bolt.view('ask', async ({ ack, view, client }) => {
    const who = view.state.values.who?.it?.value ?? '';
    if (who === 'nobody') return ack({ response_action: 'errors', errors: { who: 'Somebody, please.' } });
    await client.chat.postMessage({
      channel: 'general',
      text: `For ${who}`,
      metadata: { event_type: 'card', event_payload: { who } },
      blocks: [
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'book', value: who, text: { type: 'plain_text', text: 'Book' } }],
        },
      ],
    });
    return ack();
  });
  bolt.action<BlockAction<ButtonAction>>('book', async ({ ack, body, action, client }) => {
    await ack();
    const { channel, message } = body;
    await client.chat.update({
      channel: channel?.id ?? '',
      ts: message?.ts ?? '',
      text: `Booked ${action.value}`,
      blocks: [],
    });
  });
  bolt.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
  });

  const see = () => local.see(ANN);
  expect(await local.act({ kind: 'command', as: ANN.id, channel: local.general, text: '/schedule' })).toEqual({
    ok: true,
  });
  await until(async () => (await see()).views.length === 1 && (await see()).messages.length === 1);
  const viewId = (await see()).views[0]?.id ?? '';
  const submit = (value: string) => {
    const values = { who: { it: { type: 'plain_text_input', value } } };
    return local.act({ kind: 'submit', as: ANN.id, viewId, values });
  };
  expect(await submit('nobody')).toEqual({ ok: true });
  expect((await see()).views[0]?.errors).toEqual({ who: 'Somebody, please.' });
  expect(await submit('Zoe')).toEqual({ ok: true });
  expect((await see()).views).toEqual([]);

  const card = (await see()).messages.find(({ text }) => text === 'For Zoe');
  const message = { channel: local.general, ts: card?.ts ?? '' };
  expect(await local.act({ kind: 'press', as: ANN.id, message, action: { action_id: 'book' }, values: {} })).toEqual({
    ok: true,
  });
  await until(async () => (await see()).messages.some(({ text }) => text === 'Booked Zoe'));
  await local.act({ kind: 'home', as: ANN.id });
  await until(async () => (await see()).home !== null);
  expect((await see()).complaints).toEqual([]);
});
