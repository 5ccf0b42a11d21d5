/**
 * Units: what the fairness ledger counts in. A booking is 720,720 units, the smallest number that every number from 1
 * to 16 divides, so that shares are whole numbers and no order ever hangs on a rounded one.
 */

/** One booking. */
export const booking = 720_720;

/** An owner's line in the ledger of a use case, in units, since they joined the pool. */
export interface LedgerLine {
  /** Bookings given. */
  got: number;
  /** Given back after a cancellation or a no-show: below zero. */
  credits: number;
  /** Made by hand, each with its reason. */
  corrections: number;
  /** Where the pool stood when they joined, and what was not due to them while they were away. */
  calibrations: number;
}

// Made once: it is asked for every owner of a pool.
const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** Units as bookings with one decimal at most: "3", "2.7". */
export function inBookings(units: number): string {
  const tenths = Math.round((Math.abs(units) * 10) / booking);
  const sign = units < 0 && tenths > 0 ? '-' : '';
  return `${sign}${decimals.format(tenths / 10)}`;
}

/** "1 booking", "2.7 bookings". */
export function countedBookings(units: number): string {
  const text = inBookings(units);
  return `${text} booking${text === '1' || text === '-1' ? '' : 's'}`;
}
