/** Reads a request's body, up to a limit. */
import type { IncomingMessage } from 'node:http';

/**
 * The body's bytes, or null when there are more than `limit`. What the server in front has read already (`rawBody`)
 * counts too.
 * @throws when the connection breaks off
 */
export async function readBody(req: IncomingMessage & { rawBody?: unknown }, limit: number): Promise<Buffer | null> {
  if (Buffer.isBuffer(req.rawBody)) return req.rawBody.length > limit ? null : req.rawBody;
  if (Number(req.headers['content-length'] ?? 0) > limit) return null;
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    req.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        req.pause();
        resolve(null);
      } else parts.push(part);
    });
    req.on('end', () => resolve(Buffer.concat(parts)));
    req.on('error', reject);
    req.on('close', () => reject(new Error('the connection closed before the body was complete')));
  });
}
