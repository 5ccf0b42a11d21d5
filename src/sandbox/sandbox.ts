/**
 * The local workspace: stands in for Slack's servers, and shows them in a browser. The app under it is reached and served
 * only over the wire, as in a real workspace: signed requests out, Web API calls in, with Slack's limits and refusals.
 */
import type { Hono } from 'hono';
import { makeDispatch } from './dispatch.ts';
import { makeEvents } from './events.ts';
import { makeModals } from './modals.ts';
import type { SandboxOptions } from './options.ts';
import { makeResponses } from './responses.ts';
import { makeRoster, type Roster } from './roster.ts';
import { makeRoutes } from './routes.ts';
import { openStore } from './store.ts';
import { makeStreams } from './stream.ts';
import { systemTimers } from './timers.ts';
import { type ApiCall, type Faults, makeWebApi } from './web-api.ts';
import { makeComplaints, type Workspace } from './workspace.ts';

export interface Sandbox {
  /** Its routes, to be mounted at /sandbox: the page, /state, /stream, /act/:kind and /api/:method. */
  app: Hono;
  /** What the app needs to know to talk with it. They stay the same as long as the journal stays. */
  botToken: string;
  signingSecret: string;
  /** Who is who, for whoever seeds the app. */
  roster: Roster;
  /** Makes methods of the Web API fail, for tests. */
  faults: Faults;
  /** Web API calls so far, oldest first; only of `method` when given. */
  calls(method?: string): readonly ApiCall[];
  /** Resolves when no delivery to the app is on its way (retries that are still to come do not count). */
  idle(): Promise<void>;
  /** Ends every stream, calls off retries and closes the journal. */
  close(): void;
}

/** Starts the local workspace. Throws when its journal cannot be opened. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, log, deliverTo } = options;
  const timers = options.timers ?? systemTimers;
  const roster = makeRoster(options);
  const store = openStore(options.journal, clock, log);
  const { secrets } = store;
  const complaints = makeComplaints(clock, log, store.touch);
  const address = typeof deliverTo === 'string' ? () => deliverTo : deliverTo;
  const dispatch = makeDispatch(address, secrets.signingSecret, timers);
  const events = makeEvents({
    roster,
    dispatch,
    timers,
    token: secrets.verificationToken,
    subscribed: options.events ?? ['app_home_opened'],
    seconds: () => Math.floor(clock.now() / 1000),
    complain: complaints.add,
  });
  const workspace: Workspace = {
    roster,
    store,
    modals: makeModals(clock, store.touch),
    responses: makeResponses(clock),
    dispatch,
    events,
    complaints,
    clock,
    log,
    apiBase: () => options.apiBase().replace(/\/*$/, '/'),
    moveClock: options.moveClock,
  };
  const webApi = makeWebApi(workspace);
  const streams = makeStreams(timers);
  store.onChange(streams.changed);

  return {
    app: makeRoutes(workspace, webApi, streams, options.ahead),
    botToken: secrets.botToken,
    signingSecret: secrets.signingSecret,
    roster,
    faults: webApi.faults,
    calls: webApi.calls,
    idle: dispatch.idle,
    close: () => {
      events.close();
      streams.close();
      store.close();
    },
  };
}
