import { describe, expect, it } from 'vitest';
import type { SlackJson } from '../../src/sandbox/protocol.ts';
import { ANN, BOB, type Local, startLocal } from './local-workspace.ts';
import { actions, button, section } from './shapes.ts';

const messagesOf = async (local: Local, who = ANN) => (await local.see(who)).messages;

describe('the Web API', () => {
  it('wants the app’s token', async () => {
    const { api } = await startLocal();
    expect(await api('auth.test', {}, null)).toEqual({ ok: false, error: 'not_authed' });
    expect(await api('auth.test', {}, 'xoxb-wrong')).toEqual({ ok: false, error: 'invalid_auth' });
    expect(await api('api.test', {}, null)).toMatchObject({ ok: true });
  });

  it('knows which app and team it serves', async () => {
    const { api, sandbox } = await startLocal();
    const { bot, app } = sandbox.roster;
    const me = { ok: true, team: 'Acme', team_id: 'T0TEAM', user_id: bot.id, bot_id: app.botId };
    expect(await api('auth.test')).toMatchObject(me);
    expect(await api('team.info')).toMatchObject({ team: { id: 'T0TEAM', name: 'Acme' } });
    expect(await api('bots.info', { bot: app.botId })).toMatchObject({ bot: { user_id: bot.id, app_id: app.id } });
    expect(await api('bots.info', { bot: 'B404' })).toMatchObject({ error: 'bot_not_found' });
  });

  it('says so when it does not know a method', async () => {
    const { api, see } = await startLocal();
    for (const method of ['chat.dance', 'constructor', '__proto__']) {
      expect(await api(method)).toMatchObject({ ok: false, error: 'unknown_method' });
    }
    expect((await see(ANN)).complaints[0]?.text).toContain('chat.dance');
    expect(await api('apps.connections.open')).toMatchObject({ ok: false, error: 'not_allowed_token_type' });
  });

  it('reads form fields, JSON and the query alike, and refuses the rest', async () => {
    const { url, sandbox } = await startLocal();
    const address = `${url}/sandbox/api/users.info`;
    const token = sandbox.botToken;
    const ask = async (to: string, init: RequestInit = {}) => (await (await fetch(to, init)).json()) as SlackJson;
    const ann = { ok: true, user: { id: ANN.id } };
    const form = new URLSearchParams({ token, user: ANN.id });
    expect(await ask(address, { method: 'POST', body: form })).toMatchObject(ann);
    expect(await ask(`${address}?${form}`)).toMatchObject(ann);
    const json = { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' } };
    expect(await ask(address, { ...json, body: JSON.stringify({ token, user: ANN.id }) })).toMatchObject(ann);
    expect(await ask(address, { ...json, body: '{' })).toMatchObject({ error: 'invalid_json' });
    const xml = { method: 'POST', headers: { 'content-type': 'text/xml' }, body: '<x/>' };
    expect(await ask(address, xml)).toMatchObject({ error: 'invalid_post_type' });
  });

  it('fails as a test tells it to: with a status, before or after the effect, a number of times', async () => {
    const local = await startLocal();
    const call = (text: string) =>
      fetch(`${local.url}/sandbox/api/chat.postMessage`, {
        method: 'POST',
        body: new URLSearchParams({ token: local.sandbox.botToken, channel: 'general', text }),
      });
    local.sandbox.faults.failNext('chat.postMessage', { retryAfter: 7 });
    local.sandbox.faults.failNext('chat.postMessage', { status: 500, times: 2 });
    local.sandbox.faults.failNext('chat.postMessage', { status: 503, error: 'lost', afterCommit: true });
    const limited = await call('one');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await limited.json()).toEqual({ ok: false, error: 'ratelimited' });
    expect([(await call('two')).status, (await call('three')).status]).toEqual([500, 500]);
    expect(await messagesOf(local)).toEqual([]);
    const lost = await call('four');
    expect([lost.status, await lost.json()]).toEqual([503, { ok: false, error: 'lost' }]);
    expect(await (await call('five')).json()).toMatchObject({ ok: true });
    expect((await messagesOf(local)).map(({ text }) => text)).toEqual(['four', 'five']);
    expect(local.sandbox.calls('chat.postMessage').map(({ status }) => status)).toEqual([429, 500, 500, 503, 200]);
    expect(local.sandbox.calls('chat.postMessage')[0]?.args).toMatchObject({ channel: 'general', text: 'one' });
    local.sandbox.faults.failNext('auth.test', {});
    local.sandbox.faults.clear();
    expect(await local.api('auth.test')).toMatchObject({ ok: true });
  });
});

