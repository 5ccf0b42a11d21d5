/** Owners with their working hours, and the pools they are in. */
import { newId, type TenantId } from '../lib/ids.ts';
import { type Owner, ownerSchema } from '../scheduling/owner.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

const whole = {
  person: { select: { name: true, email: true } },
  hours: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.OwnerInclude;

type Row = Prisma.OwnerGetPayload<{ include: typeof whole }>;

function ownerOf(row: Row): Owner {
  const { id, personId, zone, skills, territories, certificates } = row;
  const weekly = row.hours.filter((h) => h.date === null);
  return ownerSchema.parse({
    id,
    personId,
    name: row.person.name,
    ...(row.person.email === null ? {} : { email: row.person.email }),
    zone,
    skills,
    territories,
    certificates,
    hours: weekly.map(({ days, startMinute, endMinute }) => ({ days, start: startMinute, end: endMinute })),
    dateHours: row.hours.flatMap(({ date, startMinute, endMinute }) =>
      date === null ? [] : [{ date: date.toISOString().slice(0, 10), start: startMinute, end: endMinute }],
    ),
  });
}

/** The owners of a pool who give time now: active, and so is the person. In the same order each time. */
export async function poolOwners(tx: Tx, tenant: TenantId, pool: string): Promise<Owner[]> {
  const rows = await tx.owner.findMany({
    where: { tenantId: tenant, active: true, person: { active: true }, pools: { some: { pool } } },
    include: whole,
    orderBy: { id: 'asc' },
  });
  return rows.map(ownerOf);
}

/**
 * Whether an owner gives time in a pool now. Whoever takes them out of it, or says that they or their person are not
 * active any more, then waits for this transaction to end; one that is doing so already is waited for.
 */
export async function stillGives(tx: Tx, tenant: TenantId, pool: string, ownerId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    select 1 from owner o
      join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
      join pool_member m on m.tenant_id = o.tenant_id and m.owner_id = o.id
     where o.tenant_id = ${tenant}::uuid and o.id = ${ownerId}::uuid and m.pool = ${pool} and o.active and p.active
       for share`;
  return rows.length > 0;
}

/** Every owner, active or not, in whatever pools. In the same order each time. */
export async function allOwners(tx: Tx, tenant: TenantId): Promise<Owner[]> {
  const rows = await tx.owner.findMany({ where: { tenantId: tenant }, include: whole, orderBy: { id: 'asc' } });
  return rows.map(ownerOf);
}

/** An owner, active or not. */
export async function owner(tx: Tx, tenant: TenantId, id: string): Promise<Owner | null> {
  const row = await tx.owner.findUnique({ where: { tenantId_id: { tenantId: tenant, id } }, include: whole });
  return row && ownerOf(row);
}

/** The owner that a person is, active or not; null when they give no time. */
export async function ownerOfPerson(tx: Tx, tenant: TenantId, personId: string): Promise<Owner | null> {
  const row = await tx.owner.findUnique({
    where: { tenantId_personId: { tenantId: tenant, personId } },
    include: whole,
  });
  return row && ownerOf(row);
}

/**
 * Saves an owner as given: made, or changed with all hours replaced; certificates stay where none are given. The name
 * is the person's and not saved here.
 * @param owner without an id: a new one
 * @param active false for somebody who gives no time any more; bookings they have stay theirs
 */
export async function saveOwner(
  tx: Tx,
  tenant: TenantId,
  owner: Omit<Owner, 'id'> & { id?: string | undefined },
  active = true,
): Promise<Owner> {
  const saved = ownerSchema.parse({ ...owner, id: owner.id ?? newId() });
  const { id, personId, zone, hours, dateHours, skills, territories, certificates } = saved;
  const given = { zone, skills, territories, ...(certificates === undefined ? {} : { certificates }), active };
  await tx.owner.upsert({
    where: { tenantId_id: { tenantId: tenant, id } },
    create: { tenantId: tenant, id, personId, ...given },
    update: { personId, ...given },
  });
  await tx.workingHours.deleteMany({ where: { tenantId: tenant, ownerId: id } });
  const stretches = [
    ...hours.map(({ days, start, end }) => ({ days, date: null, startMinute: start, endMinute: end })),
    ...dateHours.map(({ date, start, end }) => ({
      days: [],
      date: new Date(`${date}T00:00:00Z`),
      startMinute: start,
      endMinute: end,
    })),
  ];
  await tx.workingHours.createMany({
    data: stretches.map((stretch, position) => ({ tenantId: tenant, ownerId: id, position, ...stretch })),
  });
  return saved;
}

/** Puts an owner into a pool; being in it already is fine. */
export async function addToPool(tx: Tx, tenant: TenantId, pool: string, ownerId: string): Promise<void> {
  await tx.poolMember.createMany({ data: [{ tenantId: tenant, pool, ownerId }], skipDuplicates: true });
}

/** Takes an owner out of a pool; not being in it is fine. */
export async function removeFromPool(tx: Tx, tenant: TenantId, pool: string, ownerId: string): Promise<void> {
  await tx.poolMember.deleteMany({ where: { tenantId: tenant, pool, ownerId } });
}
