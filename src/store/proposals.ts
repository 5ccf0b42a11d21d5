/** Proposals with the record of how they came about. Written once: "why" prints the record, it is never made again. */
import { z } from 'zod';
import type { TenantId } from '../lib/ids.ts';
import type { Evaluation } from '../scheduling/evaluation.ts';
import { reasonCodes, reasonSchema } from '../scheduling/reasons.ts';
import { type Slot, slotSchema } from '../scheduling/request.ts';
import type { Tx } from './database.ts';
import { instantOf } from './instants.ts';

export interface StoredProposal {
  id: string;
  requestId: string;
  slots: Slot[];
  evaluation: Evaluation;
  /** Epoch ms. */
  createdAt: number;
}

const evaluationSchema: z.ZodType<Evaluation> = z.object({
  at: z.number(),
  useCaseKey: z.string(),
  useCaseVersion: z.number(),
  method: z.string(),
  tried: z.array(z.object({ method: z.string(), reason: reasonSchema.nullable() })).optional(),
  window: z.object({ from: z.number(), to: z.number() }),
  starts: z.number(),
  owners: z.array(
    z.object({
      ownerId: z.string(),
      name: z.string(),
      eligible: z.boolean(),
      reasons: z.array(reasonSchema),
      rank: z.number().nullable(),
      open: z.number(),
      closed: z.partialRecord(z.enum(reasonCodes), z.number()),
      overridable: z.number().optional(),
    }),
  ),
  tieBreak: z.string(),
});

/** Writes a proposal of a request that is written already. */
export async function insertProposal(
  tx: Tx,
  tenant: TenantId,
  requestId: string,
  { id, slots, evaluation }: { id: string; slots: readonly Slot[]; evaluation: Evaluation },
): Promise<void> {
  await tx.$executeRaw`
    insert into proposal (tenant_id, id, request_id, slots, evaluation, created_at)
    values (${tenant}::uuid, ${id}::uuid, ${requestId}::uuid, ${JSON.stringify(slots)}::jsonb,
            ${JSON.stringify(evaluation)}::jsonb, desk_now())`;
}

/** A proposal with its record. */
export async function proposal(tx: Tx, tenant: TenantId, id: string): Promise<StoredProposal | null> {
  const row = await tx.proposal.findUnique({ where: { tenantId_id: { tenantId: tenant, id } } });
  if (row === null) return null;
  return {
    id,
    requestId: row.requestId,
    slots: z.array(slotSchema).parse(row.slots),
    evaluation: evaluationSchema.parse(row.evaluation),
    createdAt: instantOf(row.createdAt),
  };
}

/** The starts (epoch ms) that were offered for a request so far. */
export async function shownStarts(tx: Tx, tenant: TenantId, requestId: string): Promise<number[]> {
  const rows = await tx.$queryRaw<{ start: number }[]>`
    select distinct (slot ->> 'start')::float8 as start from proposal, jsonb_array_elements(slots) slot
     where tenant_id = ${tenant}::uuid and request_id = ${requestId}::uuid`;
  return rows.map((row) => row.start);
}
