/**
 * The intake form while it is filled: it follows the answers, shows what is wrong where the person can mend it, and finds
 * out who the people are that it names.
 */
import type { Reply } from '../chat/chat.ts';
import { type Answers, type FieldErrors, type NamedPerson, parseIntake } from '../scheduling/intake.ts';
import { localDate } from '../scheduling/time/zone.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { personByChatId } from '../store/people.ts';
import { useCase as readUseCase } from '../store/use-cases.ts';
import { errorsByField, type IntakeState, intakeFields, intakeForm } from '../views/intake-form.ts';
import type { Member } from './identify.ts';
import type { World } from './world.ts';

/** The form for the answers as they are now; nothing when it asks the same questions as before. */
export async function followAnswers(world: World, member: Member, form: IntakeState, answers: Answers): Promise<Reply> {
  const found = await readUseCase(world.store.db, member.tenant, form.useCaseKey);
  if (found === null || sameFields(found.useCase, answers, {})) return { kind: 'done' };
  return { kind: 'screen', screen: intakeForm(found.useCase, form.place, answers) };
}

/**
 * What was wrong, beside the fields of the form as it stands; or the form anew, when it must ask something that it did
 * not.
 * @param answers as they were sent: with a key for every field of the form
 */
export async function showErrors(
  world: World,
  member: Member,
  form: IntakeState,
  answers: Answers,
  errors: FieldErrors,
): Promise<Reply> {
  const found = await readUseCase(world.store.db, member.tenant, form.useCaseKey);
  if (found === null) return { kind: 'errors', errors };
  const { useCase } = found;
  if (sameFields(useCase, answers, errors)) return { kind: 'errors', errors: errorsByField(useCase, errors) };
  return { kind: 'screen', screen: intakeForm(useCase, form.place, answers, errors) };
}

function sameFields(useCase: UseCase, answers: Answers, errors: FieldErrors): boolean {
  const wanted = intakeFields(useCase, answers, errors).map((field) => field.key);
  return wanted.length === Object.keys(answers).length && wanted.every((key) => Object.hasOwn(answers, key));
}

/** A form as it was sent, made ready for the desk. */
export interface SentForm {
  /** With emails in place of the people whom answers name by their id in the chat. */
  answers: Answers;
  people: NamedPerson[];
  /** What is wrong with the answers by themselves, before any calendar is read; null: nothing. */
  errors: FieldErrors | null;
}

/**
 * Finds out whom the answers name, and checks them. Somebody without an email, or whom the chat does not know, stays as
 * they are: the intake refuses that beside the field.
 */
export async function readForm(world: World, member: Member, useCaseKey: string, answers: Answers): Promise<SentForm> {
  const found = await readUseCase(world.store.db, member.tenant, useCaseKey);
  if (found === null) return { answers, people: [], errors: null };
  const persons = new Set(found.useCase.questions.flatMap(({ kind, key }) => (kind === 'person' ? [key] : [])));
  const named = await Promise.all(
    Object.entries(answers).map(async ([key, answer]) => ({
      key,
      person: persons.has(key) && answer ? await lookUp(world, member, answer) : null,
    })),
  );
  const known = named.flatMap(({ key, person }) => (person === null ? [] : [{ key, person }]));
  const people = known.map(({ person }) => person);
  const emails = Object.fromEntries(known.map(({ key, person }) => [key, person.email]));
  const { name, zone } = member.person;
  const today = localDate(zone, world.clock.now());
  const sent = { ...answers, ...emails };
  const parsed = parseIntake(found.useCase, sent, { requesterName: name, requesterZone: zone, today, people });
  return { answers: sent, people, errors: parsed.ok ? null : parsed.errors };
}

/** What a chat may call a person. A forged answer is looked up nowhere. */
const chatIds = /^[\w.:@-]{1,255}$/;

async function lookUp(world: World, { tenant, from }: Member, chatId: string): Promise<NamedPerson | null> {
  if (!chatIds.test(chatId)) return null;
  const { platform, workspace } = from;
  const linked = await personByChatId(world.store.db, tenant, platform, workspace, chatId);
  const person = linked ?? (await world.chats.get(platform)?.profile(workspace, chatId)) ?? null;
  if (person === null || person.email === null || !person.active) return null;
  return { email: person.email, name: person.name, zone: person.zone };
}
