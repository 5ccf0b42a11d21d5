import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { assertSandboxAllowed, isLoopbackHost } from '../../src/sandbox/guard.ts';
import { ANN, type Local, startLocal } from './local-workspace.ts';

/** A request with any headers, also those that fetch does not let one set. */
function ask(local: Local, method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${local.url}${path}`, { method, headers }, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = { 'content-type': 'application/json' };

describe('the local workspace', () => {
  it('does not run in production', () => {
    expect(() => assertSandboxAllowed('production')).toThrow(/NODE_ENV=production/);
    expect(() => assertSandboxAllowed(' Production ')).toThrow();
    for (const env of [undefined, '', 'development', 'test']) expect(() => assertSandboxAllowed(env)).not.toThrow();
  });

  it.each(['localhost', 'localhost:3000', '127.0.0.1', '127.1.2.3:80', '[::1]:3000', 'LOCALHOST'])(
    'answers to %s',
    (host) => expect(isLoopbackHost(host)).toBe(true),
  );

  it.each(['', 'evil.test', 'localhost.evil.test', '127.0.0.1.evil.test', '192.168.0.7:3000', 'evil.test:127'])(
    'does not answer to %s',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  );

  it('refuses a foreign host on every path, so that no DNS name can be pointed at it', async () => {
    const local = await startLocal();
    for (const path of ['/', '', '/state', '/stream', '/page.js', '/api/auth.test']) {
      const status = await ask(local, 'GET', `/sandbox${path}`, { host: 'evil.test' });
      expect([path, status]).toEqual([path, 403]);
    }
    expect(await ask(local, 'POST', '/sandbox/act/home', { host: 'evil.test', ...json }, '{}')).toBe(403);
  });

  it('refuses what another page sends, whatever it sends', async () => {
    const local = await startLocal();
    const { port, host } = new URL(local.url);
    const act = JSON.stringify({ as: ANN.id });
    const post = (headers: Record<string, string>) =>
      ask(local, 'POST', '/sandbox/act/home', { ...json, ...headers }, act);
    expect(await post({ origin: 'https://evil.test' })).toBe(403);
    expect(await post({ origin: `http://localhost:${Number(port) + 1}` })).toBe(403);
    expect(await post({ origin: 'null' })).toBe(403);
    expect(await post({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await post({ origin: `http://${host}`, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await post({})).toBe(200);
    const stream = (headers: Record<string, string>) => ask(local, 'GET', '/sandbox/stream', headers);
    expect(await stream({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' })).toBe(403);
    expect(await stream({ origin: 'https://evil.test' })).toBe(403);
    expect(await stream({ origin: `http://${host}` })).toBe(200);
  });

  it('lets a person come to the page by a link from anywhere', async () => {
    const local = await startLocal();
    const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect(await ask(local, 'GET', '/sandbox', visit)).toBe(200);
  });

  it('takes acts as JSON only, which no form can send, and only small ones', async () => {
    const local = await startLocal();
    const act = JSON.stringify({ as: ANN.id });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx']) {
      expect(await ask(local, 'POST', '/sandbox/act/home', { 'content-type': type }, act)).toBe(415);
    }
    const large = JSON.stringify({ as: ANN.id, channel: local.general, text: 'x'.repeat(1_000_001) });
    expect(await ask(local, 'POST', '/sandbox/act/message', json, large)).toBe(413);
  });

  it('cannot be framed by another page', async () => {
    const local = await startLocal();
    const response = await fetch(`${local.url}/sandbox`);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
