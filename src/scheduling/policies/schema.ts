/** The policies of a use case, as data: one entry a rule. Absent: the rule does not apply. */
import { z } from 'zod';

export const policiesSchema = z.object({
  /** Minutes kept free before and after the meeting. */
  buffers: z.object({ before: z.number().int().min(0), after: z.number().int().min(0) }),
  /** The least time between asking and the start, in minutes. */
  minimumNotice: z.number().int().min(0),
  /** The furthest day that can be booked, in days from today. */
  maximumLead: z.number().int().min(1).max(180),
  /** Public holidays of this country (ISO 3166-1) are closed days. */
  holidays: z.object({ country: z.string().length(2) }).optional(),
});

export type Policies = z.infer<typeof policiesSchema>;
