/** The migrations and schema.prisma say the same. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../support/database.ts';

const database = testDatabase();

interface Column {
  name: string;
  type: string;
  nullable: boolean;
}

describe('the tables', () => {
  it('have exactly the columns of schema.prisma, with their types', async () => {
    expect(await actualTables()).toEqual(await wantedTables());
  });

  it('have the keys and unique columns of schema.prisma', async () => {
    const { rows } = await database.store.pool.query<{ line: string }>(
      `select t.relname || ': ' || (case when i.indisprimary then 'id ' else 'unique ' end) ||
              (select string_agg(a.attname, ',' order by k.n) from unnest(i.indkey::int[]) with ordinality k(at, n)
                 join pg_attribute a on a.attrelid = t.oid and a.attnum = k.at) as line
         from pg_index i join pg_class t on t.oid = i.indrelid
        where i.indisunique and i.indexprs is null and i.indpred is null
          and t.relnamespace = 'public'::regnamespace and t.relname not like '\\_%'`,
    );
    expect(rows.map((row) => row.line).sort()).toEqual((await wantedKeys()).sort());
  });

  it('refer to each other as schema.prisma says', async () => {
    const { rows } = await database.store.pool.query<{ line: string }>(
      `select conrelid::regclass || ' -> ' || confrelid::regclass || ' ' || array_length(conkey, 1) as line
         from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    expect(rows.map((row) => row.line).sort()).toEqual((await wantedReferences()).sort());
  });

  it('name the tenant in every row, but for the clock', async () => {
    const without = [...(await actualTables())].filter(([, columns]) => !columns.some((c) => c.name === 'tenant_id'));
    expect(without.map(([name]) => name)).toEqual(['desk_clock', 'tenant']);
  });
});

async function actualTables(): Promise<Map<string, Column[]>> {
  const { rows } = await database.store.pool.query<{ table: string; columns: Column[] }>(
    `select table_name as table, json_agg(json_build_object(
              'name', column_name, 'type', udt_name, 'nullable', is_nullable = 'YES') order by column_name) as columns
       from information_schema.columns
      where table_schema = 'public' and table_name not like '\\_%'
      group by 1 order by 1`,
  );
  return new Map(rows.map((row) => [row.table, row.columns]));
}

/** A model as its lines: small enough to read here, so that the test leans on nothing of Prisma's insides. */
interface Model {
  name: string;
  table: string;
  fields: { name: string; type: string; list: boolean; optional: boolean; rest: string }[];
  lines: string[];
}

async function models(): Promise<Model[]> {
  const text = await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8');
  return [...text.matchAll(/^model (\w+) \{\n(.*?)\n\}/gms)].map(([, name = '', body = '']) => {
    const lines = body.split('\n').map((line) => line.trim());
    const fields = lines.flatMap((line) => {
      const [, field, type, mark, rest] = /^(\w+)\s+(\w+(?:\("\w+"\))?)(\[\]|\?)?\s*(.*)$/.exec(line) ?? [];
      return field && type
        ? [{ name: field, type, list: mark === '[]', optional: mark === '?', rest: rest ?? '' }]
        : [];
    });
    return { name, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '', fields, lines };
  });
}

const columnOf = (field: { name: string; rest: string }) => /@map\("(\w+)"\)/.exec(field.rest)?.[1] ?? field.name;

const types: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
  'DateTime @db.Timestamptz(3)': 'timestamptz',
  'DateTime @db.Date': 'date',
  'String @db.Uuid': 'uuid',
  'Unsupported("tstzrange")': 'tstzrange',
};

async function wantedTables(): Promise<Map<string, Column[]>> {
  const all = await models();
  const names = new Set(all.map((model) => model.name));
  const tables = all.map((model): [string, Column[]] => {
    const columns = model.fields
      .filter((field) => !names.has(field.type))
      .map((field) => {
        const detail = /@db\.\w+(\(\d\))?/.exec(field.rest)?.[0];
        const type = types[detail ? `${field.type} ${detail}` : field.type] ?? `unknown ${field.type} ${detail}`;
        return { name: columnOf(field), type: field.list ? `_${type}` : type, nullable: field.optional };
      });
    return [model.table, columns.sort((a, b) => (a.name < b.name ? -1 : 1))];
  });
  return new Map(tables.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function wantedKeys(): Promise<string[]> {
  return (await models()).flatMap((model) => {
    const column = new Map(model.fields.map((field) => [field.name, columnOf(field)]));
    const single = model.fields.filter((f) => /@id\b/.test(f.rest)).map((f) => `${model.table}: id ${columnOf(f)}`);
    const several = model.lines.flatMap((line) => {
      const [, kind, fields] = /^@@(id|unique)\(\[([\w, ]+)\]\)$/.exec(line) ?? [];
      return fields ? [`${model.table}: ${kind} ${fields.split(', ').map((f) => column.get(f))}`] : [];
    });
    return [...single, ...several];
  });
}

async function wantedReferences(): Promise<string[]> {
  const all = await models();
  const tableOf = new Map(all.map((model) => [model.name, model.table]));
  return all.flatMap((model) =>
    model.fields.flatMap((field) => {
      const [, fields] = /@relation\(fields: \[([\w, ]+)\]/.exec(field.rest) ?? [];
      return fields ? [`${model.table} -> ${tableOf.get(field.type)} ${fields.split(', ').length}`] : [];
    }),
  );
}
