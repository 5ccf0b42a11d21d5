/** What PostgreSQL said, dug out of the errors that Prisma wraps it in, and the expected refusals of the store. */
import { z } from 'zod';

/** Someone else holds a claim on that time: PostgreSQL's exclusion constraint refused a second one. */
export class ClaimTaken extends Error {
  constructor(options?: ErrorOptions) {
    super('That time is claimed already.', options);
    this.name = 'ClaimTaken';
  }
}

/** Others took the last place under a limit between the decision and writing it: decide again. */
export class LimitReached extends Error {
  constructor() {
    super('A limit was reached meanwhile.');
    this.name = 'LimitReached';
  }
}

/** This delivery was answered before; the transaction that met it again changes nothing. */
export class AlreadyDone extends Error {
  readonly delivery: string;
  constructor(delivery: string) {
    super(`The delivery ${delivery} was answered already.`);
    this.name = 'AlreadyDone';
    this.delivery = delivery;
  }
}

const driverError = z.object({
  cause: z.object({ originalCode: z.string(), originalMessage: z.string().optional() }),
});

/** Where the driver's error is found: in the error of a query, alone (when the commit itself fails), or bare. */
const shapes = z.union([
  z.object({ meta: z.object({ driverAdapterError: driverError }) }).transform((e) => e.meta.driverAdapterError.cause),
  driverError.transform((e) => e.cause),
  z
    .object({ code: z.string().regex(/^[0-9A-Z]{5}$/), message: z.string(), severity: z.string() })
    .transform((e) => ({ originalCode: e.code, originalMessage: e.message })),
]);

/** PostgreSQL's own code (SQLSTATE) and the constraint that was violated, if one was. */
export interface DatabaseError {
  code: string;
  constraint: string | undefined;
}

/**
 * PostgreSQL's part of an error, whether from Prisma or from the driver itself; undefined when the error is not the
 * database's. Prisma's own codes (P2002, P2010, P2039) are no help: they lump together what must be told apart.
 */
export function databaseError(error: unknown): DatabaseError | undefined {
  const found = shapes.safeParse(error);
  if (!found.success) return undefined;
  const { originalCode, originalMessage } = found.data;
  return { code: originalCode, constraint: /constraint "([^"]+)"/.exec(originalMessage ?? '')?.[1] };
}
