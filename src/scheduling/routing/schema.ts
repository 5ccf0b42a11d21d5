/** How a use case routes: one method. */
import { z } from 'zod';

export const routingSchema = z.object({ method: z.literal('round-robin') });

export type Routing = z.infer<typeof routingSchema>;