describe('people', () => {
  it('are given with their zone as it is now', async () => {
    const { api, clock } = await startLocal();
    expect(await api('users.info', { user: ANN.id })).toMatchObject({
      ok: true,
      user: {
        id: ANN.id,
        team_id: 'T0TEAM',
        name: 'ann',
        real_name: 'Ann Lee',
        tz: 'America/New_York',
        tz_label: 'Eastern Standard Time',
        tz_offset: -18_000,
        deleted: false,
        is_bot: false,
        profile: { email: 'ann@acme.test', display_name: 'ann', first_name: 'Ann', last_name: 'Lee' },
      },
    });
    clock.set(clock.now() + 200 * 86_400_000);
    const summer = { tz_label: 'Eastern Daylight Time', tz_offset: -14_400 };
    expect(await api('users.info', { user: ANN.id })).toMatchObject({ user: summer });
    const phoenix = { tz_label: 'Mountain Standard Time', tz_offset: -25_200 };
    expect(await api('users.info', { user: BOB.id })).toMatchObject({ user: phoenix });
  });

  it('are found by email in any spelling, never a bot', async () => {
    const { api } = await startLocal();
    const found = { ok: true, user: { id: BOB.id } };
    expect(await api('users.lookupByEmail', { email: ' Bob@ACME.test ' })).toMatchObject(found);
    expect(await api('users.lookupByEmail', { email: 'x@acme.test' })).toMatchObject({ error: 'users_not_found' });
    expect(await api('users.lookupByEmail')).toMatchObject({ error: 'invalid_arguments' });
  });

  it('are listed with the bot among them', async () => {
    const { api, sandbox } = await startLocal();
    const { members } = (await api('users.list')) as { members: SlackJson[] };
    expect(members.map(({ id, is_bot }) => [id, is_bot])).toEqual([
      [ANN.id, false],
      [BOB.id, false],
      [sandbox.roster.bot.id, true],
    ]);
    expect(await api('users.info', { user: 'U404' })).toMatchObject({ error: 'user_not_found' });
    expect(await api('users.profile.get', { user: ANN.id })).toMatchObject({ profile: { email: 'ann@acme.test' } });
  });
});

describe('conversations', () => {
  it('are channels that everyone is in, and a direct message with each person', async () => {
    const { api, general, sandbox } = await startLocal();
    const opened = await api('conversations.open', { users: ANN.id });
    const direct = (opened.channel as SlackJson).id;
    expect(opened).toMatchObject({ ok: true, channel: { id: expect.stringMatching(/^D/) } });
    expect(await api('conversations.open', { users: ANN.id })).toEqual(opened);
    expect(await api('conversations.info', { channel: general })).toMatchObject({
      channel: { id: general, name: 'general', is_channel: true, is_member: true },
    });
    expect(await api('conversations.info', { channel: direct })).toMatchObject({
      channel: { is_im: true, user: ANN.id },
    });
    const ids = sandbox.roster.people.map(({ id }) => id);
    expect(await api('conversations.members', { channel: general })).toMatchObject({ members: ids });
    const list = (types?: string) => api('conversations.list', types === undefined ? {} : { types });
    expect(((await list()).channels as SlackJson[]).map(({ name }) => name)).toEqual(['general', 'sales']);
    expect((await list('im')).channels).toHaveLength(2);
    expect(await api('conversations.open', { users: 'U404' })).toMatchObject({ error: 'user_not_found' });
    expect(await api('conversations.open')).toMatchObject({ error: 'users_list_not_supplied' });
    expect(await api('conversations.info', { channel: 'C404' })).toMatchObject({ error: 'channel_not_found' });
  });

  it('give their history newest first, page by page, with metadata when asked', async () => {
    const { api, general } = await startLocal();
    const metadata = { event_type: 'card', event_payload: { key: 'k1' } };
    for (const text of ['one', 'two', 'three']) {
      await api('chat.postMessage', { channel: general, text, ...(text === 'two' ? { metadata } : {}) });
    }
    const first = await api('conversations.history', { channel: general, limit: 2, include_all_metadata: true });
    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'three' }, { text: 'two', metadata }] });
    const { next_cursor: cursor } = first.response_metadata as SlackJson;
    const second = await api('conversations.history', { channel: general, limit: 2, cursor });
    expect(second).toMatchObject({ has_more: false, messages: [{ text: 'one' }] });
    const [, two] = first.messages as SlackJson[];
    const between = { channel: general, oldest: two?.ts, latest: two?.ts };
    expect((await api('conversations.history', between)).messages).toEqual([]);
    const [only] = (await api('conversations.history', { ...between, inclusive: true })).messages as SlackJson[];
    expect(only).toMatchObject({ text: 'two' });
    expect(only).not.toHaveProperty('metadata');
  });
});

