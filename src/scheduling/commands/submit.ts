/** Ask for time: the answers are checked, and slots are looked for at once. */
import type { Actor, Command } from '../command.ts';
import type { Decision, Refusal } from '../decision.ts';
import { anotherKey, duplicateOf, duplicateReason, isAnother } from '../duplicates.ts';
import type { Facts } from '../facts.ts';
import { parseIntake } from '../intake.ts';
import { openingGuards } from '../policies/guards.ts';
import { refusalOf } from '../policies/policies.ts';
import type { RequestNo } from '../policies/rule.ts';
import { propose } from '../proposal.ts';
import { inFull, type Reason, reason } from '../reasons.ts';
import { type Request, requestName } from '../request.ts';
import { searchFor } from '../search.ts';
import { localDate } from '../time/zone.ts';
import { offer } from './offering.ts';

export function submit(
  command: Extract<Command, { kind: 'submit' }>,
  by: Actor,
  facts: Facts,
  now: number,
): Decision | Refusal {
  const parsed = parseIntake(facts.useCase, command.answers, {
    requesterName: by.name,
    requesterZone: by.zone,
    today: localDate(by.zone, now),
    people: command.people,
  });
  if (!parsed.ok)
    return {
      kind: 'refused',
      reason: reason('INVALID', 'Some answers need another look.', 'Mend the marked ones and send it again.'),
      fields: parsed.errors,
    };
  const no = refusalOf(searchFor(facts, parsed.intake, now));
  if (no !== null) return refusedWhole(no);
  const wish = { intake: parsed.intake, requesterId: by.personId, now };
  const earlier = duplicateOf(facts.useCase.duplicates, wish, facts.recent ?? []);
  if (earlier !== null && !isAnother(command.answers)) return askedBefore(duplicateReason(earlier, parsed.intake));
  const asked: Request = {
    id: facts.fresh.requestId,
    number: 0,
    version: 0,
    state: 'unplaced',
    useCaseKey: facts.useCase.key,
    useCaseVersion: facts.useCaseVersion,
    requesterId: by.personId,
    intake: parsed.intake,
    proposalId: null,
    slots: [],
    booking: null,
    because: [],
    askedIn: command.askedIn,
    createdAt: now,
  };
  const offered = offer(asked, propose({ facts, intake: parsed.intake, now }), facts);
  const submitted = {
    useCase: facts.useCase.key,
    useCaseVersion: facts.useCaseVersion,
    ...(earlier === null ? {} : { besides: requestName(earlier) }),
  };
  return {
    ...offered,
    guards: openingGuards(by.personId, facts),
    audit: [
      { what: 'submitted', before: null, after: submitted, why: null },
      ...offered.audit.map((entry) => ({ ...entry, before: null })),
    ],
  };
}

/** A final no to the request, beside the question that it is about where there is one. */
function refusedWhole({ reason, question }: RequestNo): Refusal {
  return { kind: 'refused', reason, ...(question === undefined ? {} : { fields: { [question]: inFull(reason) } }) };
}

/** The same wish again: a no until the person says that it is another one. */
function askedBefore(why: Reason): Refusal {
  return { kind: 'refused', reason: why, fields: { [anotherKey]: inFull(why) } };
}
