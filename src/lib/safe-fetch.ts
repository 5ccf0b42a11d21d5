/**
 * Fetching an address that a person typed, without letting them reach what only this machine can reach. The address that
 * was checked is the address that is dialled; nothing private, no redirects, no other ports, no more than a few megabytes.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** The text could not be had. The message is one short clause that a person can act on. */
export class CannotFetch extends Error {
  override name = 'CannotFetch';
}

export interface FetchLimits {
  /** For everything together: finding the server, connecting, reading. */
  timeoutMs: number;
  /** 5 MB unless given. */
  maxBytes?: number;
}

/**
 * Fetches a text over http or https.
 * @throws CannotFetch for whatever goes wrong
 */
export type FetchText = (url: string, limits: FetchLimits) => Promise<string>;

/** What the fetching stands on; given only where a test has a server of its own. */
export interface FetchParts {
  resolve(host: string): Promise<readonly LookupAddress[]>;
  mayReach(address: string): boolean;
  mayUsePort(port: number): boolean;
}

const machineParts: FetchParts = {
  resolve: (host) => dns.lookup(host, { all: true, verbatim: true }),
  mayReach: isPublicAddress,
  mayUsePort: (port) => port === 80 || port === 443,
};

function checkedUrl(text: string, parts: FetchParts): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) throw new CannotFetch('the address is not a web address');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new CannotFetch('the address must begin with https://');
  }
  if (url.username || url.password) throw new CannotFetch('the address must not carry a user name or a password');
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  if (!parts.mayUsePort(port)) throw new CannotFetch('the address must use the usual port, 443 or 80');
  // A numeric host is dialled without being looked up. URL has already rewritten 0x7f.1 and 2130706433 to 127.0.0.1.
  const host = hostOf(url);
  if (isIP(host) !== 0 && !parts.mayReach(host)) throw new CannotFetch('the address leads into a private network');
  return url;
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** Looks a host up once and hands the connection only addresses that were checked: a second answer cannot differ. */
function checkedLookup(parts: FetchParts): LookupFunction {
  return (host, options, callback) => {
    const refuse = (error: NodeJS.ErrnoException) => callback(error, []);
    parts.resolve(host).then((found) => {
      const [first] = found;
      if (!first) return refuse(new CannotFetch('the address has no server'));
      if (!found.every((entry) => parts.mayReach(entry.address))) {
        return refuse(new CannotFetch('the address leads into a private network'));
      }
      return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
    }, refuse);
  };
}

function open(url: URL, parts: FetchParts, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(url, {
      // No pool: a kept connection would skip the check.
      agent: false,
      lookup: checkedLookup(parts),
      signal,
      headers: {
        accept: 'text/calendar, text/plain, */*;q=0.1',
        'accept-encoding': 'identity',
        'user-agent': 'slotdesk',
      },
    })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

async function read(response: IncomingMessage, maxBytes: number): Promise<string> {
  const status = response.statusCode ?? 0;
  if (status >= 300 && status < 400) throw new CannotFetch('the address sends on to another one; use that one');
  if (status !== 200) throw new CannotFetch(`the server answered ${status}`);
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new CannotFetch('the server sent a compressed answer that was not asked for');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new CannotFetch(`the answer is larger than ${Math.round(maxBytes / 1_000_000)} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asCannotFetch(error: unknown, timedOut: boolean): CannotFetch {
  if (error instanceof CannotFetch) return error;
  if (timedOut) return new CannotFetch('the server did not answer in time', { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new CannotFetch('the server was not found', { cause: error });
  if (/CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code)) {
    return new CannotFetch('the server’s certificate could not be verified', { cause: error });
  }
  return new CannotFetch('the server could not be reached', { cause: error });
}

/** Makes a `FetchText`; without arguments, the one for this machine. */
export function createFetchText(parts: FetchParts = machineParts): FetchText {
  return async (text, { timeoutMs, maxBytes = 5_000_000 }) => {
    const url = checkedUrl(text, parts);
    const signal = AbortSignal.timeout(timeoutMs);
    let response: IncomingMessage | undefined;
    try {
      response = await open(url, parts, signal);
      return await read(response, maxBytes);
    } catch (error) {
      throw asCannotFetch(error, signal.aborted);
    } finally {
      response?.destroy();
    }
  };
}
