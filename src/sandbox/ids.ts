/**
 * Names of things in the local workspace, in the shape Slack gives them. What is seeded (the app, channels, direct
 * messages) keeps its id for ever because the id is made from its name; what happens gets a fresh one, also across
 * restarts, because an app may remember ids to recognise a repeated delivery.
 */
import { createHash } from 'node:crypto';
import { newSecret } from '../lib/ids.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** `prefix` and ten letters made from `of`: the same for the same input. */
export function fixedId(prefix: string, of: string): string {
  return prefix + letters(createHash('sha256').update(of).digest(), 10);
}

/** `prefix` and ten random letters. */
export function freshId(prefix: string): string {
  return prefix + letters(Buffer.from(newSecret(16), 'base64url'), 10);
}

function letters(bytes: Uint8Array, count: number): string {
  return [...bytes.subarray(0, count)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? 'A').join('');
}

/** Slack's timestamp of a message, "seconds.microseconds", from whole microseconds since 1970. */
export function tsOf(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** The microseconds behind a timestamp, or NaN when it is none. */
export function microsOf(ts: string): number {
  const match = /^(\d{1,12})\.(\d{6})$/.exec(ts);
  return match ? Number(match[1]) * 1e6 + Number(match[2]) : Number.NaN;
}
