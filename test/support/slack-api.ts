/** A small stand-in for Slack's Web API and response URLs: it records what is called and answers what the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ApiCall {
  /** Such as `views.open`; `response_url` for what was sent to one. */
  method: string;
  args: Record<string, unknown>;
  token: string | undefined;
}

/** What a method answers: JSON, or a status with headers for troubles below it. */
export type ApiAnswer = Record<string, unknown> | { status: number; headers?: Record<string, string> };

export interface SlackApi {
  /** Base of the methods, with its slash. */
  url: string;
  /** An address for `response_url`. */
  responseUrl: string;
  calls(method: string): ApiCall[];
  /** Resolves with the calls of `method` as soon as there are `count`. */
  called(method: string, count?: number): Promise<ApiCall[]>;
  /** Sets what `method` answers from now on. */
  answer(method: string, answer: ApiAnswer | ((args: Record<string, unknown>) => ApiAnswer)): void;
  close(): Promise<void>;
}

export const team = { id: 'T0TEST', name: 'Test Workspace' };

const usual: Record<string, ApiAnswer> = {
  'auth.test': { ok: true, team_id: team.id, team: team.name, user_id: 'U0BOT', bot_id: 'B0BOT', user: 'slotdesk' },
  'views.open': { ok: true, view: { id: 'V0OPEN', hash: 'h.opened' } },
  'views.update': { ok: true, view: { id: 'V0OPEN', hash: 'h.updated' } },
  'views.publish': { ok: true },
  'chat.postMessage': { ok: true, channel: 'C0POSTED', ts: '1700000000.000100' },
  'chat.update': { ok: true },
  response_url: { ok: true },
};

/** Starts it on a free port of the loopback. */
export async function startSlackApi(): Promise<SlackApi> {
  const calls: ApiCall[] = [];
  const answers = new Map<string, ApiAnswer | ((args: Record<string, unknown>) => ApiAnswer)>(Object.entries(usual));
  const waiting = new Set<() => void>();

  const server = createServer((req, res) => {
    void record(req).then((call) => {
      const answer = answers.get(call.method) ?? { ok: false, error: 'unknown_method' };
      calls.push(call);
      reply(res, typeof answer === 'function' ? answer(call.args) : answer);
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const of = (method: string) => calls.filter((call) => call.method === method);

  return {
    url: `${base}/api/`,
    responseUrl: `${base}/api/response_url`,
    calls: of,
    called: (method, count = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (of(method).length < count) return;
          waiting.delete(look);
          resolve(of(method));
        };
        waiting.add(look);
        look();
      }),
    answer: (method, answer) => void answers.set(method, answer),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function record(req: IncomingMessage): Promise<ApiCall> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const isJson = req.headers['content-type']?.startsWith('application/json') ?? false;
  const args = isJson ? JSON.parse(body) : Object.fromEntries([...new URLSearchParams(body)].map(readArgument));
  const token = req.headers.authorization?.replace(/^Bearer /, '');
  return { method: (req.url ?? '').split('/').at(-1) ?? '', args, token };
}

/** Structured arguments travel as JSON in a form field. */
function readArgument([name, value]: [string, string]): [string, unknown] {
  return [name, /^[[{]/.test(value) ? JSON.parse(value) : value];
}

function reply(res: ServerResponse, answer: ApiAnswer): void {
  if (typeof answer.status === 'number') {
    res.writeHead(answer.status, answer.headers as Record<string, string> | undefined).end();
    return;
  }
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
