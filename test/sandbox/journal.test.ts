import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ANN, BOB, type Local, START, startLocal } from './local-workspace.ts';
import { actions, button, section } from './shapes.ts';

const texts = async (local: Local) => (await local.see(ANN)).messages.map(({ text }) => text);

async function fill(local: Local): Promise<void> {
  const { api, general } = local;
  const blocks = [actions('', button('go'))].map(({ block_id: _, ...rest }) => rest);
  const { ts } = await api('chat.postMessage', { channel: general, text: 'card', blocks });
  const gone = await api('chat.postMessage', { channel: general, text: 'gone' });
  await local.act({ kind: 'message', as: ANN.id, channel: general, text: 'typed' });
  await api('chat.update', { channel: general, ts, text: 'card, edited' });
  await api('chat.delete', { channel: general, ts: gone.ts });
  await api('chat.postEphemeral', { channel: general, user: ANN.id, text: 'whispered' });
  await api('views.publish', { user_id: ANN.id, view: { type: 'home', blocks: [section('Home')] } });
  await local.act({ kind: 'read', as: BOB.id, channel: general });
}

describe('after a restart', () => {
  it('everything posted is as it was; whispers are gone, as in Slack', async () => {
    const before = await startLocal();
    await fill(before);
    const [ann, bob] = [await before.see(ANN), await before.see(BOB)];
    const after = await before.restart();
    const expected = ann.messages.filter(({ ephemeral }) => !ephemeral);
    expect(await texts(after)).toEqual(['card, edited', 'typed']);
    expect((await after.see(ANN)).messages).toEqual(expected);
    expect((await after.see(ANN)).home).toEqual(ann.home);
    expect((await after.see(BOB)).channels).toEqual(bob.channels);
  });

  it('the app’s secrets and every seeded id are the same', async () => {
    const before = await startLocal();
    const { botToken, signingSecret, roster } = before.sandbox;
    const after = await before.restart();
    expect(after.sandbox).toMatchObject({ botToken, signingSecret });
    expect(after.sandbox.roster.channels).toEqual(roster.channels);
    expect(after.sandbox.roster.bot).toEqual(roster.bot);
    const other = await startLocal();
    expect(other.sandbox.botToken).not.toBe(botToken);
    expect(other.sandbox.roster.channels).toEqual(roster.channels);
  });

  it('no timestamp comes twice, even when the clock was set back', async () => {
    const before = await startLocal();
    before.clock.set(START + 3_600_000);
    const first = await before.api('chat.postMessage', { channel: 'general', text: 'a' });
    const second = await before.api('chat.postMessage', { channel: 'general', text: 'b' });
    const after = await before.restart();
    expect(after.clock.now()).toBe(START);
    const third = await after.api('chat.postMessage', { channel: 'general', text: 'c' });
    const stamps = [first.ts, second.ts, third.ts].map(Number);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(new Set([first.ts, second.ts, third.ts]).size).toBe(3);
    expect(await texts(after)).toEqual(['a', 'b', 'c']);
  });

  it('a line that was cut off in mid-write is dropped, and writing goes on after it', async () => {
    const before = await startLocal();
    await before.api('chat.postMessage', { channel: 'general', text: 'whole' });
    const [last] = readFileSync(before.journal, 'utf8').trim().split('\n').slice(-1);
    appendFileSync(before.journal, last?.replace('whole', 'torn').slice(0, -5) ?? '');
    const middle = await before.restart();
    expect(await texts(middle)).toEqual(['whole']);
    expect(middle.logged).toEqual([]);
    await middle.api('chat.postMessage', { channel: 'general', text: 'next' });
    expect(await texts(await middle.restart())).toEqual(['whole', 'next']);
  });

  it('a line that makes no sense is skipped and told of', async () => {
    const before = await startLocal();
    appendFileSync(before.journal, 'no json\n{"is":"something else"}\n');
    await before.api('chat.postMessage', { channel: 'general', text: 'after it' });
    const after = await before.restart();
    expect(await texts(after)).toEqual(['after it']);
    expect(after.logged).toHaveLength(2);
  });
});

describe('the journal', () => {
  it('has a message before the app hears that it was posted', async () => {
    const local = await startLocal();
    await local.api('chat.postMessage', { channel: 'general', text: 'safe' });
    expect(readFileSync(local.journal, 'utf8')).toContain('"safe"');
  });

  it('can be read by its owner only, because it holds the secrets', async () => {
    const local = await startLocal();
    expect(statSync(local.journal).mode & 0o077).toBe(0);
  });

  it('is made smaller at start when it has grown large, and loses nothing', async () => {
    const before = await startLocal();
    await fill(before);
    const big = await before.api('chat.postMessage', { channel: 'general', text: 'big' });
    for (let edit = 0; edit < 52; edit += 1) {
      await before.api('chat.update', { channel: before.general, ts: big.ts, text: 'x'.repeat(40_000) });
    }
    const [large, ann, bob] = [statSync(before.journal).size, await before.see(ANN), await before.see(BOB)];
    const after = await before.restart();
    const small = statSync(after.journal).size;
    expect([large > 2_000_000, small < 60_000]).toEqual([true, true]);
    expect(statSync(after.journal).mode & 0o077).toBe(0);
    expect((await after.see(ANN)).messages).toEqual(ann.messages.filter(({ ephemeral }) => !ephemeral));
    expect((await after.see(BOB)).channels).toEqual(bob.channels);
    expect(after.sandbox.botToken).toBe(before.sandbox.botToken);
    await after.api('chat.postMessage', { channel: 'general', text: 'goes on' });
    const again = await after.restart();
    expect((await again.see(BOB)).channels).toMatchObject([{ unread: 2 }, { unread: 0 }, { unread: 0 }]);
    expect((await texts(again)).at(-1)).toBe('goes on');
    expect((await again.see(ANN)).home).toEqual(ann.home);
  });
});

describe('a closed workspace', () => {
  it('takes nothing more, rather than acknowledge what it cannot keep', async () => {
    const local = await startLocal();
    local.sandbox.close();
    local.sandbox.close();
    expect(await local.api('chat.postMessage', { channel: 'general', text: 'late' })).toMatchObject({ ok: false });
    expect(local.logged).toContain('The local workspace failed');
  });
});
