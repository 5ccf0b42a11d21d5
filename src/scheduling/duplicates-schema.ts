/** Which earlier requests of a use case count as the same wish again, as data. */
import { z } from 'zod';

export const duplicatesSchema = z.object({
  /** How far back an earlier request counts, in days. */
  days: z.number().int().min(1).max(365),
  /** Of whom: the same customer (the attendee's email address), the same requester, or either. */
  of: z
    .array(z.enum(['customer', 'requester']))
    .min(1)
    .default(['customer']),
});

export type Duplicates = z.infer<typeof duplicatesSchema>;
