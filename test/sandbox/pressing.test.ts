import { describe, expect, it } from 'vitest';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { ANN, BOB, type Local, startLocal, until } from './local-workspace.ts';
import { actions, button, form, input, plain, section } from './shapes.ts';

const options = [1, 2].map((n) => ({ text: plain(`Option ${n}`), value: String(n) }));
const row = actions('row', button('go', { style: 'primary' }), { type: 'static_select', action_id: 'pick', options });

async function post(local: Local, blocks: SlackJson[] = [row]): Promise<string> {
  const posted = await local.api('chat.postMessage', { channel: 'general', text: 'Card', blocks });
  expect(posted).toMatchObject({ ok: true });
  return String(posted.ts);
}

const press = (local: Local, ts: string, action: SlackJson, values = {}) =>
  local.act({ kind: 'press', as: ANN.id, message: { channel: local.general, ts }, action, values });

/** The newest thing that the app was sent. */
const sentTo = (local: Local): SlackJson => local.app.deliveries.at(-1)?.body ?? {};

describe('pressing a button on a message', () => {
  it('reaches the app with everything Slack sends', async () => {
    const local = await startLocal();
    const ts = await post(local);
    expect(await press(local, ts, { block_id: 'row', action_id: 'go' })).toEqual({ ok: true });
    const body = sentTo(local);
    expect(body).toMatchObject({
      type: 'block_actions',
      user: { id: ANN.id, username: 'ann', name: 'ann', team_id: 'T0TEAM' },
      api_app_id: local.sandbox.roster.app.id,
      container: { type: 'message', message_ts: ts, channel_id: local.general, is_ephemeral: false },
      team: { id: 'T0TEAM' },
      channel: { id: local.general, name: 'general' },
      message: { ts, text: 'Card', user: local.sandbox.roster.bot.id, blocks: [{ block_id: 'row' }] },
      state: { values: { row: { pick: { type: 'static_select', selected_option: null } } } },
      actions: [
        { type: 'button', block_id: 'row', action_id: 'go', value: '7', style: 'primary', text: plain('Press') },
      ],
    });
    expect((body.actions as SlackJson[])[0]?.action_ts).toMatch(/^\d+\.\d{6}$/);
    expect(body.trigger_id).toBeTruthy();
    expect(String(body.response_url)).toContain('/sandbox/api/response/');
  });

  it('sends the value that the app gave the button, not what the page says', async () => {
    const local = await startLocal();
    await press(local, await post(local), { block_id: 'row', action_id: 'go', value: 'forged', type: 'overflow' });
    expect(local.app.deliveries[0]?.body.actions).toMatchObject([{ type: 'button', value: '7' }]);
  });

  it('opens a dialog with its trigger', async () => {
    const local = await startLocal();
    await press(local, await post(local), { block_id: 'row', action_id: 'go' });
    const { trigger_id } = local.app.deliveries[0]?.body ?? {};
    expect(await local.api('views.open', { trigger_id, view: form([section('Hi')]) })).toMatchObject({ ok: true });
  });

  it('finds a button that came without ids, as Slack names it', async () => {
    const local = await startLocal();
    const ts = await post(local, [{ type: 'section', text: plain('x'), accessory: button('') }].map(withoutIds));
    const [block] = (await local.see(ANN)).messages[0]?.blocks ?? [];
    const accessory = block?.accessory as SlackJson;
    expect(block?.block_id).toBeTruthy();
    expect(await press(local, ts, { block_id: block?.block_id, action_id: accessory.action_id })).toEqual({ ok: true });
  });

  it('does nothing when the button or message is gone, or the message is not theirs', async () => {
    const local = await startLocal();
    const ts = await post(local);
    const whisper = await local.api('chat.postEphemeral', {
      channel: 'general',
      user: BOB.id,
      text: 'x',
      blocks: [row],
    });
    const go = { block_id: 'row', action_id: 'go' };
    expect(await press(local, ts, { block_id: 'row', action_id: 'gone' })).toMatchObject({ ok: false });
    expect(await press(local, '1.000000', go)).toMatchObject({ ok: false });
    const sales = local.sandbox.roster.find('sales')?.id ?? '';
    const mine = await local.api('chat.postEphemeral', { channel: 'general', user: ANN.id, text: 'x', blocks: [row] });
    const elsewhere = { channel: sales, ts: String(mine.message_ts) };
    expect(await local.act({ kind: 'press', as: ANN.id, message: elsewhere, action: go, values: {} })).toMatchObject({
      ok: false,
    });
    expect(await press(local, String(whisper.message_ts), go)).toMatchObject({ ok: false });
    await local.api('chat.update', { channel: local.general, ts, text: 'Done', blocks: [] });
    expect(await press(local, ts, go)).toMatchObject({ ok: false });
    expect(local.app.deliveries).toEqual([]);
  });

  it('says so when the app fails or is slow', async () => {
    const local = await startLocal();
    const ts = await post(local);
    const failed = { ok: false, error: 'Slotdesk did not answer. Try again?' };
    local.app.answer = () => ({ status: 500 });
    expect(await press(local, ts, { action_id: 'go' })).toEqual(failed);
    local.app.answer = () => ({ hang: true });
    const slow = press(local, ts, { action_id: 'go' });
    await until(() => local.app.deliveries.length === 2);
    local.timers.pass(3_000);
    expect(await slow).toEqual(failed);
  });
});

