/** An owner: the person who gives the time, with the hours, skills and places that eligibility and availability read. */
import { z } from 'zod';

const minuteOfDay = z.number().int().min(0).max(1440);

/** One stretch of a local day, in minutes from local midnight. 1440 is 24:00. `end` at or before `start` runs past midnight. */
export const hoursSchema = z.object({
  /** Days of the week it applies to: 0 Sunday to 6 Saturday. */
  days: z.array(z.number().int().min(0).max(6)),
  start: minuteOfDay,
  end: minuteOfDay,
});

/** Replaces the weekday's hours on one local date of the owner. `start` equal to `end` is a day off. */
const dateHoursSchema = z.object({
  date: z.iso.date(),
  start: minuteOfDay,
  end: minuteOfDay,
});

export const ownerSchema = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  /** The person's email address, by which use cases name them; absent: they have none. */
  email: z.string().optional(),
  /** IANA zone of the working hours. */
  zone: z.string(),
  hours: z.array(hoursSchema),
  dateHours: z.array(dateHoursSchema),
  skills: z.array(z.string()),
  /** US states (two letters) that the owner serves; empty: everywhere. */
  territories: z.array(z.string()),
  /** What the owner is certified for, each with the last local date (YYYY-MM-DD) on which it is valid. */
  certificates: z.array(z.object({ name: z.string().min(1).max(60), expires: z.iso.date() })).optional(),
});

export type Owner = z.infer<typeof ownerSchema>;
export type Hours = z.infer<typeof hoursSchema>;
export type DateHours = z.infer<typeof dateHoursSchema>;
