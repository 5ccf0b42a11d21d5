import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGate } from '../../../src/chat/slack/gate.ts';
import { createReplayMemory } from '../../../src/chat/slack/replay-memory.ts';
import { fixedClock } from '../../../src/lib/clock.ts';
import { recordingLog, type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { commandDelivery, signed, signingSecret } from '../../support/slack-requests.ts';

const now = Date.UTC(2026, 10, 30, 15);
const minute = 60_000;

describe('the gate in front of Slack deliveries', () => {
  const clock = fixedClock(now);
  let passed: string[];
  let server: Server;
  let base: string;

  beforeEach(async () => {
    clock.set(now);
    passed = [];
    const options = { path: '/slack/events', signingSecret, clock, log: recordingLog().log, bodyLimit: 1_000 };
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
    expect(await send('a=1', signed('a=1', now))).toBe(204);
    expect(passed).toEqual(['a=1']);
  });

  it.each([
    ['no headers', {}],
    ['no timestamp', { 'x-slack-signature': `v0=${'0'.repeat(64)}` }],
    ['no signature', { 'x-slack-request-timestamp': String(now / 1000) }],
    ['a signature of another version', { ...signed('a=1', now), 'x-slack-signature': `v1=${'0'.repeat(64)}` }],
    ['a signature that is too short', { ...signed('a=1', now), 'x-slack-signature': 'v0=00' }],
    ['a timestamp that is no number', { ...signed('a=1', now), 'x-slack-request-timestamp': 'NaN' }],
    ['a timestamp in scientific notation', { ...signed('a=1', now), 'x-slack-request-timestamp': '1e9' }],
    ['a signature of another secret', signed('a=1', now, 'another')],
    ['a signature of another body', signed('a=2', now)],
    ['a timestamp six minutes old', signed('a=1', now - 6 * minute)],
    ['a timestamp six minutes in the future', signed('a=1', now + 6 * minute)],
  ])('refuses %s', async (_what, headers) => {
    expect(await send('a=1', headers)).toBe(401);
    expect(passed).toEqual([]);
  });

  it('takes a clock that is four minutes off, either way', async () => {
    expect(await send('a=1', signed('a=1', now - 4 * minute))).toBe(204);
    expect(await send('a=1', signed('a=1', now + 4 * minute))).toBe(204);
  });

  it('lets the same signed request through once', async () => {
    const headers = signed('a=1', now + 4 * minute);
    expect(await send('a=1', headers)).toBe(204);
    expect(await send('a=1', headers)).toBe(401);
    clock.set(now + 8 * minute);
    expect(await send('a=1', headers)).toBe(401);
    expect(passed).toHaveLength(1);
  });

  it('does not remember what was never signed, so that nobody can use up a signature of Slack', async () => {
    const headers = signed('a=1', now);
    expect(await send('a=2', headers)).toBe(401);
    expect(await send('a=1', headers)).toBe(204);
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

  it('serves one path by one method', async () => {
    expect(await send('a=1', signed('a=1', now), '/slack/other')).toBe(404);
    expect(await send('', signed('', now), '/slack/events', 'GET')).toBe(404);
    expect(await send('a=1', signed('a=1', now), '/slack/events?x=1')).toBe(204);
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
});
