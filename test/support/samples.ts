/** A tenant with people, owners and a use case, and requests of it: what tests of the store start from. */
import { newId, type TenantId } from '../../src/lib/ids.ts';
import type { Owner } from '../../src/scheduling/owner.ts';
import { reason } from '../../src/scheduling/reasons.ts';
import type { Request, Slot } from '../../src/scheduling/request.ts';
import { type UseCase, useCaseSchema } from '../../src/scheduling/use-case.ts';
import { inTransaction, type Store } from '../../src/store/database.ts';
import { addToPool, saveOwner } from '../../src/store/owners.ts';
import { createPerson, type Person } from '../../src/store/people.ts';
import { insertRequest } from '../../src/store/requests.ts';
import { createTenant } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';

export interface Sample {
  tenant: TenantId;
  requester: Person;
  owners: Owner[];
  useCase: UseCase;
}

export const hour = 3_600_000;
/** Tuesday, December 1, 2026, 15:00 UTC. */
export const tuesday = Date.UTC(2026, 11, 1, 15);

export const sampleUseCase: UseCase = useCaseSchema.parse({
  key: 'sales-call',
  name: 'Sales call',
  summary: 'A first talk with a customer.',
  duration: 30,
  grid: 30,
  questions: [{ key: 'customer', kind: 'text', label: 'Customer', feeds: 'attendee.name' }],
  pool: 'sales',
  policies: { buffers: { before: 0, after: 15 }, minimumNotice: 60, maximumLead: 30 },
  routing: { method: 'round-robin' },
  reminders: [],
});

/** A tenant of its own for each call, with one requester and `count` owners in the pool `sales`. */
export async function sampleTenant(store: Store, count = 1): Promise<Sample> {
  return inTransaction(store, async (tx) => {
    const tenant = await createTenant(tx, 'Example');
    const requester = await createPerson(tx, tenant, { name: 'Jamie', email: 'jamie@example.com', zone: 'UTC' });
    const owners: Owner[] = [];
    for (let n = 1; n <= count; n += 1) {
      const { id } = await createPerson(tx, tenant, { name: `Owner ${n}`, email: null, zone: 'UTC' });
      const owner = await saveOwner(tx, tenant, {
        personId: id,
        name: `Owner ${n}`,
        zone: 'America/Denver',
        hours: [{ days: [1, 2, 3, 4, 5], start: 540, end: 1020 }],
        dateHours: [],
        skills: [],
        territories: [],
      });
      await addToPool(tx, tenant, 'sales', owner.id);
      owners.push(owner);
    }
    await saveUseCase(tx, tenant, sampleUseCase);
    return { tenant, requester, owners, useCase: sampleUseCase };
  });
}

/** The first owner, or the one at `index`. */
export function ownerAt({ owners }: Sample, index = 0): Owner {
  const found = owners[index];
  if (!found) throw new Error(`The sample has no owner ${index}.`);
  return found;
}

export function slotOf(owner: Owner, start = tuesday): Slot {
  return {
    ownerId: owner.id,
    ownerName: owner.name,
    ownerZone: owner.zone,
    start,
    end: start + hour / 2,
    reasons: [reason('FREE', 'Their calendar is free.')],
  };
}

/** A new request, not stored yet. */
export function sampleRequest(sample: Sample, change: Partial<Request> = {}): Request {
  return {
    id: newId(),
    number: 0,
    version: 1,
    state: 'proposed',
    useCaseKey: sample.useCase.key,
    useCaseVersion: 1,
    requesterId: sample.requester.id,
    intake: { answers: { customer: 'Ann' }, attendee: { name: 'Ann', zone: 'America/Phoenix' }, window: {} },
    proposalId: null,
    slots: sample.owners.map((owner) => slotOf(owner)),
    booking: null,
    because: [],
    askedIn: 'C1',
    createdAt: tuesday - 24 * hour,
    ...change,
  };
}

/** A request as it is stored, booked for the owner at a time. */
export async function bookedRequest(store: Store, sample: Sample, slot: Slot): Promise<Request> {
  const booking = { id: newId(), slot, sequence: 0, bookedAt: slot.start - 24 * hour };
  const request = sampleRequest(sample, { state: 'booked', booking });
  return { ...request, number: await inTransaction(store, (tx) => insertRequest(tx, sample.tenant, request)) };
}
