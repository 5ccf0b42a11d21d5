/** Whose turn it is: reads the ledger and the pool for `/schedule fairness`, and corrects the ledger by hand. */
import type { TenantId } from '../lib/ids.ts';
import type { OwnerFacts } from '../scheduling/facts.ts';
import { joiningEntries } from '../scheduling/routing/entries.ts';
import { byTurn, type Turn, turnsIn } from '../scheduling/routing/ledger.ts';
import { inTurn, roundRobin } from '../scheduling/routing/round-robin.ts';
import { turnsOf } from '../scheduling/routing/schema.ts';
import { booking } from '../scheduling/routing/units.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import type { Tx } from '../store/database.ts';
import { addCorrection, latestEntries, ledgerLines, lockLedger, type Written, writeLedger } from '../store/fairness.ts';
import { ledger } from '../store/ledger.ts';
import { allOwners, poolOwners } from '../store/owners.ts';
import { useCases } from '../store/use-cases.ts';
import { fairness, fairnessOverview } from '../views/fairness.ts';
import type { Card } from '../views/view.ts';
import { actorOf, type Member } from './identify.ts';
import type { World } from './world.ts';

/** How many corrections and credits are shown. */
const shownChanges = 10;

/** The answer to `/schedule fairness` and the words after it. Who may see a use case's requests may see its turns. */
export async function fairnessCard(world: World, member: Member, words: string): Promise<Card> {
  const { db } = world.store;
  const all: UseCase[] = [];
  for (const { useCase } of await useCases(db, member.tenant)) {
    const { rights } = await actorOf(world, member, useCase.key);
    if (rights.has('view')) all.push(useCase);
  }
  const key = words.trim().toLowerCase();
  const wanted = all.find((u) => u.key === key);
  if (wanted !== undefined) return turnsCard(db, member, wanted);
  const rows = await Promise.all(
    all.map(async (useCase) => ({
      useCase,
      why: whoIsNext(useCase, await poolWithLedger(db, member.tenant, useCase)),
    })),
  );
  return fairnessOverview(rows, words.trim());
}

async function turnsCard(db: Tx, member: Member, useCase: UseCase): Promise<Card> {
  const [pool, entries, everybody] = await Promise.all([
    poolWithLedger(db, member.tenant, useCase),
    latestEntries(db, member.tenant, useCase.key, shownChanges),
    allOwners(db, member.tenant),
  ]);
  const names = new Map(everybody.map(({ id, name }) => [id, name]));
  const turns = turnsOf(useCase.routing);
  return fairness(useCase, {
    order: orderOf(useCase, pool),
    how: roundRobin.describe(turns),
    why: whoIsNext(useCase, pool),
    changes: entries.map((e) => ({ ...e, by: e.byName, ownerName: names.get(e.ownerId) ?? 'somebody' })),
    zone: member.person.zone,
  });
}

function orderOf(useCase: UseCase, pool: readonly OwnerFacts[]): Turn[] {
  return turnsIn(pool, turnsOf(useCase.routing)).sort(byTurn);
}

/** The sentence that a proposal would give for whoever is next; null when the pool is empty. */
function whoIsNext(useCase: UseCase, pool: readonly OwnerFacts[]): string | null {
  return inTurn(pool, pool, turnsOf(useCase.routing))[0]?.reasons[0]?.text ?? null;
}

/** The pool of a use case as its turns see it; calendars are not looked at. */
async function poolWithLedger(db: Tx, tenant: TenantId, useCase: UseCase): Promise<OwnerFacts[]> {
  const owners = await poolOwners(db, tenant, useCase.pool);
  const ids = owners.map(({ id }) => id);
  const [lines, taken] = await Promise.all([
    ledgerLines(db, tenant, useCase.key),
    ledger(db, tenant, useCase.key, ids),
  ]);
  return owners.map((owner) => ({
    owner,
    busy: { kind: 'unknown', why: 'nobody asked' },
    claimed: [],
    ledger: lines.get(owner.id) ?? null,
    taken: taken.get(owner.id)?.taken ?? 0,
    lastTakenAt: taken.get(owner.id)?.lastTakenAt ?? null,
  }));
}

/**
 * Makes an owner count as having been given more bookings, or fewer. Whoever just joined is given their start first.
 * @param bookings below zero: fewer, so that their turn comes sooner
 * @returns false, and nothing is written, when they are not in the use case's pool
 */
export async function correctLedger(
  tx: Tx,
  tenant: TenantId,
  useCase: UseCase,
  { ownerId, bookings, reason }: { ownerId: string; bookings: number; reason: string },
  by: Written,
): Promise<boolean> {
  await lockLedger(tx, tenant, useCase.key);
  const pool = await poolWithLedger(tx, tenant, useCase);
  if (!pool.some(({ owner }) => owner.id === ownerId)) return false;
  const entries = joiningEntries(pool, turnsOf(useCase.routing));
  await writeLedger(tx, tenant, useCase.key, { giveBack: null, entries }, by);
  await addCorrection(tx, tenant, useCase.key, { ownerId, units: bookings * booking, reason }, by);
  return true;
}
