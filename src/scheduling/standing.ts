/** How a request stands, as one sentence for whoever pressed a button that came too late. */
import type { Request } from './request.ts';
import { formatRange } from './time/format.ts';

/** @param zone of the reader */
export function standing(request: Request, zone: string): string {
  switch (request.state) {
    case 'booked':
      return request.booking === null
        ? 'it is booked.'
        : `it is booked for ${formatRange(request.booking.slot.start, request.booking.slot.end, zone)} with ${request.booking.slot.ownerName}.`;
    case 'proposed':
      return 'times are on offer, and none is picked yet.';
    case 'unplaced':
      return 'no time was found for it.';
    case 'cancelled':
      return 'it was cancelled.';
    case 'abandoned':
      return 'it was closed, since nobody picked a time.';
  }
}
