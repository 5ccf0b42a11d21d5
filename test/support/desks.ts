/** Embedded databases for a test: in this process or in one of their own, all stopped and deleted after each test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { createLog } from '../../src/lib/log.ts';
import { type EmbeddedDatabase, startEmbedded } from '../../src/store/embedded.ts';

const log = createLog({ level: 'silent' });

/** A fresh folder that is gone after the test; open for the account that PostgreSQL runs as when root runs the tests. */
export async function freshFolder(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'slotdesk-test-'));
  await chmod(folder, mode);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts the embedded database in this process. */
export async function startHere(dataDir: string, onDeath?: (error: Error) => void): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log, ...(onDeath ? { onDeath } : {}) });
  onTestFinished(async () => {
    await database.stop();
    await rm(database.folder, { recursive: true, force: true });
    await rm(database.connection.host, { recursive: true, force: true });
  });
  return database;
}

/** What a process of its own said first. */
export interface DeskSaid {
  connection?: pg.PoolConfig;
  adopted?: boolean;
  pid?: number;
  folder?: string;
  error?: string;
}

export interface DeskProcess {
  process: ChildProcess & { pid: number };
  /** Its first line. */
  said: Promise<DeskSaid>;
  /** When it has ended. */
  ended: Promise<void>;
}

/** Starts the embedded database in a process of its own. Whoever kills it leaves a server: start another desk to adopt it. */
export function startApart(dataDir: string, env: Record<string, string> = {}): DeskProcess {
  const script = join(import.meta.dirname, 'desk-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], {
    // A group of its own, so that a test can press Ctrl-C in its terminal.
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The process did not start.');
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const lines = createInterface({ input: child.stdout });
  const said = new Promise<DeskSaid>((resolve) => lines.once('line', (line) => resolve(JSON.parse(line))));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { process: Object.assign(child, { pid }), said, ended };
}

/** Runs one statement on a connection of its own. */
export async function sql(connection: pg.PoolConfig, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  // When the server ends the connection, the statement fails with the same.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
