/** Tells the app of events it subscribed to, and tries again when it did not answer with a 2xx: at once, after 1 and 5 min. */

import type { Dispatch } from './dispatch.ts';
import { freshId } from './ids.ts';
import type { SlackJson } from './protocol.ts';
import type { Roster } from './roster.ts';
import type { Timers } from './timers.ts';

export interface Events {
  /** Sends an event when the app subscribed to it; does not wait for the answer. */
  tell(type: 'app_home_opened' | 'message', event: SlackJson): void;
  /** Calls off every retry that is still to come. */
  close(): void;
}

const RETRY_AFTER_MS = [0, 60_000, 300_000];

export interface EventsParts {
  roster: Roster;
  dispatch: Dispatch;
  timers: Timers;
  token: string;
  /** What the app subscribed to: `message` and `message.channels` both mean messages. */
  subscribed: readonly string[];
  /** Seconds since 1970. */
  seconds(): number;
  complain(text: string): void;
}

export function makeEvents(parts: EventsParts): Events {
  const { roster, dispatch, timers } = parts;
  const names = new Set(parts.subscribed.map((name) => name.split('.')[0]));
  const waiting = new Set<() => void>();
  let closed = false;

  const attempt = async (envelope: SlackJson, type: string, retry: number, reason: string): Promise<void> => {
    const headers: Record<string, string> =
      retry === 0 ? {} : { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': reason };
    const ack = await dispatch.event(envelope, headers);
    if (closed || (ack.kind === 'answered' && ack.status >= 200 && ack.status < 300)) return;
    const why =
      ack.kind === 'timeout' ? 'http_timeout' : ack.kind === 'unreachable' ? 'connection_failed' : 'http_error';
    parts.complain(`The app did not take the event ${type} (${why}${retry === 0 ? '' : `, retry ${retry}`}).`);
    if (ack.kind === 'answered' && ack.headers.get('x-slack-no-retry') === '1') return;
    const wait = RETRY_AFTER_MS[retry];
    if (wait === undefined) return;
    const cancel = timers.after(wait, () => {
      waiting.delete(cancel);
      void attempt(envelope, type, retry + 1, why);
    });
    waiting.add(cancel);
  };

  return {
    tell: (type, event) => {
      if (!names.has(type)) return;
      const envelope = {
        token: parts.token,
        team_id: roster.team.id,
        api_app_id: roster.app.id,
        event: { ...event, type },
        type: 'event_callback',
        event_id: freshId('Ev'),
        event_time: parts.seconds(),
        authorizations: [
          {
            enterprise_id: null,
            team_id: roster.team.id,
            user_id: roster.bot.id,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
      };
      void attempt(envelope, type, 0, '');
    },
    close: () => {
      closed = true;
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
