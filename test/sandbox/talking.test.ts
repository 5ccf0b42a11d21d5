import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { ANN, BOB, START, startLocal, until } from './local-workspace.ts';

const schedule = (channel: string, text = '/schedule sales-call now') =>
  ({ kind: 'command', as: ANN.id, channel, text }) as const;

describe('a slash command', () => {
  it('reaches the app with the fields and the signature of Slack, stamped with the machine’s time', async () => {
    const { act, app, general, sandbox } = await startLocal();
    expect(await act(schedule(general))).toEqual({ ok: true });

    const [delivery] = app.deliveries;
    const stamp = String(delivery?.headers['x-slack-request-timestamp']);
    const expected = createHmac('sha256', sandbox.signingSecret).update(`v0:${stamp}:${delivery?.raw}`).digest('hex');
    expect(delivery?.headers['x-slack-signature']).toBe(`v0=${expected}`);
    expect(Math.abs(systemClock.now() / 1000 - Number(stamp))).toBeLessThan(30);
    expect(delivery?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(delivery?.body).toMatchObject({
      command: '/schedule',
      text: 'sales-call now',
      user_id: ANN.id,
      user_name: 'ann',
      team_id: 'T0TEAM',
      channel_id: general,
      channel_name: 'general',
      is_enterprise_install: 'false',
    });
    expect(String(delivery?.body.response_url)).toContain('/sandbox/api/response/');
  });

  it('in the direct message with the app names the place as Slack does', async () => {
    const { act, app, see } = await startLocal();
    const direct = (await see(ANN)).channels.find((channel) => channel.kind === 'direct');
    await act(schedule(direct?.id ?? ''));
    expect(app.deliveries[0]?.body.channel_name).toBe('directmessage');
  });

  it('shows a plain answer to the person alone', async () => {
    const { act, app, general, see } = await startLocal();
    app.answer = () => ({ body: 'Type /schedule help.' });
    await act(schedule(general));
    expect((await see(ANN)).messages).toMatchObject([
      { text: 'Type /schedule help.', ephemeral: true, channel: general },
    ]);
    expect((await see(BOB)).messages).toEqual([]);
  });

  it('shows a JSON answer to everybody when it says in_channel', async () => {
    const { act, app, general, see } = await startLocal();
    app.answer = () => ({ body: { response_type: 'in_channel', text: 'For all' } });
    await act(schedule(general));
    expect((await see(BOB)).messages).toMatchObject([{ text: 'For all', ephemeral: false }]);
  });

  it('refuses a JSON answer with blocks that Slack would refuse', async () => {
    const { act, app, general, see } = await startLocal();
    app.answer = () => ({ body: { text: 'x', blocks: [{ type: 'nonsense' }] } });
    expect(await act(schedule(general))).toEqual({
      ok: false,
      error: '/schedule failed with the error "invalid_blocks"',
    });
    expect((await see(ANN)).complaints[0]?.text).toContain('unsupported type: nonsense');
  });

  it('that the app does not know is refused before it is sent', async () => {
    const { act, app, general } = await startLocal();
    expect(await act(schedule(general, '/nonsense'))).toEqual({
      ok: false,
      error: '/nonsense is not a valid command.',
    });
    expect(app.deliveries).toEqual([]);
  });

  it('fails with operation_timeout when the app takes longer than 3 seconds', async () => {
    const { act, app, general, timers, see } = await startLocal();
    app.answer = () => ({ hang: true });
    const answer = act(schedule(general));
    await until(() => app.deliveries.length === 1);
    timers.pass(2_999);
    expect((await see(ANN)).complaints).toEqual([]);
    timers.pass(2);
    expect(await answer).toEqual({ ok: false, error: '/schedule failed with the error "operation_timeout"' });
    expect((await see(ANN)).complaints[0]?.text).toContain('within 3 seconds');
  });

  it.each([500, 404, 302, 204])('fails with dispatch_failed when the app answers with %i', async (status) => {
    const { act, app, general } = await startLocal();
    app.answer = () => ({ status, headers: { location: '/' } });
    expect(await act(schedule(general))).toEqual({
      ok: false,
      error: '/schedule failed with the error "dispatch_failed"',
    });
  });

  it('does not follow the app elsewhere', async () => {
    const { act, app, general } = await startLocal();
    app.answer = () => (app.deliveries.length === 1 ? { status: 307, headers: { location: '/elsewhere' } } : {});
    expect(await act(schedule(general))).toMatchObject({ ok: false });
    expect(app.deliveries).toHaveLength(1);
  });

  it('fails with dispatch_failed when nobody listens', async () => {
    const { act, general } = await startLocal({ deliverTo: 'http://127.0.0.1:1/slack/events' });
    expect(await act(schedule(general))).toEqual({
      ok: false,
      error: '/schedule failed with the error "dispatch_failed"',
    });
  });
});

describe('a plain message', () => {
  it('is kept, escaped and linked as Slack does it, and unread for the others until they look', async () => {
    const { act, general, see } = await startLocal();
    await act({ kind: 'message', as: ANN.id, channel: general, text: ' <b> & @bob in #general, not x@bob.com ' });
    const { messages } = await see(BOB);
    expect(messages).toMatchObject([
      { user: ANN.id, text: `&lt;b&gt; &amp; <@${BOB.id}> in <#${general}|general>, not x@bob.com`, edited: false },
    ]);
    const unread = async (who: typeof ANN) => (await see(who)).channels.find(({ id }) => id === general)?.unread;
    expect([await unread(ANN), await unread(BOB)]).toEqual([0, 1]);
    await act({ kind: 'read', as: BOB.id, channel: general });
    expect(await unread(BOB)).toBe(0);
  });

  it('with nothing in it is not sent', async () => {
    const { act, general, see } = await startLocal();
    expect(await act({ kind: 'message', as: ANN.id, channel: general, text: '  ' })).toMatchObject({ ok: false });
    expect((await see(ANN)).messages).toEqual([]);
  });

  it('cannot be put where the person is not', async () => {
    const { act, see } = await startLocal();
    const direct = (await see(ANN)).channels.find((channel) => channel.kind === 'direct');
    const text = 'hello';
    expect(await act({ kind: 'message', as: BOB.id, channel: direct?.id ?? '', text })).toMatchObject({ ok: false });
  });
});

describe('an act', () => {
  it('of the bot or of nobody is refused', async () => {
    const { act, general, sandbox } = await startLocal();
    for (const as of [sandbox.roster.bot.id, 'U404']) {
      expect(await act({ kind: 'message', as, channel: general, text: 'hi' })).toEqual({
        ok: false,
        error: 'There is no such person to act as.',
      });
    }
  });

  it('that is none is refused with what is wrong', async () => {
    const { url } = await startLocal();
    const post = (kind: string, body: string) =>
      fetch(`${url}/sandbox/act/${kind}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    for (const [kind, body] of [
      ['dance', '{}'],
      ['message', '{"as":"U0ANN"}'],
      ['message', 'no json'],
      ['clock', '{"as":"U0ANN","forward":-1}'],
    ] as const) {
      const response = await post(kind, body);
      expect([kind, response.status]).toEqual([kind, 400]);
    }
  });

  it('moves the clock forward, and messages are stamped with the new time', async () => {
    const { act, general, see } = await startLocal();
    await act({ kind: 'clock', as: ANN.id, forward: 3_600_000 });
    expect((await see(ANN)).clock).toEqual({ now: START + 3_600_000, ahead: 3_600_000 });
    await act({ kind: 'message', as: ANN.id, channel: general, text: 'later' });
    expect((await see(ANN)).messages[0]?.ts).toBe(`${(START + 3_600_000) / 1000}.000000`);
  });
});
