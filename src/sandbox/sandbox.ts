/**
 * The local workspace: stands in for Slack's servers, and shows them in a browser. The app under it is reached and served
 * only over the wire, as in a real workspace: signed requests out, Web API calls in, with Slack's limits and refusals.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readAct } from './act-schema.ts';
import { perform } from './acts.ts';
import { makeDispatch } from './dispatch.ts';
import { makeEvents } from './events.ts';
import { jsonOnly, loopbackOnly } from './guard.ts';
import { isObject, parseJson } from './json.ts';
import { makeModals } from './modals.ts';
import type { SandboxOptions } from './options.ts';
import { makePageFiles } from './page-files.ts';
import type { ActAnswer } from './protocol.ts';
import { makeResponses } from './responses.ts';
import { makeRoster, type Roster } from './roster.ts';
import { respond } from './say.ts';
import { snapshotFor } from './snapshot.ts';
import { openStore } from './store.ts';
import { makeStreams } from './stream.ts';
import { systemTimers } from './timers.ts';
import { type ApiCall, type Faults, makeWebApi } from './web-api.ts';
import { makeComplaints, type Workspace } from './workspace.ts';

export interface Sandbox {
  /** Its routes, all under /sandbox: the page, /state, /stream, /act/:kind and /api/:method. */
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

/** Where the workspace is served; its page knows it too. */
const BASE = '/sandbox';
/** An act, or an API call, is never larger than this. */
const BODY_MAX_BYTES = 1_000_000;

/** Starts the local workspace. Throws when its journal cannot be opened. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, log } = options;
  const timers = options.timers ?? systemTimers;
  const { deliverTo } = options;
  const roster = makeRoster(options);
  const store = openStore(options.journal, clock, log);
  const complaints = makeComplaints(clock, log, store.touch);
  const dispatch = makeDispatch(
    typeof deliverTo === 'string' ? () => deliverTo : deliverTo,
    store.secrets.signingSecret,
    timers,
  );
  const events = makeEvents({
    roster,
    dispatch,
    timers,
    token: store.secrets.verificationToken,
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
  const page = makePageFiles(`${roster.team.name} (local workspace)`);

  const app = new Hono({ strict: false }).basePath(BASE);
  app.use(loopbackOnly);
  app.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.json({ ok: false, error: 'Too large.' }, 413) }));
  app.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    c.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:; frame-ancestors 'none'",
    );
  });
  app.get('/', (c) => c.html(page.html(`${BASE}/`)));
  app.get('/page.js', async (c) =>
    c.body(await page.script(), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/style.css', async (c) => c.body(await page.style(), 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/state', (c) => {
    const me = reader(roster, c.req.query('as'));
    return me === null ? c.json(NOBODY, 404) : c.json(snapshotFor(workspace, me, options.ahead()));
  });
  app.get('/stream', (c) => {
    const me = reader(roster, c.req.query('as'));
    return me === null ? c.json(NOBODY, 404) : streams.open(c, () => snapshotFor(workspace, me, options.ahead()));
  });
  app.post('/act/:kind', jsonOnly, async (c) => {
    const read = readAct(c.req.param('kind'), parseJson(await c.req.text()));
    return c.json(read.ok ? await perform(workspace, read.act) : (read satisfies ActAnswer), read.ok ? 200 : 400);
  });
  app.post('/api/response/:key', jsonOnly, async (c) => {
    const payload = parseJson(await c.req.text());
    if (!isObject(payload)) return c.text('invalid_payload', 400);
    const said = respond(workspace, c.req.param('key'), payload);
    if (said.ok) return c.text('ok');
    return c.json(said, said.error === 'used_url' || said.error === 'expired_url' ? 404 : 400);
  });
  app.all('/api/:method', (c) => webApi.handle(c, c.req.param('method')));

  return {
    app,
    botToken: store.secrets.botToken,
    signingSecret: store.secrets.signingSecret,
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

const NOBODY: ActAnswer = { ok: false, error: 'There is no such person here.' };

/** Whom the page shows: the one asked for, or the first when none was. */
function reader(roster: Roster, as: string | undefined) {
  const me = as === undefined ? roster.people[0] : roster.person(as);
  return me === undefined || me === null || me.bot ? null : me;
}
