/**
 * A request as text, for trying a use case without asking for anything: the answers, who asks, and where wanted the
 * owners with their hours and busy times. A YAML or JSON file.
 */
import { z } from 'zod';
import { checkDocument } from '../lib/text/check.ts';
import { readDocument, type TextDocument } from '../lib/text/document.ts';
import { didYouMean } from '../lib/text/nearest.ts';
import { inOrder, type Problem } from '../lib/text/problem.ts';
import { rights } from '../scheduling/command.ts';
import type { Busy, Facts, OwnerFacts } from '../scheduling/facts.ts';
import type { Answers } from '../scheduling/intake.ts';
import { ownerSchema } from '../scheduling/owner.ts';
import { joinValues } from '../scheduling/question.ts';
import { roles } from '../scheduling/roles.ts';
import { merge } from '../scheduling/time/intervals.ts';
import { isZone } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { instantOfWords } from './instant-words.ts';
import { parseHours } from './starter/owner-words.ts';

const zone = z.string().refine(isZone, 'use the name of a time zone, such as America/Chicago');
const answer = z.union([
  z.string().max(5_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(200)).max(100),
  z.null(),
]);
const hours = z
  .string()
  .refine((text) => hoursOf(text) !== null, 'write days and times of day, such as mon-fri 09:00-17:00');
const range = z.string().regex(/^[^/]+\/[^/]+$/, 'write a start and an end, such as 2026-12-01T09:00/2026-12-01T10:30');

const ownerName = z.string().min(1).max(100);

/** An owner with what the desk would know of them. What the core knows of owners and is not here is empty. */
const ownerInScenario = ownerSchema
  .omit({ id: true, personId: true, hours: true })
  .partial()
  .extend({
    name: ownerName,
    zone,
    hours: z.array(hours).max(50).default(['mon-fri 09:00-17:00']),
    /** Busy times, on the owner's clock unless they name another; `unknown`: the calendar cannot be read. */
    busy: z.union([z.literal('unknown'), z.array(range).max(2_000)]).default([]),
    /** Bookings of this use case so far, for the round-robin. */
    taken: z.number().int().min(0).max(1_000_000).default(0),
  });

export const scenarioSchema = z.object({
  requester: z
    .object({
      name: z.string().min(1).max(100).default('The requester'),
      email: z.email().optional(),
      zone: zone.default('America/New_York'),
      rights: z.array(z.enum(rights)).default([...roles.requester]),
    })
    .prefault({}),
  /** By question key. A list for a multiple choice. */
  answers: z.record(z.string(), answer),
  /** Who of these owners has the attendee's account; `of` is the email address or domain it is known by. */
  account: z.object({ owner: ownerName, of: z.string().min(1).max(254) }).optional(),
  /** Who of these owners met the attendee last, and when. */
  lastTouch: z.object({ owner: ownerName, at: z.string() }).optional(),
  /** Absent: the owners of the desk. */
  owners: z.array(ownerInScenario).max(2_000).optional(),
});

export interface Scenario {
  requester: z.infer<typeof scenarioSchema>['requester'];
  answers: Answers;
  owners: OwnerFacts[] | null;
  /** What routing would know of the attendee, among these owners. */
  known: Pick<Facts, 'account' | 'lastTouch'>;
  document: TextDocument;
}

export type ReadScenario = { ok: true; scenario: Scenario } | { ok: false; problems: Problem[] };

/** Reads a request for a use case. Answers to questions that it does not ask are problems. */
export function readScenario(text: string, useCase: UseCase): ReadScenario {
  const read = readDocument(text);
  if (!read.ok) return read;
  const { document } = read;
  const checked = checkDocument(scenarioSchema, document);
  if (!checked.ok) return checked;
  const { requester, answers, owners } = checked.value;
  const problems = strangeAnswers(answers, useCase, document);
  const facts = owners?.map((owner, i) =>
    factsOf(owner, i, (path, said) => {
      problems.push({ ...document.placeOf(['owners', i, ...path]), text: said });
    }),
  );
  const known = knownOf(checked.value, facts ?? [], (path, text) => {
    problems.push({ ...document.placeOf(path), text });
  });
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
  const plain = Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, asTyped(value)]));
  return { ok: true, scenario: { requester, answers: plain, owners: facts ?? null, known, document } };
}

