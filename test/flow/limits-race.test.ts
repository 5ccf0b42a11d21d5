/** Limits under a crowd: two bookings at once never both take the last place, whichever slots they are after. */
import { beforeAll, describe, expect, it } from 'vitest';
import { handle, type Outcome } from '../../src/flow/handle.ts';
import { starterOwners, starterStaff } from '../../src/flow/starter/people.ts';
import { newId, type TenantId } from '../../src/lib/ids.ts';
import type { Request } from '../../src/scheduling/request.ts';
import { roles } from '../../src/scheduling/roles.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';
import { addToPool, ownerOfPerson } from '../../src/store/owners.ts';
import { personByEmail } from '../../src/store/people.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';
import { runningDesk } from '../support/running-desk.ts';

const desk = runningDesk();
const wednesday = '2026-12-02';
/** One owner for each state, so that nothing but the limit is shared. */
const technicians = { NY: 'Lena Hoffman', TX: 'Chris Delgado', AZ: 'Ruth Begay', CA: 'Sam Whitaker' };
let tenant: TenantId;

/** A use case of its own, with owners of its own pool and one limit. */
async function useCaseWith(key: string, limit: object, owners: readonly string[]): Promise<void> {
  const { db } = desk().world.store;
  const useCase = useCaseSchema.parse({
    key,
    name: `Test ${key}`,
    summary: 'A meeting that few may have.',
    duration: 30,
    grid: 30,
    questions: [
      { key: 'name', kind: 'text', label: 'Customer', feeds: 'attendee.name' },
      { key: 'from', kind: 'date', label: 'Earliest day', feeds: 'window.from' },
      { key: 'until', kind: 'date', label: 'Latest day', feeds: 'window.until' },
      { key: 'state', kind: 'text', label: 'State', feeds: 'territory', required: false },
    ],
    pool: key,
    policies: { buffers: { before: 0, after: 0 }, minimumNotice: 0, maximumLead: 14, ...limit },
    routing: { method: 'round-robin' },
    reminders: [],
  });
  await saveUseCase(db, tenant, useCase);
  for (const name of owners) {
    const person = await personByEmail(db, tenant, `${name.toLowerCase().replace(' ', '.')}@example.com`);
    const owner = person && (await ownerOfPerson(db, tenant, person.id));
    if (!owner) throw new Error(`${name} gives no time`);
    await addToPool(db, tenant, key, owner.id);
  }
}

const answers = { name: 'Acme Corp', from: wednesday, until: wednesday };

/** Carries out a command of Jamie's, as a chat would. */
async function jamie(command: Parameters<typeof handle>[3]): Promise<Outcome> {
  const person = await personByEmail(desk().world.store.db, tenant, 'jamie.fox@example.com');
  if (!person) throw new Error('no Jamie');
  const actor = { personId: person.id, name: person.name, zone: person.zone, rights: roles.requester };
  return handle(desk().world, tenant, { actor, door: 'slack', delivery: newId() }, command);
}

/** The command that takes one of the offered slots. */
function pick(request: Request | null, n: number) {
  const slot = request?.slots[n];
  if (!request || !slot) throw new Error('nothing was offered');
  const { id, version } = request;
  return { kind: 'book' as const, requestId: id, version, ownerId: slot.ownerId, start: slot.start };
}

async function liveBookings(key: string): Promise<number> {
  const { rows } = await desk().world.store.pool.query(
    "select 1 from booking where use_case_key = $1 and state = 'booked'",
    [key],
  );
  return rows.length;
}

beforeAll(async () => {
  const found = await tenantOfWorkspace(desk().world.store.db, 'slack', 'T0SLOTDESK');
  if (found === null) throw new Error('no tenant');
  tenant = found;
});

