/**
 * Sends to the app what Slack's servers would send: signed HTTP posts that must be answered within 3 seconds. Signatures
 * carry the machine's real time, not the workspace's, because the app checks them against its own clock.
 */
import { createHmac } from 'node:crypto';
import { systemClock } from '../lib/clock.ts';
import type { Timers } from './timers.ts';

/** How the app answered. */
export type Ack =
  | { kind: 'answered'; status: number; type: string; body: string; headers: Headers }
  | { kind: 'timeout' }
  | { kind: 'unreachable'; cause: unknown };

export interface Dispatch {
  /** A slash command: form fields. */
  form(fields: Record<string, string>): Promise<Ack>;
  /** An interaction: one form field with JSON. */
  payload(payload: object): Promise<Ack>;
  /** An event: JSON. `headers` are added, for retries. */
  event(envelope: object, headers?: Record<string, string>): Promise<Ack>;
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>;
}

const ACK_LIMIT_MS = 3_000;

/**
 * The v0 signature of Slack.
 * @param timestamp seconds since 1970, as sent in X-Slack-Request-Timestamp
 */
export function sign(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

export function makeDispatch(deliverTo: () => string, signingSecret: string, timers: Timers): Dispatch {
  const under = new Set<Promise<Ack>>();

  const send = async (type: string, body: string, extra: Record<string, string>): Promise<Ack> => {
    const timestamp = String(Math.floor(systemClock.now() / 1000));
    const stop = new AbortController();
    const cancel = timers.after(ACK_LIMIT_MS, () => stop.abort());
    try {
      const response = await fetch(deliverTo(), {
        method: 'POST',
        redirect: 'manual',
        signal: stop.signal,
        body,
        headers: {
          accept: 'application/json,*/*',
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': sign(signingSecret, timestamp, body),
          ...extra,
        },
      });
      const text = await response.text();
      const answerType = response.headers.get('content-type') ?? '';
      return { kind: 'answered', status: response.status, type: answerType, body: text, headers: response.headers };
    } catch (cause) {
      return stop.signal.aborted ? { kind: 'timeout' } : { kind: 'unreachable', cause };
    } finally {
      cancel();
    }
  };
  const track = (sending: Promise<Ack>): Promise<Ack> => {
    under.add(sending);
    return sending.finally(() => under.delete(sending));
  };
  const formType = 'application/x-www-form-urlencoded';

  return {
    form: (fields) => track(send(formType, new URLSearchParams(fields).toString(), {})),
    payload: (payload) =>
      track(send(formType, new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), {})),
    event: (envelope, headers = {}) => track(send('application/json', JSON.stringify(envelope), headers)),
    idle: async () => {
      while (under.size > 0) await Promise.allSettled(under);
    },
  };
}
