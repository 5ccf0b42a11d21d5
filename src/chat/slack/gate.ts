/**
 * The gate in front of Bolt's HTTP receiver. It lets through what Slack signed, once and in time. Bolt checks
 * signatures too, but lets pass timestamps of the far future and any repetition within five minutes.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { misshapen } from './delivery-shape.ts';
import { readBody } from './read-body.ts';
import { createReplayMemory } from './replay-memory.ts';

export interface GateOptions {
  /** The only path that is served, such as /slack/events. */
  path: string;
  signingSecret: string;
  /** The machine's clock: signatures carry real time, whatever the desk's own clock shows. */
  clock: Clock;
  log: Log;
  /** Bytes of a body; Slack sends far less. */
  bodyLimit?: number;
  /** How long a body may take, in ms; Slack waits 3 s for the whole answer. */
  bodyWithinMs?: number;
  /** How many signatures are remembered at most. */
  memory?: number;
}

/** Older or newer than this, a signed request is refused (Slack's own advice for the past). */
const allowedAgeMs = 5 * 60_000;
/** A signature that could still be in time anywhere within the allowed age, on both sides. */
const rememberMs = 2 * allowedAgeMs;

/**
 * Makes a request listener that hands signed requests to `pass` with their body in `rawBody`, where Bolt looks for it.
 * It answers the others itself: 401 unsigned, out of time or repeated; 400 signed but not shaped like a delivery; 404
 * elsewhere; 408 too slow; 413 too large.
 */
export function createGate(options: GateOptions, pass: RequestListener): RequestListener {
  const { path, clock, log, signingSecret, bodyLimit = 1_000_000, bodyWithinMs = 5_000 } = options;
  const seen = createReplayMemory({ forMs: rememberMs, atMost: options.memory ?? 50_000 });

  const refusal = (req: IncomingMessage, rawBody: Buffer): string | null => {
    const signature = req.headers['x-slack-signature'];
    const timestamp = req.headers['x-slack-request-timestamp'];
    if (typeof signature !== 'string' || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'no usable signature';
    if (typeof timestamp !== 'string' || !/^\d{1,11}$/.test(timestamp)) return 'no usable timestamp';
    const now = clock.now();
    const seconds = Number(timestamp);
    if (Math.abs(now - seconds * 1000) > allowedAgeMs) return 'the timestamp is more than five minutes off';
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': seconds };
    const body = rawBody.toString();
    if (!isValidSlackRequest({ signingSecret, body, headers, nowMilliseconds: now })) {
      return 'the signature does not match; is SLACK_SIGNING_SECRET the one of this app?';
    }
    return seen.isNew(signature, now) ? null : 'a repetition of an earlier request';
  };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'POST' || pathOf(req) !== path) return answer(res, 404);
    const rawBody = await readBody(req, { limit: bodyLimit, withinMs: bodyWithinMs });
    if (typeof rawBody === 'string') {
      res.setHeader('connection', 'close');
      return answer(res, rawBody === 'too slow' ? 408 : 413);
    }
    // Slack looks at our certificate from time to time with this unsigned form and wants no more than a 200.
    if (isCertificateCheck(req, rawBody)) return answer(res, 200);
    const why = refusal(req, rawBody);
    if (why !== null) {
      log.warn({ why, from: req.socket.remoteAddress }, 'refused a request that claims to come from Slack');
      return answer(res, 401);
    }
    const wrong = misshapen(req.headers['content-type'], rawBody);
    if (wrong !== null) {
      log.warn({ wrong }, 'refused a signed request that is not shaped like a delivery of Slack');
      return answer(res, 400);
    }
    pass(Object.assign(req, { rawBody }), res);
  };

  return (req, res) => {
    handle(req, res).catch((err: unknown) => {
      log.warn({ err }, 'a request that claims to come from Slack broke off');
      if (!res.headersSent) answer(res, 400);
    });
  };
}

function answer(res: ServerResponse, status: number): void {
  res.writeHead(status).end();
}

function pathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?', 1)[0] ?? '';
}

function isCertificateCheck(req: IncomingMessage, rawBody: Buffer): boolean {
  return (
    req.headers['content-type'] === 'application/x-www-form-urlencoded' &&
    rawBody.length < 1_000 &&
    new URLSearchParams(rawBody.toString()).get('ssl_check') === '1'
  );
}
