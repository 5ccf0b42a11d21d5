/** The tasks that the job queue runs, each a thin door to `flow/deliver/`. A payload is checked before it counts. */
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { remind } from '../flow/deliver/remind.ts';
import { showCard } from '../flow/deliver/show-card.ts';
import { syncCalendar } from '../flow/deliver/sync-calendar.ts';
import { tellAccountable, tellOwner } from '../flow/deliver/tell.ts';
import type { World } from '../flow/world.ts';
import type { TenantId } from '../lib/ids.ts';
import { slotSchema } from '../scheduling/request.ts';
import { tenantOfId } from '../store/tenants.ts';

const onRequest = z.object({ tenant: z.uuid(), requestId: z.uuid() });
const schemas = {
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

/** Every task over a world, by the names that `flow/effects.ts` writes into jobs. */
export function tasks(world: World): TaskList {
  const task =
    <T extends { tenant: string }>(
      schema: z.ZodType<T>,
      run: (world: World, tenant: TenantId, payload: T) => Promise<void>,
    ) =>
    async (raw: unknown) => {
      const payload = schema.parse(raw);
      const tenant = await tenantOfId(world.store.db, payload.tenant);
      if (tenant === null)
        throw new Error(`No tenant has the id ${payload.tenant}; it was removed with its jobs left.`);
      await run(world, tenant, payload);
    };
  return {
    'sync-calendar': task(schemas['sync-calendar'], syncCalendar),
    'show-card': task(schemas['show-card'], showCard),
    'tell-owner': task(schemas['tell-owner'], tellOwner),
    'tell-accountable': task(schemas['tell-accountable'], tellAccountable),
    remind: task(schemas.remind, remind),
  };
}
