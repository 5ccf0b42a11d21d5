/**
 * Stands between a workspace and its desks, and delivers everything several times at once, as Slack does when an answer
 * was lost: the same content, signed anew with a new time, and the headers of a retry. The copies go to the desks in turn.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { systemClock } from '../../src/lib/clock.ts';
import { signed } from './slack-requests.ts';

interface Answered {
  status: number;
  type: string;
  body: string;
}

export interface RepeatingSlack {
  /** Where the workspace delivers to. */
  url: string;
  /** What the desk answered to each copy of the newest delivery; the workspace was given the first. */
  answers(): Answered[];
  /** Delivers the newest delivery whose content has these words once more, so many times. */
  again(words: string, times: number): Promise<Answered[]>;
  stop(): Promise<void>;
}

/**
 * Starts it.
 * @param desks where the processes of the desk are
 * @param times how often each delivery is made
 */
export async function repeatingSlack(desks: string[], signingSecret: string, times: number): Promise<RepeatingSlack> {
  const past: { body: string; type: string }[] = [];
  let newest: Answered[] = [];
  /** Every copy has a second of its own, so none is the same request as another. */
  let second = 0;

  const deliver = async ({ body, type }: { body: string; type: string }, copy: number): Promise<Answered> => {
    second = (second + 1) % 200;
    const retry = copy === 0 ? {} : { 'x-slack-retry-num': String(copy), 'x-slack-retry-reason': 'http_timeout' };
    const answer = await fetch(`${desks[copy % desks.length]}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...signed(body, systemClock.now() - second * 1000, signingSecret), ...retry },
    });
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
  };
  const copies = (one: { body: string; type: string }, count: number) =>
    Promise.all(Array.from({ length: count }, (_, copy) => deliver(one, copy)));
  const take = async (req: IncomingMessage): Promise<Answered | undefined> => {
    const one = { body: await text(req), type: req.headers['content-type'] ?? '' };
    past.push(one);
    newest = await copies(one, times);
    return newest[0];
  };

  const server = createServer((req, res) => {
    take(req).then(
      (answer) => res.writeHead(answer?.status ?? 500, { 'content-type': answer?.type ?? '' }).end(answer?.body),
      (error: unknown) => res.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: () => newest,
    again: async (words, count) => {
      const found = past.findLast(({ body }) => decodeURIComponent(body.replaceAll('+', ' ')).includes(words));
      if (!found) throw new Error(`Nothing was delivered that says ${words}.`);
      return copies(found, count);
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
