/** Instants at the border of the store: epoch milliseconds in the code, timestamptz(3) in the tables. */

/** For a column that Prisma writes. */
export const dateOf = (ms: number): Date => new Date(ms);

/** From a column that Prisma reads. */
export const instantOf = (date: Date): number => date.getTime();
