/** A limit as data: at most so many meetings of an owner, a pool or a requester by day, week or month. */
import { z } from 'zod';
import { broken } from './broken.ts';

export const limitSchema = z.object({
  /** Whose meetings are counted. Days are the owner's own for `owner` and `pool`, the requester's for `requester`. */
  whose: z.enum(['owner', 'pool', 'requester']),
  per: z.enum(['day', 'week', 'month']),
  /** The first day of a week. */
  weekStart: z.enum(['monday', 'sunday']).default('monday'),
  max: z.number().int().min(1),
  /** Which meetings count: those of this use case, or of all. */
  of: z.enum(['this-use-case', 'all-use-cases']).default('this-use-case'),
  broken,
});

export type Limit = z.infer<typeof limitSchema>;
