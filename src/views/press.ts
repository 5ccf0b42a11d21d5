/** What a button carries and how it is read back. A value comes from outside again, so reading it trusts nothing. */
import { z } from 'zod';
import { key } from '../scheduling/key.ts';
import type { Request } from '../scheduling/request.ts';

const onRequest = z.object({ r: z.uuid(), v: z.number().int() });
const slotPress = onRequest.extend({ o: z.uuid(), s: z.number().int() });

export type RequestPress = z.infer<typeof onRequest>;
export type SlotPress = z.infer<typeof slotPress>;

/** The value of a button about a request, as it stood when the button was drawn. */
export function onThis(request: Pick<Request, 'id' | 'version'>): string {
  return JSON.stringify({ r: request.id, v: request.version } satisfies RequestPress);
}

/** The value of a button that takes one of the offered slots. */
export function onSlot(request: Pick<Request, 'id' | 'version'>, slot: { ownerId: string; start: number }): string {
  return JSON.stringify({ r: request.id, v: request.version, o: slot.ownerId, s: slot.start } satisfies SlotPress);
}

function read<T>(schema: z.ZodType<T>, value: string): T | null {
  try {
    return schema.parse(JSON.parse(value));
  } catch {
    return null; // not ours, or altered: the caller says so
  }
}

/** Reads the value of a button about a request; null when it is none of ours. */
export const readRequestPress = (value: string): RequestPress | null => read(onRequest, value);

/** Reads the value of a button about a slot; null when it is none of ours. */
export const readSlotPress = (value: string): SlotPress | null => read(slotPress, value);

/** Reads the value of a button that starts a use case: its key; null when it can be none. */
export const readStartPress = (value: string): string | null => key.safeParse(value).data ?? null;
