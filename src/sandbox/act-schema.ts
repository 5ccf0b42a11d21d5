/** Reads what the page posted as an act. */
import { z } from 'zod';
import type { Act } from './protocol.ts';

const json = z.record(z.string(), z.unknown());
const values = z.record(z.string(), z.record(z.string(), json)).default({});
const as = z.string();
const text = z.string().max(40_000);

/** A year and a bit: enough to see any reminder, and no accident. */
const FORWARD_MAX_MS = 400 * 24 * 60 * 60_000;

const act = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), as, channel: z.string(), text }),
  z.object({ kind: z.literal('message'), as, channel: z.string(), text }),
  z.object({
    kind: z.literal('press'),
    as,
    message: z.object({ channel: z.string(), ts: z.string() }),
    action: json,
    values,
  }),
  z.object({ kind: z.literal('press-view'), as, viewId: z.string(), action: json, values }),
  z.object({ kind: z.literal('submit'), as, viewId: z.string(), values }),
  z.object({ kind: z.literal('close'), as, viewId: z.string() }),
  z.object({ kind: z.literal('home'), as }),
  z.object({ kind: z.literal('read'), as, channel: z.string() }),
  z.object({ kind: z.literal('clock'), as, forward: z.number().min(0).max(FORWARD_MAX_MS) }),
]);

/** The act, or one sentence on why it is none. */
export function readAct(kind: string, body: unknown): { ok: true; act: Act } | { ok: false; error: string } {
  const fields = typeof body === 'object' && body !== null ? body : {};
  const parsed = act.safeParse({ ...fields, kind });
  if (parsed.success) return { ok: true, act: parsed.data };
  const first = parsed.error.issues[0];
  const where = first?.path.join('.') ?? '';
  return { ok: false, error: `This is not something one can do here: ${where} ${first?.message ?? ''}`.trim() };
}
