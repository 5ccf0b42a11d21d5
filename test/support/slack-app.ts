/** The adapter as it runs: real Bolt behind a real HTTP server, talking to the stand-in of the Web API. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Desk, Reply } from '../../src/chat/chat.ts';
import { createSlack, type Slack, type SlackOptions, slackPath } from '../../src/chat/slack/adapter.ts';
import { say } from '../../src/chat/slack/notices.ts';
import type { Log, LogFields } from '../../src/lib/log.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { type Delivery, signed, signingSecret } from './slack-requests.ts';

/** A desk that answers what the test says, and remembers what it was asked. */
export interface ScriptedDesk extends Desk {
  asked: { call: keyof Desk; args: unknown[] }[];
  /** What it answers from now on; a function may wait or throw. */
  answers(reply: Reply | (() => Promise<Reply>)): void;
  shows(home: ReturnType<typeof say> | (() => Promise<ReturnType<typeof say>>)): void;
}

export interface SlackApp {
  slack: Slack;
  api: SlackApi;
  desk: ScriptedDesk;
  /** What was logged, by level. */
  logged: { level: string; fields: LogFields; message: string }[];
  /** Sends a signed delivery; other headers replace the signed ones. */
  send(delivery: Delivery, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  url: string;
  server: Server;
  close(): Promise<void>;
}

export const botToken = 'xoxb-test';

/** Starts all of it. `budgets` shorten what a person would wait. */
export async function startSlackApp(options: Partial<SlackOptions> = {}): Promise<SlackApp> {
  const api = await startSlackApi();
  const desk = scriptedDesk();
  const { log, logged } = recordingLog();
  const slack = createSlack({ botToken, signingSecret, apiUrl: api.url, log, desk, ...options });
  await slack.start();
  const server = createServer((req, res) => slack.listener?.(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${slackPath}`;

  return {
    slack,
    api,
    desk,
    logged,
    url,
    server,
    send: async ({ type, body }, headers) => {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': type, ...signed(body), ...headers },
      });
      const text = await response.text();
      return { status: response.status, body: /^[[{]/.test(text) ? JSON.parse(text) : text };
    },
    close: async () => {
      await slack.stop();
      await closeServer(server);
      await api.close();
    },
  };
}

/** A desk that says "done" until it is told otherwise. */
export function scriptedDesk(): ScriptedDesk {
  const asked: ScriptedDesk['asked'] = [];
  let answer: () => Promise<Reply> = async () => ({ kind: 'done' });
  let home: () => Promise<ReturnType<typeof say>> = async () => say('Home');
  const asks =
    (call: keyof Desk) =>
    (...args: unknown[]): Promise<Reply> => {
      asked.push({ call, args });
      return answer();
    };
  return {
    asked,
    answers: (reply) => {
      answer = typeof reply === 'function' ? reply : async () => reply;
    },
    shows: (card) => {
      home = typeof card === 'function' ? card : async () => card;
    },
    command: asks('command'),
    submit: asks('submit'),
    change: asks('change'),
    press: asks('press'),
    home: (from) => {
      asked.push({ call: 'home', args: [from] });
      return home();
    },
  };
}

/** A promise that the test fulfils by hand. */
export function byHand<T>(): { promise: Promise<T>; resolve(value: T): void; reject(error: Error): void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A log that keeps its lines. */
export function recordingLog(): { log: Log; logged: SlackApp['logged'] } {
  const logged: SlackApp['logged'] = [];
  const line =
    (level: string) =>
    (...args: [string] | [LogFields, string]) => {
      const [fields, message] = args.length === 1 ? [{}, args[0]] : args;
      logged.push({ level, fields, message });
    };
  const log: Log = {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    child: () => log,
  };
  return { log, logged };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
