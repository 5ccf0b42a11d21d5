/**
 * The Web API as the app sees it: `/api/<method>` with form fields or JSON and a bearer token, always answered with
 * `{ ok }`. Tests can make a method fail and read what was called.
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isObject, parseJson, textOf } from './json.ts';
import { chatMethods } from './web-api-chat.ts';
import { conversationMethods } from './web-api-conversations.ts';
import type { ApiAnswer, ApiArgs, ApiMethod } from './web-api-method.ts';
import { userMethods } from './web-api-users.ts';
import { viewMethods } from './web-api-views.ts';
import type { Workspace } from './workspace.ts';

/** How a method is made to fail. */
export interface Fault {
  /** HTTP status of the answer. Default 200, 429 when `retryAfter` is given. */
  status?: ContentfulStatusCode;
  /** Slack's error code. Default: ratelimited for 429, internal_error otherwise. */
  error?: string;
  /** Seconds for the Retry-After header. */
  retryAfter?: number;
  /** How many calls fail. Default 1. */
  times?: number;
  /** The call takes effect, only its answer is lost. */
  afterCommit?: boolean;
}

export interface Faults {
  /** The next calls of `method` fail like this. Several stand in line. */
  failNext(method: string, fault: Fault): void;
  clear(): void;
}

/** One call the app made. */
export interface ApiCall {
  method: string;
  args: ApiArgs;
  /** Epoch ms in the workspace. */
  at: number;
  status: number;
  answer: ApiAnswer;
}

export interface WebApi {
  handle(c: Context, method: string): Promise<Response>;
  faults: Faults;
  /** Calls so far, oldest first; only of `method` when given. */
  calls(method?: string): readonly ApiCall[];
}

const CALLS_KEPT = 2_000;
/** Arguments that carry JSON when they come in a form field. */
const JSON_ARGUMENTS = ['blocks', 'view', 'metadata', 'attachments'];

export function makeWebApi(workspace: Workspace): WebApi {
  const methods: Record<string, ApiMethod> = {
    'api.test': (args) =>
      typeof args.error === 'string' ? { ok: false, error: args.error, args } : { ok: true, args },
    'apps.connections.open': () => ({ ok: false, error: 'not_allowed_token_type' }),
    ...userMethods,
    ...conversationMethods,
    ...chatMethods,
    ...viewMethods,
  };
  const faults: { method: string; fault: Fault; left: number }[] = [];
  let calls: ApiCall[] = [];

  const takeFault = (method: string): Fault | null => {
    const index = faults.findIndex((one) => one.method === method);
    const found = faults[index];
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left <= 0) faults.splice(index, 1);
    return found.fault;
  };

  const run = (method: string, args: ApiArgs, bearer: string | null): ApiAnswer => {
    const call = Object.hasOwn(methods, method) ? methods[method] : undefined;
    if (call === undefined) {
      workspace.complaints.add(`${method}: the local workspace does not know this method (unknown_method).`);
      return { ok: false, error: 'unknown_method', req_method: method };
    }
    const token = bearer ?? (textOf(args.token) || null);
    if (method !== 'api.test') {
      if (token === null) return { ok: false, error: 'not_authed' };
      if (token !== workspace.store.secrets.botToken) return { ok: false, error: 'invalid_auth' };
    }
    const { token: _, ...rest } = args;
    return call(rest, workspace);
  };

  return {
    faults: {
      failNext: (method, fault) => faults.push({ method, fault, left: fault.times ?? 1 }),
      clear: () => faults.splice(0),
    },
    calls: (method) => (method === undefined ? calls : calls.filter((call) => call.method === method)),
    handle: async (c, method) => {
      const read = await readArgs(c);
      const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
      const fault = takeFault(method);
      let status: ContentfulStatusCode = 200;
      let answer: ApiAnswer =
        fault !== null && fault.afterCommit !== true
          ? { ok: false, error: '' }
          : read.ok
            ? run(method, read.args, bearer)
            : { ok: false, error: read.error };
      if (fault !== null) {
        status = fault.status ?? (fault.retryAfter === undefined ? 200 : 429);
        answer = { ok: false, error: fault.error ?? (status === 429 ? 'ratelimited' : 'internal_error') };
        if (fault.retryAfter !== undefined) c.header('retry-after', String(fault.retryAfter));
      }
      const args = read.ok ? read.args : {};
      calls = [...calls, { method, args, at: workspace.clock.now(), status, answer }].slice(-CALLS_KEPT);
      if (!answer.ok && fault === null) workspace.log.info({ method, error: answer.error }, 'Web API call refused');
      return c.body(JSON.stringify(answer), status, {
        'content-type': 'application/json; charset=utf-8',
      });
    },
  };
}

async function readArgs(c: Context): Promise<{ ok: true; args: ApiArgs } | { ok: false; error: string }> {
  const query = Object.fromEntries(new URL(c.req.url).searchParams);
  if (c.req.method === 'GET') return { ok: true, args: withJson(query) };
  const body = await c.req.text();
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') {
    const json = parseJson(body);
    return isObject(json) ? { ok: true, args: withJson({ ...query, ...json }) } : { ok: false, error: 'invalid_json' };
  }
  if (type === 'application/x-www-form-urlencoded' || body === '') {
    return { ok: true, args: withJson({ ...query, ...Object.fromEntries(new URLSearchParams(body)) }) };
  }
  return { ok: false, error: type === '' ? 'missing_post_type' : 'invalid_post_type' };
}

function withJson(args: ApiArgs): ApiArgs {
  const read = JSON_ARGUMENTS.flatMap((name) => {
    const value = args[name];
    // Text that is no JSON stays text, and is refused by the method as what it is.
    return typeof value === 'string' ? [[name, parseJson(value) ?? value] as const] : [];
  });
  return { ...args, ...Object.fromEntries(read) };
}
