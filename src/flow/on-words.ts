/** `/schedule` and the words after it. */
import type { Reply } from '../chat/chat.ts';
import { describePolicies } from '../scheduling/policies/policies.ts';
import { describeRouting } from '../scheduling/routing/describe.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { fillFromWords } from '../scheduling/words.ts';
import { requestByNumber } from '../store/requests.ts';
import { useCase as readUseCase, useCases } from '../store/use-cases.ts';
import { chooser } from '../views/chooser.ts';
import { help, rulesOf, rulesOfWhat } from '../views/help.ts';
import { intakeForm } from '../views/intake-form.ts';
import type { Card } from '../views/view.ts';
import { showDetails } from './details.ts';
import { fairnessCard } from './fairness.ts';
import type { Member } from './identify.ts';
import { listMine } from './lists.ts';
import { whisper } from './say.ts';
import type { World } from './world.ts';

/**
 * Answers what was typed.
 * @param place where it was typed, as the chat names it
 */
export async function onWords(world: World, member: Member, words: string, place: string): Promise<Reply> {
  const [first = '', ...rest] = words.split(/\s+/);
  const all = (await useCases(world.store.db, member.tenant)).map((u) => u.useCase);
  const asked = first.toLowerCase();
  if (asked === '') return { kind: 'screen', screen: chooser(all) };
  if (asked === 'help') return { kind: 'whisper', card: help(all) };
  if (asked === 'mine') return listMine(world, member);
  if (asked === 'why') return why(world, member, rest.join(' '));
  if (asked === 'rules') return { kind: 'whisper', card: rules(all, rest.join(' ')) };
  if (asked === 'fairness') return { kind: 'whisper', card: await fairnessCard(world, member, rest.join(' ')) };
  const wished = all.find((u) => u.key === asked);
  if (wished === undefined) return { kind: 'whisper', card: help(all, first) };
  return { kind: 'screen', screen: intakeForm(wished, place, fillFromWords(wished, rest.join(' '))) };
}

/** The rules of a use case as people read them. */
function rules(all: readonly UseCase[], words: string): Card {
  const useCase = all.find((u) => u.key === words.trim().toLowerCase());
  return useCase === undefined
    ? rulesOfWhat(all, words.trim())
    : rulesOf(useCase, [...describePolicies(useCase), ...describeRouting(useCase)]);
}

/** `/schedule why R-104`: the details, found by the number that people say. */
async function why(world: World, member: Member, words: string): Promise<Reply> {
  const { db } = world.store;
  const number = /^(?:r-?)?(\d{1,9})$/i.exec(words.trim())?.[1];
  const request = number === undefined ? null : await requestByNumber(db, member.tenant, Number(number));
  const found = request && (await readUseCase(db, member.tenant, request.useCaseKey, request.useCaseVersion));
  if (request && found) return showDetails(world, member, request, found.useCase);
  return whisper(
    number === undefined
      ? 'Write which request you mean, for example: /schedule why R-104. Your own are in /schedule mine.'
      : `There is no request R-${number}. Your own are in /schedule mine.`,
  );
}
