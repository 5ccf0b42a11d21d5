/** The local workspace's addresses: its page and what that asks for, and the Web API that the app calls. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readAct } from './act-schema.ts';
import { perform } from './acts.ts';
import { jsonOnly, loopbackOnly } from './guard.ts';
import { isObject, parseJson } from './json.ts';
import { makePageFiles } from './page-files.ts';
import type { ActAnswer, SandboxPerson } from './protocol.ts';
import type { Roster } from './roster.ts';
import { respond } from './say.ts';
import { snapshotFor } from './snapshot.ts';
import type { Streams } from './stream.ts';
import type { WebApi } from './web-api.ts';
import type { Workspace } from './workspace.ts';

/** Where the workspace is served; its page knows it too. */
const BASE = '/sandbox';
/** An act, or an API call, is never larger than this. */
const BODY_MAX_BYTES = 1_000_000;

const PAGE_RULES = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  'img-src http: https: data:',
  "frame-ancestors 'none'",
].join('; ');

const NOBODY: ActAnswer = { ok: false, error: 'There is no such person here.' };

/**
 * The routes. A server may mount them at /sandbox, which cuts the path, or hand them whole requests.
 * @param ahead how far the workspace's clock is ahead of the machine's, in ms
 */
export function makeRoutes(workspace: Workspace, webApi: WebApi, streams: Streams, ahead: () => number): Hono {
  const { roster } = workspace;
  const page = makePageFiles(`${roster.team.name} (local workspace)`);
  const routes = new Hono();

  routes.use(loopbackOnly);
  routes.use(bodyLimit({ maxSize: BODY_MAX_BYTES, onError: (c) => c.json({ ok: false, error: 'Too large.' }, 413) }));
  routes.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header('x-content-type-options', 'nosniff');
    c.header('content-security-policy', PAGE_RULES);
  });

  routes.onError((error, c) => {
    workspace.log.error({ err: error, path: c.req.path }, 'The local workspace failed');
    return c.json({ ok: false, error: 'The local workspace failed; its log says why.' }, 500);
  });

  routes.get('/', (c) => c.html(page.html(`${BASE}/`)));
  routes.get('/page.js', async (c) =>
    c.body(await page.script(), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );
  routes.get('/style.css', async (c) => c.body(await page.style(), 200, { 'content-type': 'text/css; charset=utf-8' }));

  routes.get('/state', (c) => {
    const me = reader(roster, c.req.query('as'));
    return me === null ? c.json(NOBODY, 404) : c.json(snapshotFor(workspace, me, ahead()));
  });
  routes.get('/stream', (c) => {
    const me = reader(roster, c.req.query('as'));
    return me === null ? c.json(NOBODY, 404) : streams.open(c, () => snapshotFor(workspace, me, ahead()));
  });
  routes.post('/act/:kind', jsonOnly, async (c) => {
    const read = readAct(c.req.param('kind'), parseJson(await c.req.text()));
    return read.ok ? c.json(await perform(workspace, read.act)) : c.json(read, 400);
  });

  routes.post('/api/response/:key', jsonOnly, async (c) => {
    const payload = parseJson(await c.req.text());
    if (!isObject(payload)) return c.json({ ok: false, error: 'invalid_payload' }, 400);
    const said = respond(workspace, c.req.param('key'), payload);
    if (said.ok) return c.text('ok');
    return c.json(said, said.error === 'used_url' || said.error === 'expired_url' ? 404 : 400);
  });
  routes.all('/api/:method', (c) => webApi.handle(c, c.req.param('method')));

  const app = new Hono({ strict: false });
  app.route('/', routes);
  app.route(BASE, routes);
  return app;
}

/** Whom the page shows: the one asked for, or the first when none was; null for strangers and the bot. */
function reader(roster: Roster, as: string | undefined): SandboxPerson | null {
  const me = as === undefined ? roster.people[0] : roster.person(as);
  return me === undefined || me === null || me.bot ? null : me;
}
