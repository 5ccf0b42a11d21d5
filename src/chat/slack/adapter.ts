/**
 * Slack. What people do there arrives through Bolt, over HTTP behind our own gate or over Socket Mode, and becomes calls
 * of the `Desk`; what the desk says goes out through `Chat`. Every delivery is acknowledged before anything slow.
 */
import type { RequestListener } from 'node:http';
import { App, type AuthorizeResult, ErrorCode, HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { systemClock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Chat, Desk } from '../chat.ts';
import { boltLog } from './bolt-log.ts';
import { createClients } from './clients.ts';
import { createGate } from './gate.ts';
import { type Budgets, budgets, type Handling } from './handling.ts';
import { createIdentity, type Identity } from './identity.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { followForms } from './on-change.ts';
import { onCommand } from './on-command.ts';
import { onHome } from './on-home.ts';
import { onPress } from './on-press.ts';
import { onSubmission } from './on-submission.ts';
import { createSlackChat } from './port.ts';
import { createReplayMemory } from './replay-memory.ts';

/** Where Slack's deliveries are taken over HTTP: commands, buttons, forms and events alike. */
export const slackPath = '/slack/events';

export interface SlackOptions {
  botToken: string;
  /** Needed over HTTP. */
  signingSecret?: string | undefined;
  /** Set: Socket Mode, and no HTTP. */
  appToken?: string | undefined;
  /** Where the Web API is, when it is not Slack's own. */
  apiUrl?: string | undefined;
  log: Log;
  desk: Desk;
  budgets?: Partial<Budgets>;
}

export interface Slack {
  chat: Chat;
  /** Takes the requests of `slackPath`; absent in Socket Mode. */
  listener?: RequestListener | undefined;
  /** Which workspace the bot token belongs to. Throws an error that says how to mend it when Slack refuses the token. */
  whoAmI(): Promise<Identity>;
  /** Connects in Socket Mode; over HTTP there is nothing to do. */
  start(): Promise<void>;
  /** Takes no more, and resolves when everything that was taken is answered. Safe to call twice. */
  stop(): Promise<void>;
}

/** How long a command or a press is remembered, in ms: well beyond Slack's last repetition. */
const rememberMs = 30 * 60_000;

/**
 * Makes the adapter.
 * @throws when neither a signing secret nor an app token is given
 */
export function createSlack(options: SlackOptions): Slack {
  const { botToken, appToken, apiUrl, log, desk } = options;
  const logger = boltLog(log);
  const clients = createClients(botToken, apiUrl, logger);
  const whoAmI = createIdentity(clients.steady);
  const clientOptions = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
  const inFlight = createInFlight();
  const { receiver, listener } =
    appToken === undefined
      ? overHttp(options, logger, inFlight)
      : {
          receiver: new SocketModeReceiver({ appToken, logger, installerOptions: { clientOptions } }),
          listener: undefined,
        };

  const app = new App({ receiver, logger, clientOptions, convoStore: false, authorize: onlyOurs(botToken, whoAmI) });
  app.use(async ({ next }) => {
    const work = next();
    inFlight.track(work);
    await work;
  });
  const seen = createReplayMemory({ forMs: rememberMs, atMost: 50_000 });
  const isNew = (delivery: string) => seen.isNew(delivery, systemClock.now());
  let stopped: Promise<unknown> | undefined;
  const h: Handling = { desk, clients, log, budgets: { ...budgets, ...options.budgets }, isNew };
  app.command(/.*/, onCommand(h));
  const forms = followForms(h);
  app.view({ type: 'view_submission' }, onSubmission(h, forms));
  app.action({ type: 'block_actions' }, onPress(h, forms));
  app.event('app_home_opened', onHome(h));
  app.error(async (error) => {
    // Bolt answers 401 to what it could not authorize only when the error is passed on.
    if (error.code === ErrorCode.AuthorizationError) throw error;
    log.error({ err: error }, 'a delivery of Slack failed');
  });

  return {
    chat: createSlackChat(clients, whoAmI),
    listener,
    whoAmI,
    start: async () => {
      if (appToken !== undefined) await receiver.start();
    },
    stop: async () => {
      stopped ??= appToken === undefined ? Promise.resolve() : Promise.resolve(receiver.stop());
      await stopped;
      await inFlight.end();
    },
  };
}

/**
 * Bolt's receiver without a server of its own: requests come through the gate. Signatures carry real time, so they are
 * checked by the machine's clock and not by the desk's, which may be moved ahead.
 */
function overHttp(
  { signingSecret, log }: SlackOptions,
  logger: ReturnType<typeof boltLog>,
  inFlight: InFlight,
): { receiver: Receiver; listener: RequestListener } {
  if (!signingSecret) {
    throw new Error('Slack over HTTP needs SLACK_SIGNING_SECRET; Socket Mode needs SLACK_APP_TOKEN instead.');
  }
  const receiver = new HTTPReceiver({ signingSecret, endpoints: slackPath, logger });
  const taken = inFlight.counting((req, res) => receiver.requestListener(req, res));
  return { receiver, listener: createGate({ path: slackPath, signingSecret, clock: systemClock, log }, taken) };
}

/** A bot token speaks for one workspace; what comes from another is refused. */
function onlyOurs(botToken: string, whoAmI: () => Promise<Identity>) {
  return async ({ teamId }: { teamId?: string | undefined }): Promise<AuthorizeResult> => {
    const me = await whoAmI();
    if (teamId !== me.workspace) throw new Error(`the workspace ${teamId} is not the one of the bot token`);
    return { botToken, botUserId: me.botUser, teamId: me.workspace };
  };
}