describe('chat', () => {
  it('posts to a channel by id, #name or name, and to a person directly', async () => {
    const local = await startLocal();
    for (const channel of [local.general, '#general', 'general']) {
      expect(await local.api('chat.postMessage', { channel, text: 'x' })).toMatchObject({ channel: local.general });
    }
    expect(await local.api('chat.postMessage', { channel: BOB.id, text: 'hello' })).toMatchObject({
      ok: true,
      channel: expect.stringMatching(/^D/),
      message: { text: 'hello', bot_id: local.sandbox.roster.app.botId },
    });
    expect(await messagesOf(local)).toHaveLength(3);
    expect(await messagesOf(local, BOB)).toHaveLength(4);
    expect(await local.api('chat.postMessage', { channel: 'nowhere', text: 'x' })).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('refuses blocks that Slack refuses, and says where', async () => {
    const local = await startLocal();
    const blocks = [section('fine'), section('x'.repeat(3001))];
    const line = '[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]';
    expect(await local.api('chat.postMessage', { channel: 'general', text: 'x', blocks })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: [line] },
    });
    expect(await messagesOf(local)).toEqual([]);
    expect((await local.see(ANN)).complaints[0]?.text).toBe(`chat.postMessage: ${line}`);
    const long = Array.from({ length: 5 }, () => section('x'.repeat(2900)));
    const tooLong = { ok: false, error: 'msg_blocks_too_long' };
    expect(await local.api('chat.postMessage', { channel: 'general', text: 'x', blocks: long })).toMatchObject(tooLong);
    expect(await local.api('chat.postMessage', { channel: 'general' })).toMatchObject({ error: 'no_text' });
  });

  it('grumbles about what is lost, but posts it', async () => {
    const local = await startLocal();
    await local.api('chat.postMessage', { channel: 'general', blocks: [section('x')], thread_ts: '1.000000' });
    const texts = (await local.see(ANN)).complaints.map(({ text }) => text);
    expect(texts[0]).toContain('notifications and screen readers');
    expect(texts[1]).toContain('thread_ts');
    expect(await messagesOf(local)).toHaveLength(1);
  });

  it('cuts a text after 40,000 characters', async () => {
    const local = await startLocal();
    await local.api('chat.postMessage', { channel: 'general', text: 'x'.repeat(40_001) });
    expect((await messagesOf(local))[0]?.text).toHaveLength(40_000);
  });

  it('wants metadata as Slack does', async () => {
    const { api } = await startLocal();
    for (const metadata of ['text', { event_type: '' }, { event_type: 'x' }, { event_type: 'x', event_payload: 1 }]) {
      expect(await api('chat.postMessage', { channel: 'general', text: 'x', metadata })).toMatchObject({
        error: 'invalid_metadata_format',
      });
    }
  });

  it('updates the app’s own messages; what is left out stays', async () => {
    const local = await startLocal();
    const { api, general } = local;
    const metadata = { event_type: 'card', event_payload: {} };
    const blocks = [actions('row', button('go'))];
    const { ts } = await api('chat.postMessage', { channel: general, text: 'one', blocks, metadata });
    expect(await api('chat.update', { channel: general, ts, text: 'two' })).toMatchObject({
      ok: true,
      ts,
      text: 'two',
      message: { blocks, metadata },
    });
    await api('chat.update', { channel: general, ts, text: 'three', blocks: [], metadata: {} });
    expect(await messagesOf(local)).toMatchObject([{ ts, text: 'three', blocks: [], edited: true }]);
    const [kept] = (await api('conversations.history', { channel: general, include_all_metadata: true }))
      .messages as SlackJson[];
    expect(kept).not.toHaveProperty('metadata');
    const bad = { channel: general, ts, text: 'x', blocks: [{ type: 'input' }] };
    expect(await api('chat.update', bad)).toMatchObject({ error: 'invalid_blocks' });
  });

  it('leaves other people’s messages alone', async () => {
    const local = await startLocal();
    const { api, general } = local;
    await local.act({ kind: 'message', as: ANN.id, channel: general, text: 'mine' });
    const ts = (await messagesOf(local))[0]?.ts;
    const gone = { channel: general, ts: '1.000000', text: 'x' };
    expect(await api('chat.update', { channel: general, ts, text: 'x' })).toMatchObject({
      error: 'cant_update_message',
    });
    expect(await api('chat.delete', { channel: general, ts })).toMatchObject({ error: 'cant_delete_message' });
    expect(await api('chat.update', gone)).toMatchObject({ error: 'message_not_found' });
    expect(await api('chat.delete', { ...gone, channel: 'C404' })).toMatchObject({ error: 'channel_not_found' });
  });

  it('deletes, and links to what is there', async () => {
    const local = await startLocal();
    const { ts } = await local.api('chat.postMessage', { channel: 'general', text: 'x' });
    const link = await local.api('chat.getPermalink', { channel: local.general, message_ts: ts });
    expect(link).toMatchObject({ ok: true, permalink: `${local.url}/sandbox/?channel=${local.general}&message=${ts}` });
    expect(await local.api('chat.delete', { channel: local.general, ts })).toMatchObject({ ok: true, ts });
    expect(await messagesOf(local)).toEqual([]);
    const again = await local.api('chat.getPermalink', { channel: local.general, message_ts: ts });
    expect(again).toMatchObject({ error: 'message_not_found' });
  });

  it('whispers to one person', async () => {
    const local = await startLocal();
    const whisper = (channel: string, user: string) => local.api('chat.postEphemeral', { channel, user, text: 'psst' });
    expect(await whisper('general', ANN.id)).toMatchObject({ ok: true });
    expect(await messagesOf(local)).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(await messagesOf(local, BOB)).toEqual([]);
    expect(await whisper('general', 'U404')).toMatchObject({ error: 'user_not_in_channel' });
    expect(await whisper(BOB.id, ANN.id)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('views.publish', () => {
  it('sets one person’s home tab and guards it by its hash', async () => {
    const local = await startLocal();
    const view = { type: 'home', blocks: [section('Hi')] };
    const first = await local.api('views.publish', { user_id: ANN.id, view });
    const { id, hash } = first.view as SlackJson;
    const second = await local.api('views.publish', { user_id: ANN.id, view, hash });
    expect(second).toMatchObject({ ok: true, view: { id } });
    const stale = { user_id: ANN.id, view, hash };
    expect(await local.api('views.publish', stale)).toMatchObject({ error: 'hash_conflict' });
    const modal = { ...view, type: 'modal' };
    expect(await local.api('views.publish', { user_id: ANN.id, view: modal })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(await local.api('views.publish', { user_id: 'U404', view })).toMatchObject({ error: 'user_not_found' });
    expect(await local.api('views.publish', { view })).toMatchObject({ error: 'invalid_arguments' });
  });
});
