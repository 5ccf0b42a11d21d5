/** Strangers who send half a request and wait: they must not hold up a desk that is told to stop. */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { stopwatch } from '../../src/lib/clock.ts';
import { deskFolder } from '../support/desk-program.ts';

const half = (path: string) =>
  `POST ${path} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n`;

/** A request whose head the desk has taken, and whose body never comes. */
async function halfSent(url: string, path: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(half(path));
  // The server says "go on" when it has read the head.
  await once(socket, 'data');
  return socket;
}

it('a desk that is told to stop while half-sent requests are open ends by itself, and its database with it', async () => {
  const folder = await deskFolder();
  onTestFinished(() => folder.remove());
  const desk = await folder.start();
  const sockets = await Promise.all(
    Array.from({ length: 20 }, (_, n) => halfSent(desk.url, n % 2 ? '/slack/events' : '/sandbox/act/command')),
  );
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  const elapsed = stopwatch();
  expect(await desk.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(elapsed()).toBeLessThan(10_000);
  expect(desk.lines.join('\n')).not.toContain('Stopping took too long');
  expect(existsSync(join(folder.path, 'postgres', 'postmaster.pid'))).toBe(false);
}, 120_000);
