import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGate } from '../../../src/chat/slack/gate.ts';
import { createReplayMemory } from '../../../src/chat/slack/replay-memory.ts';
import { fixedClock } from '../../../src/lib/clock.ts';
import { team } from '../../support/slack-api.ts';
import { recordingLog, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { commandDelivery, signed, signingSecret } from '../../support/slack-requests.ts';

const now = Date.UTC(2026, 10, 30, 15);
const minute = 60_000;
const hello = JSON.stringify({ type: 'url_verification', challenge: 'hello' });
const other = JSON.stringify({ type: 'url_verification', challenge: 'other' });

describe('the gate in front of Slack deliveries', () => {
  const clock = fixedClock(now);
  let passed: string[];
  let server: Server;
  let base: string;

  beforeEach(async () => {
    clock.set(now);
    passed = [];
    const options = {
      path: '/slack/events',
      signingSecret,
      clock,
      log: recordingLog().log,
      bodyLimit: 1_000,
      bodyWithinMs: 100,
    };
    const gate = createGate(options, (req, res) => {
      passed.push(String('rawBody' in req ? req.rawBody : undefined));
      res.writeHead(204).end();
    });
    server = createServer(gate);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => void server.close());

  const send = async (body: string, headers: Record<string, string>, path = '/slack/events', method = 'POST') =>
    (await fetch(base + path, method === 'GET' ? { headers } : { method, body, headers })).status;

  it('lets a signed request through with its body', async () => {
    expect(await send(hello, signed(hello, now))).toBe(204);
    expect(passed).toEqual([hello]);
  });

  it.each([
    ['no headers', {}],
    ['no timestamp', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['no signature', { 'x-slack-request-timestamp': String(now / 1000) }],
    ['a signature of another version', { ...signed(hello, now), 'x-slack-signature': `v1=${'0'.repeat(64)}` }],
    ['a signature that is too short', { ...signed(hello, now), 'x-slack-signature': 'v0=00' }],
    ['a timestamp that is no number', { ...signed(hello, now), 'x-slack-request-timestamp': 'NaN' }],
    ['a timestamp in scientific notation', { ...signed(hello, now), 'x-slack-request-timestamp': '1e9' }],
    ['a signature of another secret', signed(hello, now, 'another')],
    ['a signature of another body', signed(other, now)],
    ['a timestamp six minutes old', signed(hello, now - 6 * minute)],
    ['a timestamp six minutes in the future', signed(hello, now + 6 * minute)],
  ])('refuses %s', async (_what, headers) => {
    expect(await send(hello, headers)).toBe(401);
    expect(passed).toEqual([]);
  });

  it('takes a clock that is four minutes off, either way', async () => {
    expect(await send(hello, signed(hello, now - 4 * minute))).toBe(204);
    expect(await send(hello, signed(hello, now + 4 * minute))).toBe(204);
  });

  it('lets the same signed request through once', async () => {
    const headers = signed(hello, now + 4 * minute);
    expect(await send(hello, headers)).toBe(204);
    expect(await send(hello, headers)).toBe(401);
    clock.set(now + 8 * minute);
    expect(await send(hello, headers)).toBe(401);
    expect(passed).toHaveLength(1);
  });

  it('does not remember what was never signed, so that nobody can use up a signature of Slack', async () => {
    const headers = signed(hello, now);
    expect(await send(other, headers)).toBe(401);
    expect(await send(hello, headers)).toBe(204);
  });

  it('refuses a body beyond its limit, said or unsaid', async () => {
    const large = 'x'.repeat(1_001);
    expect(await send(large, signed(large, now))).toBe(413);
    const streamed = await fetch(`${base}/slack/events`, {
      method: 'POST',
      headers: signed(large, now),
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
    expect(passed).toEqual([]);
  });

  it('gives up on a body that does not come to its end in time', async () => {
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
    const said: Buffer[] = [];
    for await (const part of socket) said.push(part);
    expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1.1 408 /);
    expect(passed).toEqual([]);
  });

  it('serves one path by one method', async () => {
    expect(await send(hello, signed(hello, now), '/slack/other')).toBe(404);
    expect(await send('', signed('', now), '/slack/events', 'GET')).toBe(404);
    expect(await send(hello, signed(hello, now), '/slack/events?x=1')).toBe(204);
  });

  it("answers Slack's unsigned look at the certificate, and nothing smuggled along with it", async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await send('ssl_check=1&command=/schedule', form)).toBe(200);
    expect(passed).toEqual([]);
  });
});

describe('the memory of signatures', () => {
  it('forgets after its time', () => {
    const memory = createReplayMemory({ forMs: 100, atMost: 10 });
    expect(memory.isNew('a', 0)).toBe(true);
    expect(memory.isNew('a', 99)).toBe(false);
    expect(memory.isNew('a', 100)).toBe(true);
  });

  it('stays within its bound by forgetting the oldest', () => {
    const memory = createReplayMemory({ forMs: 1_000, atMost: 2 });
    for (const key of ['a', 'b', 'c']) memory.isNew(key, 0);
    expect([memory.isNew('c', 1), memory.isNew('a', 1)]).toEqual([false, true]);
  });
});

describe('the gate with Bolt behind it', () => {
  let app: SlackApp;
  beforeEach(async () => {
    app = await startSlackApp();
  });
  afterEach(() => app.close());

  it('asks the desk once for a request that comes twice', async () => {
    const delivery = commandDelivery({});
    const headers = signed(delivery.body);
    expect((await app.send(delivery, headers)).status).toBe(200);
    expect((await app.send(delivery, headers)).status).toBe(401);
    await app.slack.stop();
    expect(app.desk.asked).toHaveLength(1);
  });

  it('answers the challenge with which Slack verifies the address', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect(await app.send({ type: 'application/json', body })).toEqual({ status: 200, body: { challenge: 'abc' } });
  });

  const form = 'application/x-www-form-urlencoded';
  const inForm = (payload: unknown) => ({
    type: form,
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
  });
  const inJson = (payload: unknown) => ({ type: 'application/json', body: JSON.stringify(payload) });
  const who = { user: { id: 'U0ANN', team_id: team.id }, team: { id: team.id } };
  const button = { type: 'button', action_id: 'a', block_id: 'b' };

  it.each([
    ['a payload of null', inForm(null)],
    ['null', inJson(null)],
    ['a number', inJson(7)],
    ['a list', inJson([])],
    ['no JSON', { type: 'application/json', body: '{' }],
    ['a payload that is no JSON', { type: form, body: 'payload=%7B' }],
    ['an empty form', { type: form, body: 'a=1' }],
    ['a command without a person', { type: form, body: `command=/schedule&team_id=${team.id}&trigger_id=1` }],
    ['an event of null', inJson({ type: 'event_callback', team_id: team.id, event: null })],
    ['an event that is a word', inJson({ type: 'event_callback', team_id: team.id, event: 'x' })],
    [
      'an event for nobody',
      inJson({ type: 'event_callback', team_id: team.id, event: { type: 'app_home_opened', user: null } }),
    ],
    [
      'authorizations of null',
      inJson({ type: 'event_callback', team_id: team.id, event: { type: 'x' }, authorizations: [null] }),
    ],
    ['a form that was sent without a view', inForm({ type: 'view_submission', ...who })],
    [
      'a form that was sent without answers',
      inForm({ type: 'view_submission', ...who, view: { id: 'V', blocks: [] } }),
    ],
    ['a press by nobody', inForm({ type: 'block_actions', team: who.team, actions: [button] })],
    ['a press of nothing', inForm({ type: 'block_actions', ...who, actions: [] })],
    ['a press of null', inForm({ type: 'block_actions', ...who, actions: [null] })],
    ['a press in a channel of null', inForm({ type: 'block_actions', ...who, actions: [button], channel: null })],
    ['a command in an interaction', inForm({ type: 'x', ...who, command: null })],
    ['a shortcut by nobody', inForm({ type: 'shortcut', user: null })],
  ])('answers 400 to %s that is signed, says so in the log, and goes on', async (_what, delivery) => {
    expect((await app.send(delivery)).status).toBe(400);
    expect(app.logged).toContainEqual(
      expect.objectContaining({ level: 'warn', message: expect.stringContaining('not shaped like a delivery') }),
    );
    expect(app.desk.asked).toEqual([]);
    expect((await app.send(commandDelivery({}))).status).toBe(200);
  });

  it('takes no half-sent request for work that a stop must wait for', async () => {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    const asked = once(app.server, 'request');
    socket.write('POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
    await asked;
    await app.slack.stop();
    expect(socket.readyState).toBe('open');
    socket.destroy();
  });

  it('refuses what comes signed after it was told to stop, so that it is sent again', async () => {
    await app.slack.stop();
    expect((await app.send(commandDelivery({}))).status).toBe(503);
    expect(app.desk.asked).toEqual([]);
  });
});
