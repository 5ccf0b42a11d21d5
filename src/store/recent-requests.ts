/** What is booked of a use case and was asked lately: what a new wish is compared with. */
import type { TenantId } from '../lib/ids.ts';
import type { RecentRequest } from '../scheduling/duplicates.ts';
import type { Tx } from './database.ts';
import { dateOf, instantOf } from './instants.ts';

interface Row {
  number: number;
  requesterId: string;
  email: string | null;
  createdAt: Date;
  startsAt: Date;
}

/** Only the newest count, so a few are enough. */
const atMost = 20;

/**
 * Booked requests of a use case that were asked after `since` (epoch ms) by the requester, or for an attendee with one of
 * the emails; the newest first.
 * @param emails in small letters
 */
export async function recentRequests(
  tx: Tx,
  tenant: TenantId,
  useCaseKey: string,
  since: number,
  of: { requesterId: string; emails: readonly string[] },
): Promise<RecentRequest[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select r.number, r.requester_id as "requesterId", r.intake -> 'attendee' ->> 'email' as email,
           r.created_at as "createdAt", b.starts_at as "startsAt"
      from request r join booking b on b.tenant_id = r.tenant_id and b.request_id = r.id and b.state = 'booked'
     where r.tenant_id = ${tenant}::uuid and r.use_case_key = ${useCaseKey} and r.created_at > ${dateOf(since)}
       and (r.requester_id = ${of.requesterId}::uuid
            or lower(r.intake -> 'attendee' ->> 'email') = any(${[...of.emails]}::text[]))
     order by r.created_at desc, r.number desc
     limit ${atMost}`;
  return rows.map(({ createdAt, startsAt, ...row }) => ({
    ...row,
    createdAt: instantOf(createdAt),
    start: instantOf(startsAt),
  }));
}