describe('a limit that everybody runs against at once', () => {
  it('of an owner, with different slots of one day: as many get one as the limit allows', async () => {
    await useCaseWith('race-owner', { limits: [{ whose: 'owner', per: 'day', max: 2 }] }, ['Dana Reyes']);
    const everybody = [...starterStaff, ...starterOwners].slice(0, 12).map(({ name }) => desk().as(name));
    for (const one of everybody) {
      await one.types('general', '/schedule race-owner');
      await one.sends({ Customer: 'Acme Corp', 'Earliest day': wednesday, 'Latest day': wednesday });
      await one.sees('Nothing is held until you pick one');
    }
    await Promise.all(everybody.map((one, n) => one.presses('Book', n % 4)));
    const said = await Promise.all(
      everybody.map((one) => one.sees(/is booked|was just taken|may have no more|No time found|no open time/)),
    );
    expect(said.filter((text) => text.includes('is booked'))).toHaveLength(2);
    expect(said.filter((text) => /may have no more|was just taken|no open time/.test(text))).toHaveLength(10);
    expect(said.some((text) => text.includes('are full'))).toBe(true);
    expect(await liveBookings('race-owner')).toBe(2);
  }, 60_000);

  it('of a pool, with owners who have nothing to do with each other', async () => {
    await useCaseWith('race-pool', { limits: [{ whose: 'pool', per: 'day', max: 3 }] }, Object.values(technicians));
    const asked: Outcome[] = [];
    for (const state of [...Object.keys(technicians), ...Object.keys(technicians)])
      asked.push(
        await jamie({ kind: 'submit', useCaseKey: 'race-pool', answers: { ...answers, state }, askedIn: null }),
      );
    const picks = asked.map(({ request }, n) => pick(request, n < 4 ? 0 : 1));
    expect(new Set(picks.map((command) => command.ownerId)).size).toBe(4);
    const outcomes = await Promise.all(picks.map((command) => jamie(command)));
    expect(outcomes.filter((o) => o.kind === 'done')).toHaveLength(3);
    expect(await liveBookings('race-pool')).toBe(3);
  }, 60_000);

  it('of a requester, who books several of their own requests at once', async () => {
    const limits = [{ whose: 'requester', per: 'week', max: 2 }];
    await useCaseWith('race-self', { limits }, Object.values(technicians));
    const asked: Outcome[] = [];
    for (const state of Object.keys(technicians))
      asked.push(
        await jamie({ kind: 'submit', useCaseKey: 'race-self', answers: { ...answers, state }, askedIn: null }),
      );
    const outcomes = await Promise.all(asked.map(({ request }) => jamie(pick(request, 0))));
    const refused = outcomes.filter((o) => o.kind === 'refused');
    expect(refused).toHaveLength(2);
    expect(refused.map((o) => o.refusal.reason)).toEqual([
      expect.objectContaining({ code: 'WEEK_MAX', fix: 'Pick Mon, Dec 7 or a later day.' }),
      expect.objectContaining({ code: 'WEEK_MAX' }),
    ]);
    expect(await liveBookings('race-self')).toBe(2);
  }, 60_000);

  it('on open requests, with the same form sent many times at once', async () => {
    await useCaseWith('race-open', { openRequests: { max: 30 } }, ['Aisha Khan']);
    const { db } = desk().world.store;
    const waiting = async () => db.request.count({ where: { tenantId: tenant, state: 'proposed' } });
    const before = await waiting();
    await useCaseWith('race-open', { openRequests: { max: before + 3 } }, ['Aisha Khan']);
    const sent = await Promise.all(
      Array.from({ length: 8 }, () => jamie({ kind: 'submit', useCaseKey: 'race-open', answers, askedIn: null })),
    );
    expect(sent.filter((o) => o.kind === 'refused' && o.refusal.reason.code === 'QUOTA').length).toBeGreaterThanOrEqual(
      5,
    );
    const { rows } = await desk().world.store.pool.query(
      `select count(*)::int as open from request r join person p on p.tenant_id = r.tenant_id and p.id = r.requester_id
        where p.email = 'jamie.fox@example.com' and r.state = 'proposed'`,
    );
    expect(rows[0]?.open).toBeLessThanOrEqual(before + 3);
  }, 60_000);
});
