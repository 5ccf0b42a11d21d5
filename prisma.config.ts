/**
 * Configuration of the Prisma command line. `generate`, `validate` and `format` work without network: they never start
 * the schema engine, yet the command line wants to download it first, so for these three a stand-in takes its place.
 * Never for `migrate` or `db`: with a stand-in they would do nothing and report success.
 */
import { existsSync } from 'node:fs';
import { defineConfig } from 'prisma/config';

const standIn = '/bin/true';
const withoutEngine = ['generate', 'validate', 'format'];
const command = process.argv.slice(2).find((word) => !word.startsWith('-'));
if (command !== undefined && withoutEngine.includes(command) && existsSync(standIn)) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= standIn;
}

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined || url === '' ? {} : { datasource: { url } }),
});
