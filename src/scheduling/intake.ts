/**
 * Intake: answers to a use case's questions become a checked `Intake`, or one error for each field at fault. What was
 * typed is kept, except that it takes its usual form: white space around it goes, composed letters are Unicode NFC, line
 * breaks become \n, phone numbers are international, addresses and numbers are written one way. Answers to questions that
 * were not asked are dropped.
 */
import { z } from 'zod';
import { addressSchema, parseAddress } from './address.ts';
import { askedQuestions } from './asked-questions.ts';
import { askers, type Feed, priorities, timesOfDay } from './feeds.ts';
import { checkTogether, zoneOf } from './intake-checks.ts';
import { type Question, splitValues } from './question.ts';
import { minutesOfClock } from './time/local-date.ts';
import { stateCode } from './us-states.ts';
import type { UseCase } from './use-case.ts';

const text = z.string().optional();
const minuteOfDay = z.number().int().min(0).max(1440);

export const intakeSchema = z.object({
  /** The checked answers by question key, as they are shown again. Values of a multiple choice have commas between. */
  answers: z.record(z.string(), z.string()),
  attendee: z.object({
    name: z.string(),
    email: text,
    phone: text,
    /** IANA zone; the one of the place, else the requester's, when the form does not ask. */
    zone: z.string(),
  }),
  /** Who asks. */
  asker: z.enum(askers).optional(),
  /** The customer's account, for account owners. */
  account: text,
  subject: text,
  outcome: text,
  how: text,
  /** Wished first and last local date of the attendee (YYYY-MM-DD), inclusive. */
  window: z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() }),
  /** Preferred time of day of the attendee, in local minutes from midnight, `until` exclusive. */
  preferred: z.object({ from: minuteOfDay, until: minuteOfDay }).optional(),
  /** Wished length of the meeting, in minutes. */
  duration: z.number().int().positive().optional(),
  priority: z.enum(priorities).optional(),
  /** The first skill that is wanted. When several are, `skills` has all. */
  skill: text,
  skills: z.array(z.string()).optional(),
  language: text,
  /** The owner who is asked for, by email. */
  owner: text,
  complexity: text,
  equipment: z.array(z.string()).optional(),
  accessibility: text,
  /** Two letters of a state where one was understood, else as it was written. */
  territory: text,
  place: text,
  /** The place, where it was given as a whole address. */
  address: addressSchema.optional(),
  /** Five digits, or nine with a dash. */
  postalCode: text,
  notes: text,
});

export type Intake = z.infer<typeof intakeSchema>;

/** Raw answers by question key, as a chat delivered them; absent or empty: not answered. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** What is wrong with an answer, by question key: one sentence that says how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Somebody whom an answer names, as the chat's directory knows them. */
export interface NamedPerson {
  email: string;
  name: string;
  /** IANA zone, or null when the chat does not know it. */
  zone: string | null;
}

/** What the intake takes from the requester where the form does not ask. */
export interface AskedBy {
  requesterName: string;
  requesterZone: string;
  /** The requester's local date, YYYY-MM-DD. */
  today: string;
  /** Whom the answers name; somebody who is not here is known by their email alone. */
  people?: readonly NamedPerson[] | undefined;
}

export type ParsedIntake = { ok: true; intake: Intake } | { ok: false; errors: FieldErrors };

/** Checks the answers to a use case's questions. Answers to questions that it does not ask are ignored. */
export function parseIntake(useCase: UseCase, answers: Answers, by: AskedBy): ParsedIntake {
  const asked = askedQuestions(useCase.questions, answers);
  const values = new Map<Question, string>();
  const errors = new Map<string, string>();
  for (const { question, checked } of asked) {
    if (checked.kind === 'error') errors.set(question.key, checked.error);
    else if (checked.kind === 'value') values.set(question, checked.value);
  }
  const questions = asked.map(({ question }) => question);
  for (const [key, error] of checkTogether(useCase, questions, values, by.today))
    if (!errors.has(key)) errors.set(key, error);
  return errors.size > 0 ? { ok: false, errors: Object.fromEntries(errors) } : { ok: true, intake: fill(values, by) };
}

