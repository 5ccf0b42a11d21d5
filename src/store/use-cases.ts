/** Use cases, each with every version it ever had: a request is judged by the version it was asked under. */
import type { TenantId } from '../lib/ids.ts';
import { type UseCase, useCaseSchema } from '../scheduling/use-case.ts';
import type { Tx } from './database.ts';

export interface StoredUseCase {
  useCase: UseCase;
  version: number;
}

interface Row {
  version: number;
  body: unknown;
}

const stored = ({ version, body }: Row): StoredUseCase => ({ version, useCase: useCaseSchema.parse(body) });

/** All of a tenant as they stand, by name. */
export async function useCases(tx: Tx, tenant: TenantId): Promise<StoredUseCase[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select v.version, v.body from use_case u
      join use_case_version v on v.tenant_id = u.tenant_id and v.key = u.key and v.version = u.current_version
     where u.tenant_id = ${tenant}::uuid order by lower(v.body ->> 'name'), u.key`;
  return rows.map(stored);
}

/** One of them: as it stands, or an older version. */
export async function useCase(tx: Tx, tenant: TenantId, key: string, version?: number): Promise<StoredUseCase | null> {
  const rows = await tx.$queryRaw<Row[]>`
    select v.version, v.body from use_case u
      join use_case_version v on v.tenant_id = u.tenant_id and v.key = u.key
     where u.tenant_id = ${tenant}::uuid and u.key = ${key}
       and v.version = coalesce(${version ?? null}::int, u.current_version)`;
  return rows[0] ? stored(rows[0]) : null;
}

/**
 * Saves a use case. When it differs from what stands, it becomes a new version; the old one is kept.
 * @returns the version that stands now
 */
export async function saveUseCase(tx: Tx, tenant: TenantId, useCase: UseCase): Promise<number> {
  const { key } = useCase;
  const body = JSON.stringify(useCaseSchema.parse(useCase));
  // Version 0 is nobody's; the row itself is what two writers queue at.
  await tx.$executeRaw`
    insert into use_case (tenant_id, key, current_version) values (${tenant}::uuid, ${key}, 0) on conflict do nothing`;
  await tx.$executeRaw`select 1 from use_case where tenant_id = ${tenant}::uuid and key = ${key} for update`;
  await tx.$executeRaw`
    with changed as (
      update use_case u set current_version = current_version + 1
       where tenant_id = ${tenant}::uuid and key = ${key} and not exists (
         select from use_case_version v
          where v.tenant_id = u.tenant_id and v.key = u.key and v.version = u.current_version and v.body = ${body}::jsonb)
      returning current_version)
    insert into use_case_version (tenant_id, key, version, body)
    select ${tenant}::uuid, ${key}, current_version, ${body}::jsonb from changed`;
  const head = await tx.useCase.findUniqueOrThrow({ where: { tenantId_key: { tenantId: tenant, key } } });
  return head.currentVersion;
}
