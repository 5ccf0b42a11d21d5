/**
 * One PostgreSQL for the whole run: an embedded one in a folder of its own, or the server of TEST_DATABASE_URL. It holds
 * one migrated template database, of which every test file gets a copy (see database.ts). All of it is gone afterwards.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { newSecret } from '../../src/lib/ids.ts';
import { createLog } from '../../src/lib/log.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, connected to its maintenance database, and the name of the template. */
    server: { connection: pg.PoolConfig; template: string };
  }
}

const log = createLog({ level: 'warn' });
const migrations = join(import.meta.dirname, '../../prisma/migrations');

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const template = `slotdesk_test_${newSecret(6)
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()}`;
  const admin = new pg.Client(server.connection);
  await admin.connect();
  const stop = async () => {
    const left = await admin.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of left.rows) await admin.query(`drop database if exists "${datname}" with (force)`);
    await admin.end();
    await server.stop();
  };
  try {
    await admin.query(`create database "${template}"`);
    await migrate({ ...server.connection, database: template }, { dir: migrations, log });
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('server', { connection: server.connection, template });
  return stop;
}

async function startServer(): Promise<{ connection: pg.PoolConfig; stop(): Promise<void> }> {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { connection: parts(url), stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'slotdesk-test-'));
  // Root's tests run PostgreSQL as an account that must be able to pass here.
  await chmod(folder, 0o711);
  const clear = () => rm(folder, { recursive: true, force: true });
  try {
    const embedded = await startEmbedded({ dataDir: folder, log });
    return {
      connection: embedded.connection,
      stop: async () => {
        await embedded.stop();
        await rm(embedded.folder, { recursive: true, force: true });
        await rm(embedded.connection.host, { recursive: true, force: true });
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The parts of a connection string, so that the database can be exchanged. `?host=` names a folder with a socket. */
function parts(text: string): pg.PoolConfig {
  const url = new URL(text);
  return {
    host: url.searchParams.get('host') ?? url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'postgres',
  };
}
