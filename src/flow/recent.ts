/** Reads what a new wish may be a second time of: only for use cases that look for duplicates. */
import type { TenantId } from '../lib/ids.ts';
import { isEmail } from '../scheduling/answer-kinds.ts';
import type { Command } from '../scheduling/command.ts';
import type { RecentRequest } from '../scheduling/duplicates.ts';
import { DAY_MS } from '../scheduling/time/local-date.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { recentRequests } from '../store/recent-requests.ts';
import type { World } from './world.ts';

/** Earlier requests by the requester, or for somebody whose email is among the answers; none for other commands. */
export async function recentLike(
  world: World,
  tenant: TenantId,
  useCase: UseCase,
  command: Command,
  requesterId: string | null,
): Promise<RecentRequest[]> {
  if (command.kind !== 'submit' || useCase.duplicates === undefined || requesterId === null) return [];
  const emails = Object.values(command.answers).flatMap((answer) => {
    const text = answer?.trim().normalize('NFC').toLowerCase() ?? '';
    return isEmail(text) ? [text] : [];
  });
  const since = world.clock.now() - useCase.duplicates.days * DAY_MS;
  return recentRequests(world.store.db, tenant, useCase.key, since, { requesterId, emails });
}
