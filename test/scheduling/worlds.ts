/** Small worlds for the core's tests: a use case, owners, facts and a request, each with sensible values to change. */
import type { Actor } from '../../src/scheduling/command.ts';
import type { Facts, OwnerFacts } from '../../src/scheduling/facts.ts';
import type { Intake } from '../../src/scheduling/intake.ts';
import type { Owner } from '../../src/scheduling/owner.ts';
import { roles } from '../../src/scheduling/roles.ts';
import { type UseCase, useCaseSchema } from '../../src/scheduling/use-case.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** Epoch ms of an ISO instant. */
export const at = (iso: string): number => Date.parse(iso);

/** A UUID with a number in it, so that tests can tell them apart. */
export const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Monday 30 November 2026, 10:07 AM in New York. */
export const monday = at('2026-11-30T15:07:00Z');

export function aUseCase(
  changes: Partial<Omit<UseCase, 'policies'>> & { policies?: Partial<UseCase['policies']> } = {},
): UseCase {
  const { policies, ...rest } = changes;
  return useCaseSchema.parse({
    key: 'sales-call',
    name: 'Sales call',
    summary: 'Show the product to a new customer.',
    duration: 30,
    grid: 30,
    questions: [
      { key: 'customer', kind: 'text', label: 'Customer', feeds: 'attendee.name' },
      { key: 'email', kind: 'email', label: 'Email', feeds: 'attendee.email', required: false },
      { key: 'phone', kind: 'phone', label: 'Phone', feeds: 'attendee.phone', required: false },
      { key: 'zone', kind: 'time-zone', label: 'Their time zone', feeds: 'attendee.zone', required: false },
      { key: 'first', kind: 'date', label: 'First day', feeds: 'window.from', required: false },
      { key: 'last', kind: 'date', label: 'Last day', feeds: 'window.until', required: false },
      {
        key: 'language',
        kind: 'choice',
        label: 'Language',
        feeds: 'skill',
        required: false,
        choices: [
          { value: 'english', label: 'English' },
          { value: 'spanish', label: 'Spanish' },
        ],
      },
      { key: 'state', kind: 'text', label: 'State', feeds: 'territory', required: false },
      { key: 'notes', kind: 'long-text', label: 'Notes', feeds: 'notes', required: false },
    ],
    pool: 'sales',
    routing: { method: 'round-robin' },
    reminders: [],
    ...rest,
    policies: { buffers: { before: 0, after: 0 }, minimumNotice: 0, maximumLead: 14, ...policies },
  });
}

export function anOwner(n: number, changes: Partial<Owner> = {}): Owner {
  return {
    id: id(n),
    personId: id(1000 + n),
    name: ['Dana', 'Alex', 'Kim', 'Lee', 'Pat'][(n - 1) % 5] ?? 'Sam',
    zone: 'America/New_York',
    hours: [{ days: [1, 2, 3, 4, 5], start: 9 * 60, end: 17 * 60 }],
    dateHours: [],
    skills: [],
    territories: [],
    ...changes,
  };
}

export function ownerFacts(owner: Owner, changes: Partial<Omit<OwnerFacts, 'owner'>> = {}): OwnerFacts {
  return { owner, busy: { kind: 'known', ranges: [] }, claimed: [], taken: 0, lastTakenAt: null, ...changes };
}

export function someFacts(owners: readonly OwnerFacts[], changes: Partial<Omit<Facts, 'owners'>> = {}): Facts {
  return {
    useCase: aUseCase(),
    useCaseVersion: 3,
    owners,
    holidays: new Map(),
    requesterZone: 'America/New_York',
    fresh: { requestId: id(9001), proposalId: id(9002), bookingId: id(9003) },
    ...changes,
  };
}

export function anIntake(changes: Partial<Intake> = {}): Intake {
  return { answers: {}, attendee: { name: 'Ada', zone: 'America/New_York' }, window: {}, ...changes };
}

export function requester(changes: Partial<Actor> = {}): Actor {
  return { personId: id(5000), name: 'Robin', zone: 'America/New_York', rights: roles.requester, ...changes };
}