function fill(values: ReadonlyMap<Question, string>, by: AskedBy): Intake {
  const answer = (feed: Feed) => [...values].findLast(([question]) => question.feeds === feed);
  const fed = (feed: Feed) => answer(feed)?.[1];
  const all = (feed: Feed) => {
    const given = [...values].flatMap(([{ feeds, kind }, value]) =>
      feeds !== feed ? [] : kind === 'multiple-choice' ? splitValues(value) : [value],
    );
    return given.length === 0 ? undefined : [...new Set(given)];
  };
  const guest = named(fed('attendee'), by.people);
  const place = answer('place');
  const address = place?.[0].kind === 'address' ? addressOf(place[1]) : undefined;
  const [from, until] = (fed('window') ?? '/').split('/').map((day) => day || undefined);
  const skills = all('skill');
  const territory = fed('territory') ?? address?.state;
  return {
    answers: Object.fromEntries([...values].map(([question, value]) => [question.key, value])),
    attendee: {
      name: fed('attendee.name') ?? guest?.name ?? by.requesterName,
      ...given('email', fed('attendee.email') ?? guest?.email),
      ...given('phone', fed('attendee.phone')),
      zone: zoneOf(values) ?? guest?.zone ?? by.requesterZone,
    },
    window: { ...given('from', fed('window.from') ?? from), ...given('until', fed('window.until') ?? until) },
    ...given(
      'asker',
      askers.find((one) => one === fed('asker')),
    ),
    ...given('account', fed('account')),
    ...given('subject', fed('subject')),
    ...given('outcome', fed('outcome')),
    ...given('how', fed('how')),
    ...given('preferred', preferred(fed)),
    ...given('duration', minutes(fed('duration'))),
    ...given(
      'priority',
      priorities.find((one) => one === fed('priority')),
    ),
    ...given('skill', skills?.[0]),
    ...given('skills', skills !== undefined && skills.length > 1 ? skills : undefined),
    ...given('language', fed('language')),
    ...given('owner', fed('owner')),
    ...given('complexity', fed('complexity')),
    ...given('equipment', all('equipment')),
    ...given('accessibility', fed('accessibility')),
    ...given('territory', territory === undefined ? undefined : (stateCode(territory) ?? territory)),
    ...given('place', place?.[1]),
    ...given('address', address),
    ...given('postalCode', fed('postal-code') ?? address?.zip),
    ...given('notes', fed('notes')),
  };
}

/** Every skill that an owner must have: the ones asked for, and the language. */
export function skillsWanted(intake: Intake): readonly string[] {
  const skills = intake.skills ?? (intake.skill === undefined ? [] : [intake.skill]);
  return intake.language === undefined ? skills : [...new Set([...skills, intake.language])];
}

function named(email: string | undefined, people: readonly NamedPerson[] = []): NamedPerson | undefined {
  if (email === undefined) return undefined;
  const known = people.find((person) => person.email.toLowerCase() === email.toLowerCase());
  return known ?? { email, name: email, zone: null };
}

function addressOf(text: string) {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.address : undefined;
}

/** The wished time of day: between two clock times, else the named part of the day. */
function preferred(fed: (feed: Feed) => string | undefined): Intake['preferred'] {
  const [from, until] = [fed('time.from'), fed('time.until')].map((clock) => {
    return clock === undefined ? undefined : minutesOfClock(clock);
  });
  if (from !== undefined || until !== undefined) return { from: from ?? 0, until: until ?? 24 * 60 };
  const part = fed('time-of-day');
  return Object.entries(timesOfDay).find(([name]) => name === part)?.[1];
}

function minutes(written: string | undefined): number | undefined {
  const number = Number(written);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T });
}
