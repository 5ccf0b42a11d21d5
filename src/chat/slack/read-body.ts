/** Reads a request's body, up to a limit of size and of time. */
import type { IncomingMessage } from 'node:http';

/** Why a body was not read to its end. */
export type Unread = 'too large' | 'too slow';

/**
 * The body's bytes, or why there are none: more than `limit` bytes, or not complete within `withinMs`. What the server in
 * front has read already (`rawBody`) counts too.
 * @throws when the connection breaks off
 */
export async function readBody(
  req: IncomingMessage & { rawBody?: unknown },
  { limit, withinMs }: { limit: number; withinMs: number },
): Promise<Buffer | Unread> {
  if (Buffer.isBuffer(req.rawBody)) return req.rawBody.length > limit ? 'too large' : req.rawBody;
  if (Number(req.headers['content-length'] ?? 0) > limit) return 'too large';
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let size = 0;
      timer = setTimeout(() => {
        req.pause();
        resolve('too slow');
      }, withinMs);
      req.on('data', (part: Buffer) => {
        size += part.length;
        if (size > limit) {
          req.pause();
          resolve('too large');
        } else parts.push(part);
      });
      req.on('end', () => resolve(Buffer.concat(parts)));
      req.on('error', reject);
      req.on('close', () => reject(new Error('the connection closed before the body was complete')));
    });
  } finally {
    clearTimeout(timer);
  }
}