function strangeAnswers(answers: Record<string, unknown>, { questions }: UseCase, document: TextDocument): Problem[] {
  const known = questions.map(({ key }) => key);
  return (
    Object.keys(answers)
      // Parts of an answer have the question's key, a dot and their own.
      .filter((key) => !known.includes(key.split('.')[0] ?? ''))
      .map((key) => ({
        ...document.placeOfKey(['answers', key]),
        text: `There is no question “${key.slice(0, 60)}”.${didYouMean(key, known) || ` There is: ${known.join(', ')}.`}`,
      }))
  );
}

/** The answer as a form sends it. */
function asTyped(value: z.infer<typeof answer>): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? joinValues(value) : String(value);
}

type Tell = (path: readonly (string | number)[], said: string) => void;

function factsOf(given: z.infer<typeof ownerInScenario>, place: number, tell: Tell): OwnerFacts {
  const { hours: weekly, busy, taken, ...known } = given;
  const owner = ownerSchema.parse({
    dateHours: [],
    skills: [],
    territories: [],
    ...known,
    id: idOf(1, place),
    personId: idOf(2, place),
    hours: weekly.map(hoursOf).filter((one) => one !== null),
  });
  return { owner, busy: busyOf(busy, owner.zone, tell), claimed: [], taken, lastTakenAt: null };
}

/** Whose account the attendee is and who met them last. */
function knownOf(
  { account, lastTouch, requester }: z.infer<typeof scenarioSchema>,
  owners: readonly OwnerFacts[],
  tell: Tell,
): Scenario['known'] {
  const find = (name: string, path: readonly string[]) => {
    const owner = owners.find((one) => one.owner.name === name)?.owner;
    const names = owners.map((one) => one.owner.name).join(', ');
    if (owner === undefined)
      tell(path, `None of the owners here is called “${name}”. Use one of: ${names || 'add owners'}.`);
    return owner && { ownerId: owner.id, ownerName: owner.name };
  };
  const whose = account && find(account.owner, ['account', 'owner']);
  const last = lastTouch && find(lastTouch.owner, ['lastTouch', 'owner']);
  const at = lastTouch === undefined ? null : instantOfWords(lastTouch.at, requester.zone);
  if (lastTouch !== undefined && at === null)
    tell(['lastTouch', 'at'], '“at” of lastTouch is no time. Write it like 2026-12-01T09:00.');
  return {
    account: account && whose ? { ...whose, key: account.of } : null,
    lastTouch: last && at !== null ? { ...last, at } : null,
  };
}

function busyOf(busy: 'unknown' | readonly string[], zone: string, tell: Tell): Busy {
  if (busy === 'unknown') return { kind: 'unknown', why: 'the scenario says that it cannot be read' };
  const ranges = busy.flatMap((text, i) => {
    const [start, end] = text.split('/').map((edge) => instantOfWords(edge, zone));
    if (start !== undefined && start !== null && end !== undefined && end !== null && start < end)
      return [[start, end] as const];
    tell(
      ['busy', i],
      `“${text.slice(0, 80)}” is no stretch of time. Write a start and a later end, such as 2026-12-01T09:00/2026-12-01T10:30.`,
    );
    return [];
  });
  return { kind: 'known', ranges: merge(ranges) };
}

function hoursOf(text: string): ReturnType<typeof parseHours> {
  const [days = '', times = '', more] = text.trim().split(/\s+/);
  return more === undefined ? parseHours(times, days) : null;
}

/** Ids that stay the same from run to run. */
function idOf(kind: number, place: number): string {
  return `00000000-0000-4000-800${kind}-${String(place + 1).padStart(12, '0')}`;
}
