/** The one HTTP server: health, the chat's door, and in the local workspace its page and its stand-in for Slack. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { within } from './lib/within.ts';
import type { Store } from './store/database.ts';

export interface Doors {
  store: Store;
  /** Slack's deliveries over HTTP; absent in Socket Mode. */
  slack?: ((req: IncomingMessage, res: ServerResponse) => void) | undefined;
  /** Set when the desk is being stopped: it is not ready for anybody any more. */
  closing?: boolean;
  /** The local workspace; see `mountedAt`. */
  sandbox?: Hono | undefined;
}

/** An app whose routes answer below `path`. */
export function mountedAt(path: string, app: Hono): Hono {
  return new Hono().route(path, app);
}

/** How long `/readyz` waits for the database, in milliseconds. */
const readyWithinMs = 2_000;

/** Puts the doors into one server. It does not listen yet. */
export function createHttpServer(doors: () => Doors): Server {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const { store, closing = false } = doors();
    const reachable = await databaseAnswers(store);
    const ok = reachable && !closing;
    const database = reachable ? 'reachable' : 'not reachable';
    return c.json({ ok, database, ...(closing ? { closing } : {}) }, ok ? 200 : 503);
  });
  app.get('/', (c) =>
    doors().sandbox ? c.redirect('/sandbox') : c.text('Slotdesk runs. It lives in your chat: type /schedule there.'),
  );
  const sandbox = (c: Context) => doors().sandbox?.fetch(c.req.raw, c.env) ?? c.notFound();
  app.all('/sandbox', sandbox);
  app.all('/sandbox/*', sandbox);
  const listener = getRequestListener(app.fetch);
  return createServer((req, res) => {
    const { slack } = doors();
    if (slack && req.url?.startsWith('/slack/')) slack(req, res);
    else void listener(req, res);
  });
}

async function databaseAnswers(store: Store): Promise<boolean> {
  const query = store.pool.query('select 1').then(
    () => true,
    () => false,
  );
  const answer = await within(readyWithinMs, query);
  return answer.kind === 'done' && answer.value;
}

/** A port that could not be had, in words that say what to do. */
class PortTaken extends Error {
  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use by another program. Stop that one, or start with another: PORT=${port + 1}`, options);
    this.name = 'PortTaken';
  }
}

/**
 * Listens.
 * @param port 0 picks a free one
 * @returns the port
 * @throws PortTaken
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port, { cause: error }) : error),
    );
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