describe('choosing in a menu on a message', () => {
  it('sends the option', async () => {
    const local = await startLocal();
    await press(local, await post(local), { block_id: 'row', action_id: 'pick', selected_option: options[1] });
    expect(local.app.deliveries[0]?.body.actions).toMatchObject([
      { type: 'static_select', action_id: 'pick', selected_option: options[1] },
    ]);
  });

  it('refuses an option that is not offered, and an overflow menu without one', async () => {
    const local = await startLocal();
    const overflow = { type: 'overflow', action_id: 'more', options };
    const ts = await post(local, [row, actions('extra', overflow)]);
    const strange = { text: plain('Other'), value: '9' };
    expect(await press(local, ts, { action_id: 'pick', selected_option: strange })).toMatchObject({ ok: false });
    expect(await press(local, ts, { action_id: 'more' })).toMatchObject({ ok: false });
    expect(await press(local, ts, { action_id: 'more', selected_option: options[0] })).toEqual({ ok: true });
  });
});

describe('pressing elsewhere', () => {
  it('on an ephemeral message carries no message, as in Slack', async () => {
    const local = await startLocal();
    const posted = await local.api('chat.postEphemeral', {
      channel: 'general',
      user: ANN.id,
      text: 'x',
      blocks: [row],
    });
    await press(local, String(posted.message_ts), { action_id: 'go' });
    const body = sentTo(local);
    expect(body.container).toMatchObject({ is_ephemeral: true });
    expect(body).not.toHaveProperty('message');
  });

  it('in a dialog carries the view with what stands in it', async () => {
    const local = await startLocal();
    const view = form([row, input('name', { type: 'plain_text_input' })]);
    const opened = await local.api('views.open', { trigger_id: await local.trigger(ANN), view });
    const viewId = String((opened.view as SlackJson).id);
    const values = { name: { it: { type: 'plain_text_input', value: 'Zo' } } };
    await local.act({ kind: 'press-view', as: ANN.id, viewId, action: { action_id: 'go' }, values });
    const body = sentTo(local);
    expect(body).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: viewId },
      view: { id: viewId, state: { values } },
      actions: [{ action_id: 'go', value: '7' }],
    });
    expect(body).not.toHaveProperty('response_url');
  });

  it('in an input speaks to the app only when the block asked for it', async () => {
    const local = await startLocal();
    const select = { type: 'static_select', options };
    const view = form([input('loud', select, { dispatch_action: true }), input('quiet', select)]);
    const opened = await local.api('views.open', { trigger_id: await local.trigger(ANN), view });
    const viewId = String((opened.view as SlackJson).id);
    const choose = (block_id: string) => {
      const action = { block_id, action_id: 'it', selected_option: options[0] };
      return local.act({ kind: 'press-view', as: ANN.id, viewId, action, values: {} });
    };
    expect(await choose('quiet')).toMatchObject({ ok: false });
    expect(await choose('loud')).toEqual({ ok: true });
    expect(local.app.deliveries).toHaveLength(2);
  });

  it('on the home tab carries that view', async () => {
    const local = await startLocal();
    const view = { type: 'home', blocks: [row], private_metadata: 'm' };
    const published = await local.api('views.publish', { user_id: ANN.id, view });
    const viewId = String((published.view as SlackJson).id);
    await local.act({ kind: 'press-view', as: ANN.id, viewId, action: { action_id: 'go' }, values: {} });
    expect(local.app.deliveries[0]?.body).toMatchObject({ view: { id: viewId, type: 'home', private_metadata: 'm' } });
    const { home } = await local.see(ANN);
    expect(home).toMatchObject({ id: viewId, type: 'home' });
    expect((await local.see(BOB)).home).toBeNull();
  });
});

function withoutIds(block: SlackJson): SlackJson {
  const { block_id: _, ...rest } = block;
  const { action_id: __, ...accessory } = rest.accessory as SlackJson;
  return { ...rest, accessory };
}
