import { describe, expect, it } from 'vitest';
import { ANN, type Local, startLocal, until } from './local-workspace.ts';
import { section } from './shapes.ts';

const openHome = (local: Local) => local.act({ kind: 'home', as: ANN.id });
const arrived = (local: Local, count: number) => until(() => local.app.deliveries.length === count);
const complained = (local: Local, count: number) =>
  until(async () => (await local.see(ANN)).complaints.length === count);

describe('opening the home tab', () => {
  it('tells the app, with the view that it has', async () => {
    const local = await startLocal();
    expect(await openHome(local)).toEqual({ ok: true });
    await arrived(local, 1);
    const [first] = local.app.deliveries;
    expect(first?.headers['content-type']).toBe('application/json');
    expect(first?.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
    expect(first?.body).toMatchObject({
      type: 'event_callback',
      team_id: 'T0TEAM',
      event_id: expect.stringMatching(/^Ev/),
      event: { type: 'app_home_opened', user: ANN.id, tab: 'home', channel: expect.stringMatching(/^D/) },
    });
    expect(first?.body.event).not.toHaveProperty('view');
    await local.api('views.publish', { user_id: ANN.id, view: { type: 'home', blocks: [section('Hi')] } });
    await openHome(local);
    await arrived(local, 2);
    expect(local.app.deliveries[1]?.body.event).toMatchObject({ view: { type: 'home' } });
  });
});

describe('an event that the app does not take', () => {
  it('comes again at once, after 1 and after 5 minutes, with the same id', async () => {
    const local = await startLocal();
    local.app.answer = () => ({ status: 500 });
    await openHome(local);
    const waits = [0, 60_000, 300_000];
    for (const [index, wait] of waits.entries()) {
      await complained(local, index + 1);
      if (wait > 0) local.timers.pass(wait - 1);
      expect(local.app.deliveries).toHaveLength(index + 1);
      local.timers.pass(1);
      await arrived(local, index + 2);
    }
    await complained(local, 4);
    await local.sandbox.idle();
    expect(local.timers.waiting()).toBe(0);
    const { deliveries } = local.app;
    expect(deliveries.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(deliveries[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(deliveries.map(({ body }) => body.event_id)).size).toBe(1);
  });

  it('says http_timeout when it took too long', async () => {
    const local = await startLocal();
    local.app.answer = () => ({ hang: true });
    await openHome(local);
    await arrived(local, 1);
    local.timers.pass(3_000);
    await complained(local, 1);
    local.app.answer = () => ({});
    local.timers.pass(0);
    await arrived(local, 2);
    expect(local.app.deliveries[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
    await local.sandbox.idle();
    expect(local.timers.waiting()).toBe(0);
  });

  it('does not come again when the app asks for that', async () => {
    const local = await startLocal();
    local.app.answer = () => ({ status: 500, headers: { 'x-slack-no-retry': '1' } });
    await openHome(local);
    await complained(local, 1);
    await local.sandbox.idle();
    expect(local.timers.waiting()).toBe(0);
    expect(local.app.deliveries).toHaveLength(1);
  });

  it('is forgotten when the workspace closes', async () => {
    const local = await startLocal();
    local.app.answer = () => ({ status: 500 });
    await openHome(local);
    await complained(local, 1);
    expect(local.timers.waiting()).toBe(1);
    local.sandbox.close();
    expect(local.timers.waiting()).toBe(0);
  });
});

describe('a message that somebody types', () => {
  it('is no event unless the app subscribed to it', async () => {
    const local = await startLocal();
    await local.act({ kind: 'message', as: ANN.id, channel: local.general, text: 'hi' });
    await local.sandbox.idle();
    expect(local.app.deliveries).toEqual([]);
  });

  it('is one when it did', async () => {
    const local = await startLocal({ events: ['message.channels'] });
    await local.act({ kind: 'message', as: ANN.id, channel: local.general, text: 'hi' });
    await openHome(local);
    await arrived(local, 1);
    await local.sandbox.idle();
    expect(local.app.deliveries.map(({ body }) => body.event)).toMatchObject([
      { type: 'message', user: ANN.id, text: 'hi', channel: local.general, channel_type: 'channel' },
    ]);
  });
});
