/** Half-open ranges of epoch milliseconds, [start, end). */

/** A range of time: epoch ms, end exclusive, start < end. */
export type Interval = readonly [start: number, end: number];
