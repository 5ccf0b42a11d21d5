/**
 * The intake form while it is filled: it follows the answers, shows what is wrong where the person can mend it, and finds
 * out who the people are that it names.
 */
import type { Reply } from '../chat/chat.ts';
import type { Answers, FieldErrors, NamedPerson } from '../scheduling/intake.ts';
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

/**
 * Puts emails in place of the people whom answers name by their id in the chat. Somebody without an email, or whom the
 * chat does not know, stays as they are: the intake refuses that beside the field.
 */
export async function namePeople(
  world: World,
  member: Member,
  useCaseKey: string,
  answers: Answers,
): Promise<{ answers: Answers; people: NamedPerson[] }> {
  const found = await readUseCase(world.store.db, member.tenant, useCaseKey);
  const asked = (found?.useCase.questions ?? []).filter(({ kind, key }) => kind === 'person' && answers[key]);
  const named = await Promise.all(
    asked.map(async ({ key }) => ({ key, person: await lookUp(world, member, answers[key] ?? '') })),
  );
  const known = named.flatMap(({ key, person }) => (person === null ? [] : [{ key, person }]));
  return {
    answers: { ...answers, ...Object.fromEntries(known.map(({ key, person }) => [key, person.email])) },
    people: known.map(({ person }) => person),
  };
}

async function lookUp(world: World, { tenant, from }: Member, chatId: string): Promise<NamedPerson | null> {
  const { platform, workspace } = from;
  const linked = await personByChatId(world.store.db, tenant, platform, workspace, chatId);
  const person = linked ?? (await world.chats.get(platform)?.profile(workspace, chatId)) ?? null;
  if (person === null || person.email === null || !person.active) return null;
  return { email: person.email, name: person.name, zone: person.zone };
}
