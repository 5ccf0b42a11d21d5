/** The policies of a use case, as data: one entry a rule. Absent: the rule does not apply. */
import { z } from 'zod';
import { rights } from '../command.ts';
import { askers } from '../feeds.ts';
import { blackoutSchema } from './blackouts-schema.ts';
import { broken, brokenSchema } from './broken.ts';
import { limitSchema } from './limits-schema.ts';

const minutes = z.number().int().min(0);
const date = z.iso.date();
const questionKey = z.string().min(1).max(40);

export const policiesSchema = z.object({
  /** Who may book. Everything that is given must hold. */
  whoMayBook: z
    .object({
      /** The requester has one of these rights in the use case. */
      rights: z.array(z.enum(rights)).min(1).optional(),
      /** Who asks, as the question that feeds `asker` is answered. */
      kinds: z.array(z.enum(askers)).min(1).optional(),
      /** These people, by their email. */
      people: z.array(z.email()).min(1).optional(),
      broken,
    })
    .optional(),
  /** Minutes kept free before and after the meeting. */
  buffers: z.object({ before: minutes, after: minutes, broken: brokenSchema.optional() }),
  /** The least time between asking and the start, in minutes. */
  minimumNotice: minutes,
  /** The furthest day that can be booked, in days from today. */
  maximumLead: z.number().int().min(1).max(180),
  /** What breaking the rules means that are plain numbers above, or are never written. Absent: refuse. */
  broken: z
    .object({
      minimumNotice: brokenSchema.optional(),
      maximumLead: brokenSchema.optional(),
      workingHours: brokenSchema.optional(),
      companyDays: brokenSchema.optional(),
    })
    .optional(),
  /** Public holidays of this country (ISO 3166-1), and of a state that has its own, are closed days. */
  holidays: z
    .object({
      country: z.string().length(2),
      state: z.string().min(1).max(10).optional(),
      broken: brokenSchema.optional(),
    })
    .optional(),
  /** Closed days of the company, by the owner's local date. `name` fits into "Fri, Nov 27 is ...". */
  companyDays: z
    .array(z.object({ date, name: z.string().min(1).max(80) }))
    .max(100)
    .optional(),
  /** Stretches of time when nothing takes place. */
  blackouts: z.array(blackoutSchema).max(100).optional(),
  /** How many meetings at most. */
  limits: z.array(limitSchema).max(20).optional(),
  /** How many requests of one person may wait for their pick. */
  openRequests: z.object({ max: z.number().int().min(1), broken }).optional(),
  /** Where meetings may take place. With both given, either is enough. */
  places: z
    .object({
      /** US states, two letters. */
      states: z
        .array(z.string().regex(/^[A-Z]{2}$/, 'use the two capital letters of a state, such as AZ'))
        .min(1)
        .optional(),
      /** The first digits of US postal codes. */
      zipPrefixes: z
        .array(z.string().regex(/^\d{1,5}$/, 'use 1 to 5 digits'))
        .min(1)
        .optional(),
      broken,
    })
    .optional(),
  /** What must be there before anything is booked. */
  evidence: z
    .array(
      z.discriminatedUnion('from', [
        /** The owner has this certificate, and it is valid on the day of the meeting. */
        z.object({ from: z.literal('owner'), certificate: z.string().min(1).max(60), broken }),
        /** The requester answered this question with yes, or with a link to the signed form. */
        z.object({
          from: z.literal('requester'),
          question: questionKey,
          form: z.string().min(1).max(80),
          accepts: z.enum(['yes', 'link']).default('yes'),
          broken,
        }),
      ]),
    )
    .max(20)
    .optional(),
  /** A booking may be cancelled until so many minutes before it starts. */
  cancellation: z.object({ notUnder: minutes, broken }).optional(),
  /** How often a booking may be moved, and until how many minutes before it starts. */
  rescheduling: z
    .object({ maxMoves: z.number().int().min(0).optional(), notUnder: minutes.optional(), broken })
    .optional(),
});

export type Policies = z.infer<typeof policiesSchema>;
export type Evidence = NonNullable<Policies['evidence']>[number];
