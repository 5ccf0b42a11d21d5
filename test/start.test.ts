/** What a start refuses, before anything is said in a chat. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Config } from '../src/config.ts';
import { newId } from '../src/lib/ids.ts';
import { createLog } from '../src/lib/log.ts';
import { startSlotdesk } from '../src/start.ts';
import { createTenant } from '../src/store/tenants.ts';
import { createTestDatabase } from './support/database.ts';
import { addressOf } from './support/running-desk.ts';

const token = { botToken: 'xoxb-1', signingSecret: 'a-signing-secret', appToken: undefined };
// Nobody listens there: a start that gets as far as Slack fails with other words.
const connected: Config['slack'] = { ...token, apiUrl: 'http://127.0.0.1:1/api/' };

/** A database where the desk of a workspace stands, and a start on it. */
async function deskOf(workspace: string) {
  const database = await createTestDatabase();
  onTestFinished(() => database.close());
  await createTenant(database.store.db, 'Some workspace', 'slack', workspace);
  const config: Config = {
    production: false,
    host: '127.0.0.1',
    port: 0,
    dataDir: join(tmpdir(), `slotdesk-start-${newId()}`),
    databaseUrl: addressOf(database.connection),
    logLevel: 'silent',
    slack: undefined,
  };
  const log = createLog({ level: 'silent' });
  return (slack: Config['slack']) => startSlotdesk({ ...config, slack }, { log });
}

test('a real workspace never gets the local one’s database, whose clock may be ahead', async () => {
  const start = await deskOf('T0SLOTDESK');
  await expect(start(connected)).rejects.toThrow('belongs to the local workspace');
});

test('the local workspace never gets a real one’s database, whose reminders it would swallow', async () => {
  const start = await deskOf('T0REAL');
  await expect(start(undefined)).rejects.toThrow('belongs to a real workspace, but no chat token is set');
});
