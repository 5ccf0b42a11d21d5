/** Makes an owner's calendar agree with the booking. Running it late, twice or after another changes nothing for the worse. */
import type { TenantId } from '../../lib/ids.ts';
import { requestName } from '../../scheduling/request.ts';
import { appendAudit } from '../../store/audit.ts';
import { inTransaction } from '../../store/database.ts';
import { owner } from '../../store/owners.ts';
import { request as readRequest } from '../../store/requests.ts';
import { useCase as readUseCase } from '../../store/use-cases.ts';
import { preparation } from '../../views/answer-text.ts';
import type { Tasks } from '../effects.ts';
import type { World } from '../world.ts';

/** Makes one owner's calendar show the booking as it stands: there at its time, or not there. */
export async function syncCalendar(world: World, tenant: TenantId, job: Tasks['sync-calendar']): Promise<void> {
  const { db } = world.store;
  const request = await readRequest(db, tenant, job.requestId);
  const found = request && (await readUseCase(db, tenant, request.useCaseKey, request.useCaseVersion));
  if (!request?.booking || !found) return;
  const { booking, intake } = request;
  const calendar = world.calendarOf(tenant);
  const key = eventKey(booking.id, job.ownerId);
  const who = await owner(db, tenant, job.ownerId);
  const stands = request.state === 'booked' && booking.slot.ownerId === job.ownerId;
  // The request's version grows with every change, so it orders the writes of one event.
  if (stands)
    await calendar.put({
      key,
      ownerId: job.ownerId,
      title: `${found.useCase.name}: ${intake.attendee.name}`,
      start: booking.slot.start,
      end: booking.slot.end,
      zone: booking.slot.ownerZone,
      description: [
        `Booked by Slotdesk as ${requestName(request)}.`,
        preparation(request, found.useCase)
          .map(({ label, text }) => `${label}: ${text}`)
          .join('\n'),
        intake.notes,
      ]
        .filter(Boolean)
        .join('\n\n'),
      place: intake.place,
      attendees: intake.attendee.email ? [{ name: intake.attendee.name, email: intake.attendee.email }] : [],
      sequence: request.version,
    });
  else await calendar.cancel(job.ownerId, key, request.version);
  await inTransaction(world.store, (tx) =>
    appendAudit(tx, tenant, {
      what: stands ? 'calendar-event-put' : 'calendar-event-removed',
      before: null,
      after: { calendar: calendar.name, owner: who?.name ?? job.ownerId, version: request.version },
      why: null,
      actorPersonId: null,
      actorName: 'Slotdesk',
      door: 'job',
      requestId: request.id,
      policyVersion: request.useCaseVersion,
      at: world.clock.now(),
    }),
  );
}

/** The key of a booking's event on one owner's calendar: the same for ever, so a repeated write finds the first. */
export function eventKey(bookingId: string, ownerId: string): string {
  return `${bookingId}.${ownerId}`;
}
