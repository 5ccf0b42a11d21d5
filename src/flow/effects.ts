/**
 * Turns what a decision wants to happen outside into jobs. A job says whom it concerns and reads the state when it runs,
 * so a late or repeated one shows the truth. Only the news for an owner carries the slot that it is about.
 */
import { z } from 'zod';
import type { TenantId } from '../lib/ids.ts';
import type { Effect } from '../scheduling/decision.ts';
import { type Request, slotSchema } from '../scheduling/request.ts';
import type { JobSpec } from '../store/jobs.ts';

const onRequest = z.object({ tenant: z.uuid(), requestId: z.uuid() });

/** Every task with its payload. The names stand in the database, so they never change their meaning. */
export const payloads = {
  'sync-calendar': onRequest.extend({ ownerId: z.uuid() }),
  'show-card': onRequest,
  'tell-owner': onRequest.extend({
    ownerId: z.uuid(),
    what: z.enum(['booked', 'moved', 'cancelled']),
    slot: slotSchema,
    sequence: z.number().int(),
  }),
  'tell-accountable': onRequest.extend({ personId: z.uuid(), version: z.number().int() }),
  remind: z.object({ tenant: z.uuid(), followUpId: z.uuid() }),
} as const;

export type Tasks = { [T in keyof typeof payloads]: z.infer<(typeof payloads)[T]> };

export type Job = {
  [T in keyof Tasks]: { task: T; payload: Tasks[T]; spec: JobSpec };
}[keyof Tasks];

/**
 * How many queues each kind of work is spread over. Jobs of one queue run one after the other, so two posts of the
 * same card never race; graphile-worker slows down with one queue per request.
 */
const queues = 16;

/** The queue of a request's messages, or of its calendar events, so that a slow calendar keeps no message waiting. */
export function queueOf(what: 'messages' | 'calendar', requestId: string): string {
  return `${what}-${Number.parseInt(requestId.slice(0, 4), 16) % queues}`;
}

/** The job that carries out an effect of a stored request. */
export function jobOf(tenant: TenantId, request: Request, effect: Effect): Job {
  const about = { tenant, requestId: request.id };
  const queue = queueOf('messages', request.id);
  switch (effect.kind) {
    case 'sync-calendar':
      return {
        task: 'sync-calendar',
        payload: { ...about, ownerId: effect.ownerId },
        spec: { queue: queueOf('calendar', request.id), key: `sync-calendar:${request.id}:${effect.ownerId}` },
      };
    case 'show-card':
      return { task: 'show-card', payload: about, spec: { queue, key: `show-card:${request.id}` } };
    case 'tell-accountable':
      return {
        task: 'tell-accountable',
        payload: { ...about, personId: effect.personId, version: request.version },
        spec: { queue, key: `tell-accountable:${request.id}:${request.version}` },
      };
    case 'tell-owner': {
      const sequence = request.booking?.sequence ?? 0;
      const { ownerId, what, slot } = effect;
      return {
        task: 'tell-owner',
        payload: { ...about, ownerId, what, slot, sequence },
        spec: { queue, key: `tell-owner:${request.id}:${ownerId}:${what}:${sequence}` },
      };
    }
  }
}
