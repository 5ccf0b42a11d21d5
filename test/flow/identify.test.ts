import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import { identify } from '../../src/flow/identify.ts';
import type { World } from '../../src/flow/world.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import { createTenant } from '../../src/store/tenants.ts';
import { testDatabase } from '../support/database.ts';

const database = testDatabase();

function worldOf(profile: Chat['profile']): World {
  const chat: Chat = {
    platform: 'slack',
    post: () => Promise.reject(new Error('nothing is posted here')),
    update: () => Promise.reject(new Error('nothing is changed here')),
    profile,
    profileByEmail: async () => null,
  };
  return {
    store: database.store,
    chats: new Map([['slack', chat]]),
    clock: systemClock,
    log: createLog({ level: 'silent' }),
    calendarOf: () => {
      throw new Error('no calendar is read here');
    },
  };
}

describe('somebody whose email the chat does not tell', () => {
  it('is one person, however many things they do at once for the first time', async () => {
    await createTenant(database.store.db, 'Acme', 'slack', 'T0ACME');
    const world = worldOf(async (_, chatId) => ({ chatId, name: 'Sam', email: null, zone: null, active: true }));
    const from = { platform: 'slack', workspace: 'T0ACME', chatId: 'U0SAM' } as const;
    const met = await Promise.all(Array.from({ length: 8 }, () => identify(world, from)));
    expect(new Set(met.map((member) => member?.person.id)).size).toBe(1);
    expect(await database.store.db.person.count()).toBe(1);
  });
});
