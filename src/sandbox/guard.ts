/**
 * Who may talk to the local workspace. It lets anybody act as anybody, so it answers only to programs and pages of this
 * machine: the Host must be a loopback name (a foreign site cannot reach it by re-pointing its DNS name at 127.0.0.1) and a
 * browser's request must come from the workspace's own page (no site can post to it behind a person's back).
 */
import type { MiddlewareHandler } from 'hono';

/**
 * Throws when the local workspace must not run.
 * @param nodeEnv the value of NODE_ENV
 */
export function assertSandboxAllowed(nodeEnv: string | undefined): void {
  if (nodeEnv?.trim().toLowerCase() === 'production') {
    throw new Error(
      'The local workspace lets anyone act as anyone, so it does not run with NODE_ENV=production. ' +
        'Connect a real Slack workspace, or unset NODE_ENV.',
    );
  }
}

/** True for localhost, 127.x.x.x and [::1], with or without a port. */
export function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const match = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i.exec(host);
  return match !== null;
}

/** Refuses with 403 whatever does not come from this machine or from the workspace's own page. */
export const loopbackOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host');
  if (!isLoopbackHost(host)) return c.text('The local workspace answers only on localhost.', 403);
  const origin = c.req.header('origin');
  if (origin !== undefined && origin.replace(/^https?:\/\//i, '').toLowerCase() !== host?.toLowerCase()) {
    return c.text("The local workspace answers only to its own page, not to another site's.", 403);
  }
  const site = c.req.header('sec-fetch-site');
  const isVisit = c.req.method === 'GET' && c.req.header('sec-fetch-mode') === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isVisit) {
    return c.text("The local workspace answers only to its own page, not to another site's.", 403);
  }
  return next();
};

/** Refuses with 415 a POST that is not JSON: a form on a foreign page cannot send JSON without being asked first. */
export const jsonOnly: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return c.json({ ok: false, error: 'Send JSON.' }, 415);
  return next();
};
