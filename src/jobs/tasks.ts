/** The tasks that the job queue runs, each a thin door to `flow/deliver/`. A payload is checked before it counts. */
import type { TaskList } from 'graphile-worker';
import type { z } from 'zod';
import { remind } from '../flow/deliver/remind.ts';
import { showCard } from '../flow/deliver/show-card.ts';
import { syncCalendar } from '../flow/deliver/sync-calendar.ts';
import { tellAccountable, tellOwner } from '../flow/deliver/tell.ts';
import { payloads } from '../flow/effects.ts';
import type { World } from '../flow/world.ts';
import type { TenantId } from '../lib/ids.ts';
import { tenantOfId } from '../store/tenants.ts';

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
    'sync-calendar': task(payloads['sync-calendar'], syncCalendar),
    'show-card': task(payloads['show-card'], showCard),
    'tell-owner': task(payloads['tell-owner'], tellOwner),
    'tell-accountable': task(payloads['tell-accountable'], tellAccountable),
    remind: task(payloads.remind, remind),
  };
}
