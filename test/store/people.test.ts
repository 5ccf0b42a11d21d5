import { describe, expect, it } from 'vitest';
import { newId } from '../../src/lib/ids.ts';
import { inTransaction } from '../../src/store/database.ts';
import {
  createPerson,
  identityOf,
  linkIdentity,
  person,
  personByChatId,
  personByEmail,
  updatePerson,
} from '../../src/store/people.ts';
import { grant, revoke, rightsOf } from '../../src/store/roles.ts';
import { createTenant, tenantOfId, tenantOfWorkspace, tenants, workspaceOf } from '../../src/store/tenants.ts';
import { testDatabase } from '../support/database.ts';

const database = testDatabase();
const db = () => database.store.db;
const someone = { name: 'Ann', email: 'Ann@Example.com', zone: 'America/Denver' };

describe('a tenant', () => {
  it('is found by its workspace and by its id, and by nothing else', async () => {
    const tenant = await createTenant(db(), 'Example', 'slack', 'T100');
    expect(await tenantOfWorkspace(db(), 'slack', 'T100')).toBe(tenant);
    expect(await tenantOfWorkspace(db(), 'slack', 'T101')).toBeNull();
    expect(await tenantOfId(db(), tenant)).toBe(tenant);
    expect(await tenantOfId(db(), newId())).toBeNull();
    expect(await tenantOfId(db(), 'T100')).toBeNull();
    expect(await workspaceOf(db(), tenant)).toEqual({ platform: 'slack', workspace: 'T100' });
    expect(await tenants(db())).toContainEqual({ id: tenant, name: 'Example' });
  });

  it('may have no workspace yet', async () => {
    expect(await workspaceOf(db(), await createTenant(db(), 'Example'))).toBeNull();
  });
});

describe('a person', () => {
  it('is found by email in upper or lower case, within the tenant', async () => {
    const [one, two] = [await createTenant(db(), 'One'), await createTenant(db(), 'Two')];
    const ann = await createPerson(db(), one, someone);
    expect(ann).toEqual({ ...someone, id: ann.id, active: true });
    expect(await personByEmail(db(), one, 'aNN@example.COM')).toEqual(ann);
    expect(await person(db(), one, ann.id)).toEqual(ann);
    expect(await personByEmail(db(), two, 'ann@example.com')).toBeNull();
    expect(await person(db(), two, ann.id)).toBeNull();
  });

  it('is made once, also by many at the same moment', async () => {
    const tenant = await createTenant(db(), 'Example');
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        inTransaction(database.store, (tx) =>
          createPerson(tx, tenant, { ...someone, email: n % 2 ? 'ann@example.com' : 'ANN@example.com' }),
        ),
      ),
    );
    expect(new Set(made.map((p) => p.id)).size).toBe(1);
  });

  it('without an email is a new one each time', async () => {
    const tenant = await createTenant(db(), 'Example');
    const make = () => createPerson(db(), tenant, { ...someone, email: null });
    expect((await make()).id).not.toBe((await make()).id);
  });

  it('is changed only in what is given, and only within the tenant', async () => {
    const [one, two] = [await createTenant(db(), 'One'), await createTenant(db(), 'Two')];
    const ann = await createPerson(db(), one, someone);
    await updatePerson(db(), one, ann.id, { zone: 'America/Phoenix', email: null });
    await updatePerson(db(), two, ann.id, { name: 'Mallory' });
    expect(await person(db(), one, ann.id)).toEqual({ ...ann, zone: 'America/Phoenix', email: null });
  });

  it('is known by the chat identity that was linked last', async () => {
    const tenant = await createTenant(db(), 'Example');
    const ann = await createPerson(db(), tenant, someone);
    const bob = await createPerson(db(), tenant, { ...someone, name: 'Bob', email: 'bob@example.com' });
    expect(await identityOf(db(), tenant, ann.id, 'slack')).toBeNull();
    await linkIdentity(db(), tenant, ann.id, 'slack', 'T1', 'U1');
    expect(await identityOf(db(), tenant, ann.id, 'slack')).toEqual({ workspace: 'T1', chatId: 'U1' });
    expect(await personByChatId(db(), tenant, 'slack', 'T1', 'U1')).toEqual(ann);
    await linkIdentity(db(), tenant, bob.id, 'slack', 'T1', 'U1');
    expect(await personByChatId(db(), tenant, 'slack', 'T1', 'U1')).toEqual(bob);
    expect(await personByChatId(db(), tenant, 'slack', 'T2', 'U1')).toBeNull();
  });

  it('cannot be given a chat identity of another tenant', async () => {
    const [one, two] = [await createTenant(db(), 'One'), await createTenant(db(), 'Two')];
    const [ann, eve] = [await createPerson(db(), one, someone), await createPerson(db(), two, someone)];
    await linkIdentity(db(), one, ann.id, 'slack', 'T9', 'U9');
    await expect(linkIdentity(db(), two, eve.id, 'slack', 'T9', 'U9')).rejects.toThrow('another tenant');
    expect(await personByChatId(db(), two, 'slack', 'T9', 'U9')).toBeNull();
    expect(await personByChatId(db(), one, 'slack', 'T9', 'U9')).toEqual(ann);
  });
});

describe('rights', () => {
  it('are what was granted to the person and to everyone, for the use case and for all', async () => {
    const [tenant, other] = [await createTenant(db(), 'Example'), await createTenant(db(), 'Other')];
    const ann = await createPerson(db(), tenant, someone);
    const of = async (key: string | null) => [...(await rightsOf(db(), tenant, ann.id, key))].sort();
    expect(await of('sales-call')).toEqual([]);
    await grant(db(), tenant, { personId: null, useCaseKey: null, right: 'view' });
    await grant(db(), tenant, { personId: null, useCaseKey: 'sales-call', right: 'book' });
    await grant(db(), tenant, { personId: ann.id, useCaseKey: null, right: 'cancel' });
    await grant(db(), tenant, { personId: ann.id, useCaseKey: 'interview', right: 'override' });
    await grant(db(), other, { personId: null, useCaseKey: null, right: 'configure' });
    expect(await of('sales-call')).toEqual(['book', 'cancel', 'view']);
    expect(await of('interview')).toEqual(['cancel', 'override', 'view']);
    expect(await of(null)).toEqual(['cancel', 'view']);
  });

  it('end when they are taken back, and for somebody who left', async () => {
    const tenant = await createTenant(db(), 'Example');
    const ann = await createPerson(db(), tenant, someone);
    const everyone = { personId: null, useCaseKey: null, right: 'view' } as const;
    await grant(db(), tenant, everyone);
    await grant(db(), tenant, everyone);
    await grant(db(), tenant, { personId: ann.id, useCaseKey: null, right: 'book' });
    await revoke(db(), tenant, everyone);
    expect([...(await rightsOf(db(), tenant, ann.id, null))]).toEqual(['book']);
    await updatePerson(db(), tenant, ann.id, { active: false });
    expect(await rightsOf(db(), tenant, ann.id, null)).toEqual(new Set());
  });
});
