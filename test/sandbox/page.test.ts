import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/sandbox/protocol.ts';
import { systemTimers } from '../../src/sandbox/timers.ts';
import { ANN, BOB, type Local, startLocal } from './local-workspace.ts';

/** Reads the stream of `who` one snapshot at a time. */
async function follow(local: Local, who = ANN) {
  const response = await fetch(`${local.url}/sandbox/stream?as=${who.id}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    type: response.headers.get('content-type'),
    next: async (): Promise<Snapshot | null> => {
      for (;;) {
        const match = /^data: (.*)\n\n/m.exec(text);
        if (match !== null) {
          text = text.slice(match.index + match[0].length);
          return JSON.parse(match[1] ?? '') as Snapshot;
        }
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) return null;
        text += value;
      }
    },
  };
}

describe('the page', () => {
  it('is served with its bundled script and its style', async () => {
    const { url } = await startLocal();
    const get = async (path: string) => {
      const response = await fetch(`${url}/sandbox${path}`);
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    };
    const html = await get('');
    expect(html.text).toContain('<title>Acme (local workspace)</title>');
    expect(html.text).toContain('<base href="/sandbox/">');
    const script = await get('/page.js');
    expect([script.status, script.type]).toEqual([200, 'text/javascript; charset=utf-8']);
    expect(script.text.length).toBeGreaterThan(10_000);
    expect((await get('/style.css')).type).toBe('text/css; charset=utf-8');
  });

  it('shows everybody the same channels and their own direct message, named after the app', async () => {
    const { see, sandbox } = await startLocal();
    const { me, people, channels, app, views, home } = await see(BOB);
    expect(me).toEqual(BOB);
    expect(people.map(({ id, bot }) => [id, bot])).toContainEqual([sandbox.roster.bot.id, true]);
    expect(channels).toMatchObject([
      { name: 'general', kind: 'channel', unread: 0 },
      { name: 'sales', kind: 'channel' },
      { name: 'Slotdesk', kind: 'direct', with: sandbox.roster.bot.id },
    ]);
    expect(app).toMatchObject({ name: 'Slotdesk', user: sandbox.roster.bot.id, commands: [{ command: '/schedule' }] });
    expect([views, home]).toEqual([[], null]);
  });

  it('shows the first person when nobody is named, and no stranger or bot', async () => {
    const { url, sandbox } = await startLocal();
    expect(await (await fetch(`${url}/sandbox/state`)).json()).toMatchObject({ me: { id: ANN.id } });
    for (const as of ['U404', sandbox.roster.bot.id]) {
      expect((await fetch(`${url}/sandbox/state?as=${as}`)).status).toBe(404);
      expect((await fetch(`${url}/sandbox/stream?as=${as}`)).status).toBe(404);
    }
  });
});

describe('the stream', () => {
  it('gives a snapshot at once and after each change', async () => {
    const local = await startLocal({ timers: systemTimers });
    const stream = await follow(local);
    expect(stream.type).toContain('text/event-stream');
    expect((await stream.next())?.messages).toEqual([]);
    await local.api('chat.postMessage', { channel: 'general', text: 'news' });
    expect((await stream.next())?.messages).toMatchObject([{ text: 'news' }]);
    await local.act({ kind: 'clock', as: ANN.id, forward: 60_000 });
    expect((await stream.next())?.clock.ahead).toBe(60_000);
  });

  it('gives several changes at once as one', async () => {
    const local = await startLocal();
    const stream = await follow(local);
    await stream.next();
    for (const text of ['a', 'b', 'c']) await local.api('chat.postMessage', { channel: 'general', text });
    local.timers.pass(25);
    expect((await stream.next())?.messages.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('shows nobody what was whispered to another', async () => {
    const local = await startLocal();
    const stream = await follow(local, BOB);
    await stream.next();
    await local.api('chat.postEphemeral', { channel: 'general', user: ANN.id, text: 'psst' });
    local.timers.pass(25);
    expect((await stream.next())?.messages).toEqual([]);
  });

  it('ends when the workspace closes', async () => {
    const local = await startLocal();
    const stream = await follow(local);
    await stream.next();
    local.sandbox.close();
    expect(await stream.next()).toBeNull();
  });
});
