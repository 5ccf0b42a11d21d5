/** Gathers what the details of a request show, from what was stored: nothing is computed again. */

import type { Reply } from '../chat/chat.ts';
import type { Request } from '../scheduling/request.ts';
import { mayView } from '../scheduling/roles.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { auditOf } from '../store/audit.ts';
import { eventByKey } from '../store/local-calendar.ts';
import { proposal } from '../store/proposals.ts';
import { type AuditLine, detailsScreen } from '../views/details.ts';
import type { Screen } from '../views/view.ts';
import { eventKey } from './deliver/sync-calendar.ts';
import { actorOf, type Member } from './identify.ts';
import { whisper } from './say.ts';
import type { World } from './world.ts';

/** How many of the latest audit rows are shown; the dialog of a chat holds a hundred blocks. */
const shownRows = 30;

const wording: Record<string, string> = {
  submitted: 'asked for it',
  proposed: 'was offered times',
  unplaced: 'no time was found',
  booked: 'booked it',
  rescheduled: 'moved it',
  cancelled: 'cancelled it',
  abandoned: 'closed it: no time was picked',
  refused: 'was told no',
  'calendar-event-put': 'put it on the owner’s calendar',
  'calendar-event-removed': 'took it off the owner’s calendar',
};

async function detailsOf(world: World, member: Member, request: Request, useCase: UseCase): Promise<Screen> {
  const { db } = world.store;
  const slot = request.booking?.slot;
  const [offered, rows, event] = await Promise.all([
    request.proposalId ? proposal(db, member.tenant, request.proposalId) : null,
    auditOf(db, member.tenant, request.id),
    request.booking && slot ? eventByKey(db, member.tenant, eventKey(request.booking.id, slot.ownerId)) : null,
  ]);
  const history: AuditLine[] = rows
    .slice(-shownRows)
    .map((row) => ({ at: row.at, who: row.actorName, what: wording[row.what] ?? row.what, why: row.why }));
  return detailsScreen({
    request,
    useCase,
    evaluation: offered?.evaluation ?? null,
    event:
      event && slot
        ? { title: event.title, start: event.start, end: event.end, ownerName: slot.ownerName, ownerZone: event.zone }
        : null,
    history,
    zone: member.person.zone,
  });
}

/** Shows the details to whoever may read them now. */
export async function showDetails(world: World, member: Member, request: Request, useCase: UseCase): Promise<Reply> {
  if (!mayView(await actorOf(world, member, useCase.key), request))
    return whisper('You may not read the details of this request. Ask the requester, or a manager of the desk.');
  return { kind: 'screen', screen: await detailsOf(world, member, request, useCase) };
}
