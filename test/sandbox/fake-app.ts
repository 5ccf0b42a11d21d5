/** The app under the local workspace, as small as can be: a real HTTP server that notes what arrives and answers as told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SlackJson } from '../../src/sandbox/protocol.ts';

export interface Delivery {
  headers: IncomingHttpHeaders;
  /** Exactly as it came, for checking its signature. */
  raw: string;
  /** The fields of a slash command, the payload of an interaction, or the envelope of an event. */
  body: SlackJson;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** A text, or JSON. */
  body?: string | object;
  /** Never answers. */
  hang?: boolean;
}

export interface FakeApp {
  url: string;
  deliveries: Delivery[];
  /** What to answer; by default an empty 200. */
  answer: (delivery: Delivery) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

export async function startFakeApp(): Promise<FakeApp> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const delivery = { headers: request.headers, raw, body: bodyOf(raw, request.headers['content-type'] ?? '') };
      app.deliveries.push(delivery);
      void Promise.resolve(app.answer(delivery)).then((answer) => reply(response, answer));
    });
  });
  const app: FakeApp = {
    url: '',
    deliveries: [],
    answer: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  app.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  return app;
}

function reply(response: ServerResponse, { status = 200, headers = {}, body = '', hang = false }: Answer): void {
  if (hang) return;
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

function bodyOf(raw: string, type: string): SlackJson {
  if (type.startsWith('application/json')) return JSON.parse(raw) as SlackJson;
  const fields = Object.fromEntries(new URLSearchParams(raw));
  return fields.payload === undefined ? fields : (JSON.parse(fields.payload) as SlackJson);
}
