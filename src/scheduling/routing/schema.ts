/**
 * How a use case routes: one method with its settings, and a chain of others that are tried in order when it gives no
 * slot. The chain ends with a person, who looks after what nobody could take.
 */
import { z } from 'zod';

/** An email address, in lower case: how use cases name people. */
export const emailAddress = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'write an email address such as name@example.com')
  .transform((address) => address.toLowerCase());

const days = z.number().int().min(0).max(180);

/** `unlessAfterDays`: the owner is passed over when their next open time is more than so many days away. */
const passedOver = { unlessAfterDays: days.optional() };

const area = z
  .object({
    /** Email addresses. */
    owners: z.array(emailAddress).min(1).max(200),
    /** Two letters each. */
    states: z.array(z.string().regex(/^[A-Z]{2}$/, 'write a state as two capital letters, such as AZ')).default([]),
    /** Postal codes by how they begin (850), or from one to another of the same length (85001-85099). */
    postal: z
      .array(
        z
          .string()
          .regex(
            /^([A-Z0-9]{1,10}|(\d{1,5})-(\d{1,5}))$/,
            'write a beginning such as 850, or a range such as 85001-85099',
          )
          .refine(isRange, 'write both ends of a range with as many digits, the lower first'),
      )
      .default([]),
  })
  .refine((a) => a.states.length + a.postal.length > 0, 'name a state or postal codes');

function isRange(text: string): boolean {
  const [from = '', to] = text.split('-');
  return to === undefined || (from.length === to.length && from <= to);
}

const steps = {
  'round-robin': z.object({
    method: z.literal('round-robin'),
    /** By email address: somebody of weight 2 is due twice as much as somebody of weight 1. Not named: 1. */
    weights: z.record(emailAddress, z.number().int().min(1).max(1000)).default({}),
    /** By email address: of those equally due, 1 comes before 2. Not named: 5. */
    priorities: z.record(emailAddress, z.number().int().min(1).max(9)).default({}),
    /** After what a booking is given back, so that the owner comes sooner again. */
    creditFor: z.array(z.enum(['cancelled', 'no-show'])).default(['cancelled', 'no-show']),
  }),
  skills: z.object({
    method: z.literal('skills'),
    /** By email address and skill, the highest first asked. A skill of an owner that is not named here has level 1. */
    levels: z.record(emailAddress, z.record(z.string().min(1).max(75), z.number().int().min(1).max(10))).default({}),
  }),
  territory: z.object({ method: z.literal('territory'), areas: z.array(area).max(500).default([]) }),
  'account-owner': z.object({ method: z.literal('account-owner'), ...passedOver }),
  'last-touch': z.object({
    method: z.literal('last-touch'),
    /** How long somebody counts as the last who served an attendee. */
    withinDays: z.number().int().min(1).max(730).default(90),
    ...passedOver,
  }),
  'named-owner': z.object({ method: z.literal('named-owner'), ...passedOver }),
};

const step = z.discriminatedUnion('method', [
  steps['round-robin'],
  steps.skills,
  steps.territory,
  steps['account-owner'],
  steps['last-touch'],
  steps['named-owner'],
]);

const lastResort = z.object({ /** Email address. */ person: emailAddress }).strict();

const fallback = z
  .array(z.union([lastResort, step]))
  .max(8)
  .default([])
  .refine(
    (chain) => chain.every((one, i) => !('person' in one) || i === chain.length - 1),
    'name the person last: nothing is tried after them',
  );

export const routingSchema = z.discriminatedUnion('method', [
  steps['round-robin'].extend({ fallback }),
  steps.skills.extend({ fallback }),
  steps.territory.extend({ fallback }),
  steps['account-owner'].extend({ fallback }),
  steps['last-touch'].extend({ fallback }),
  steps['named-owner'].extend({ fallback }),
]);

export type Routing = z.infer<typeof routingSchema>;
export type Step = z.infer<typeof step>;
export type Method = Step['method'];
export type Settings<M extends Method> = Extract<Step, { method: M }>;
export type Area = z.infer<typeof area>;

/** The methods in the order in which they are tried. */
export function stepsOf({ fallback: chain, ...first }: Routing): readonly Step[] {
  return [first, ...chain.filter((one): one is Step => 'method' in one)];
}

/** The email address of the person at the end of the chain, or null. */
export function lastPersonOf({ fallback: chain }: Routing): string | null {
  const last = chain.at(-1);
  return last !== undefined && 'person' in last ? last.person : null;
}

const even = steps['round-robin'].parse({ method: 'round-robin' });

/** How turns are counted in the use case: as its round-robin says, and evenly where it has none. */
export function turnsOf(routing: Routing): Settings<'round-robin'> {
  return stepsOf(routing).find((one) => one.method === 'round-robin') ?? even;
}
