/** Gathers what routing looks at: the ledger, whose account the customer is, who met them last, who is accountable. */
import type { TenantId } from '../lib/ids.ts';
import type { Command } from '../scheduling/command.ts';
import type { Facts } from '../scheduling/facts.ts';
import { parseIntake } from '../scheduling/intake.ts';
import type { Owner } from '../scheduling/owner.ts';
import type { Request } from '../scheduling/request.ts';
import { accountableEmail } from '../scheduling/routing/describe.ts';
import { type Method, stepsOf } from '../scheduling/routing/schema.ts';
import type { LedgerLine } from '../scheduling/routing/units.ts';
import { localDate } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { accountOf, lastTouchOf } from '../store/accounts.ts';
import { ledgerLines } from '../store/fairness.ts';
import { personByEmail } from '../store/people.ts';
import type { World } from './world.ts';

/** Whom a request is for, as far as routing asks. */
export interface For {
  email: string | undefined;
  account: string | undefined;
}

export type RoutingFacts = Pick<Facts, 'leftPool' | 'account' | 'lastTouch' | 'accountable'>;

/** Whom a command is about: by its answers when it asks, else as the request knows it. */
export function whomFor(useCase: UseCase, command: Command, before: Request | null, zone: string, now: number): For {
  if (before !== null) return { email: before.intake.attendee.email, account: before.intake.account };
  if (command.kind !== 'submit') return { email: undefined, account: undefined };
  const by = { requesterName: '', requesterZone: zone, today: localDate(zone, now), people: command.people };
  const parsed = parseIntake(useCase, command.answers, by);
  return parsed.ok
    ? { email: parsed.intake.attendee.email, account: parsed.intake.account }
    : { email: undefined, account: undefined };
}

/** What no method of the use case asks for is not read. */
export async function routingFacts(
  world: World,
  tenant: TenantId,
  useCase: UseCase,
  owners: readonly Owner[],
  whom: For & { requestId: string | null },
): Promise<{ facts: RoutingFacts; lines: ReadonlyMap<string, LedgerLine> }> {
  const { db } = world.store;
  const methods = new Set<Method>(stepsOf(useCase.routing).map(({ method }) => method));
  const ids = owners.map(({ id }) => id);
  const [lines, account, lastTouch, accountable] = await Promise.all([
    ledgerLines(db, tenant, useCase.key),
    methods.has('account-owner') ? accountOf(db, tenant, accountKeys(whom)) : null,
    methods.has('last-touch') && whom.email !== undefined
      ? lastTouchOf(db, tenant, whom.email, ids, whom.requestId)
      : null,
    accountableOf(world, tenant, useCase),
  ]);
  const pool = new Set(ids);
  const leftPool = [...lines.keys()].filter((id) => !pool.has(id)).sort();
  return { facts: { leftPool, account, lastTouch, accountable }, lines };
}

/** The person who looks after what finds no time; null, and noted, when the use case names somebody unknown. */
async function accountableOf(
  world: World,
  tenant: TenantId,
  useCase: UseCase,
): Promise<{ personId: string; name: string } | null> {
  const email = accountableEmail(useCase);
  if (email === null) return null;
  const found = await personByEmail(world.store.db, tenant, email);
  if (found?.active) return { personId: found.id, name: found.name };
  world.log.warn({ useCase: useCase.key, email }, 'the person accountable for a use case is not known');
  return null;
}

/** What an account may be known by, the closest first: a name that was given, the email address, its domain, its parents. */
function accountKeys({ account, email }: For): string[] {
  const domain = email?.split('@')[1]?.toLowerCase() ?? '';
  const labels = domain.split('.');
  const domains = labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'));
  return [account, email, ...domains].flatMap((key) => (key === undefined || key === '' ? [] : [key.toLowerCase()]));
}
