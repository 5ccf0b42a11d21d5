import { describe, expect, it } from 'vitest';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { ANN, BOB, type Local, startLocal } from './local-workspace.ts';
import { actions, button } from './shapes.ts';

async function commandUrl(local: Local): Promise<string> {
  await local.trigger(ANN);
  return String(local.app.deliveries.at(-1)?.body.response_url);
}

async function pressUrl(local: Local, ts: string): Promise<string> {
  const message = { channel: local.general, ts };
  await local.act({ kind: 'press', as: ANN.id, message, action: { action_id: 'go' }, values: {} });
  return String(local.app.deliveries.at(-1)?.body.response_url);
}

async function post(url: string, body: SlackJson): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, text: await response.text() };
}

const blocks = [actions('row', button('go'))];

describe('a response URL', () => {
  it('speaks to the person alone, or to all when it says so', async () => {
    const local = await startLocal();
    const url = await commandUrl(local);
    expect(await post(url, { text: 'Only you' })).toEqual({ status: 200, text: 'ok' });
    await post(url, { text: 'All of you', response_type: 'in_channel' });
    expect((await local.see(ANN)).messages.map(({ text }) => text)).toEqual(['Only you', 'All of you']);
    expect((await local.see(BOB)).messages.map(({ text }) => text)).toEqual(['All of you']);
  });

  it('works five times', async () => {
    const local = await startLocal();
    const url = await commandUrl(local);
    const statuses = [];
    for (let use = 0; use < 6; use += 1) statuses.push((await post(url, { text: 'Hi' })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect((await post(url, { text: 'Hi' })).text).toContain('used_url');
    expect((await local.see(ANN)).complaints.at(-1)?.text).toContain('used_url');
  });

  it('works for 30 minutes', async () => {
    const local = await startLocal();
    const url = await commandUrl(local);
    local.clock.set(local.clock.now() + 30 * 60_000);
    expect((await post(url, { text: 'In time' })).status).toBe(200);
    local.clock.set(local.clock.now() + 1);
    expect(await post(url, { text: 'Late' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('expired_url'),
    });
    expect((await post(`${url}x`, { text: 'Forged' })).status).toBe(404);
  });

  it('replaces or deletes the message that was pressed', async () => {
    const local = await startLocal();
    const posted = await local.api('chat.postMessage', { channel: 'general', text: 'Card', blocks });
    const url = await pressUrl(local, String(posted.ts));
    await post(url, { replace_original: true, text: 'Decided' });
    expect((await local.see(BOB)).messages).toMatchObject([
      { ts: posted.ts, text: 'Decided', blocks: [], edited: true },
    ]);
    await post(url, { delete_original: true });
    expect((await local.see(BOB)).messages).toEqual([]);
    expect((await post(url, { delete_original: true })).status).toBe(400);
  });

  it('replaces or deletes an ephemeral message too', async () => {
    const local = await startLocal();
    const posted = await local.api('chat.postEphemeral', { channel: 'general', user: ANN.id, text: 'Psst', blocks });
    const url = await pressUrl(local, String(posted.message_ts));
    await post(url, { replace_original: true, text: 'Changed' });
    expect((await local.see(ANN)).messages).toMatchObject([{ text: 'Changed', ephemeral: true }]);
    await post(url, { delete_original: true });
    expect((await local.see(ANN)).messages).toEqual([]);
  });

  it('refuses what Slack would refuse', async () => {
    const local = await startLocal();
    const url = await commandUrl(local);
    expect(await post(url, {})).toMatchObject({ status: 400, text: expect.stringContaining('no_text') });
    const input = { type: 'input' };
    expect(await post(url, { text: 'x', blocks: [input] })).toMatchObject({
      status: 400,
      text: expect.stringContaining('invalid_blocks'),
    });
  });
});
