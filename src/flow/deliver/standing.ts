/** How a request stands now, with all that is needed to show it to people. */
import type { Chat } from '../../chat/chat.ts';
import type { TenantId } from '../../lib/ids.ts';
import type { Request } from '../../scheduling/request.ts';
import type { UseCase } from '../../scheduling/use-case.ts';
import { request as readRequest } from '../../store/requests.ts';
import { type Workspace, workspaceOf } from '../../store/tenants.ts';
import { useCase as readUseCase } from '../../store/use-cases.ts';
import type { World } from '../world.ts';

export interface Standing {
  request: Request;
  useCase: UseCase;
  home: Workspace;
  chat: Chat;
}

/** A request with all that is needed to show it; null when the chat of its tenant is not connected in this process. */
export async function standing(world: World, tenant: TenantId, requestId: string): Promise<Standing | null> {
  const { db } = world.store;
  const request = await readRequest(db, tenant, requestId);
  const found = request && (await readUseCase(db, tenant, request.useCaseKey, request.useCaseVersion));
  const home = await workspaceOf(db, tenant);
  const chat = home && world.chats.get(home.platform);
  return request && found && home && chat ? { request, useCase: found.useCase, home, chat } : null;
}
