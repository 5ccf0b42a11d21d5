/**
 * The desk as a chat sees it: words, forms and presses become commands, and what came of them becomes a screen or a
 * sentence. This file knows which screen follows which; what may happen is decided in `scheduling/`.
 */
import type { Desk, PressedOn, Reply } from '../chat/chat.ts';
import type { Command } from '../scheduling/command.ts';
import { describePolicies } from '../scheduling/policies/policies.ts';
import { describeRouting } from '../scheduling/routing/describe.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { fillFromWords } from '../scheduling/words.ts';
import { ownerOfPerson } from '../store/owners.ts';
import { bookedOfOwner, request as readRequest, requestsOf } from '../store/requests.ts';
import { useCase as readUseCase, useCases } from '../store/use-cases.ts';
import { bookedScreen, cancelScreen, messageScreen } from '../views/booked.ts';
import { chooser } from '../views/chooser.ts';
import { help, mine, rulesOf, rulesOfWhat, sentence } from '../views/help.ts';
import { home } from '../views/home.ts';
import { intakeForm, readIntakeState } from '../views/intake-form.ts';
import { readRequestPress, readSlotPress } from '../views/press.ts';
import { noSlotsScreen, slotsScreen } from '../views/slots.ts';
import type { Card } from '../views/view.ts';
import { detailsOf } from './details.ts';
import { fairnessCard } from './fairness.ts';
import { followAnswers, readForm, showErrors } from './forms.ts';
import { handle, type Outcome } from './handle.ts';
import { actorOf, identify, type Member } from './identify.ts';
import type { World } from './world.ts';

/** How many requests a list shows. */
const listed = 10;

const whisper = (text: string): Reply => ({ kind: 'whisper', card: sentence(text) });
const screenSaying = (title: string, text: string): Reply => ({ kind: 'screen', screen: messageScreen(title, text) });

const stranger = whisper(
  'Slotdesk does not know you in this workspace yet. Ask whoever installed it to check the connection.',
);

const outdatedForm = screenSaying('Not sent', 'This form is out of date. Close it and start again.');

/** The desk over a world. */
export function createDesk(world: World): Desk {
  return {
    async command(from, delivery, words, place) {
      const member = await identify(world, from);
      return member ? command(world, member, delivery, words.trim(), place) : stranger;
    },
    async submit(from, delivery, screen, state, answers) {
      const member = await identify(world, from);
      return member ? submit(world, member, delivery, screen, state, answers) : stranger;
    },
    async change(from, _delivery, screen, state, answers) {
      const member = await identify(world, from);
      const form = screen === 'intake' ? readIntakeState(state) : null;
      return member && form ? followAnswers(world, member, form, answers) : { kind: 'done' };
    },
    async press(from, delivery, action, value, on, _state) {
      const member = await identify(world, from);
      return member ? press(world, member, delivery, action, value, on) : stranger;
    },
    async home(from) {
      const member = await identify(world, from);
      return member ? homeOf(world, member) : sentence('Slotdesk does not know you in this workspace yet.');
    },
  };
}

async function command(world: World, member: Member, _delivery: string, words: string, place: string): Promise<Reply> {
  const [first = '', ...rest] = words.split(/\s+/);
  const all = (await useCases(world.store.db, member.tenant)).map((u) => u.useCase);
  const asked = first.toLowerCase();
  if (asked === '') return { kind: 'screen', screen: chooser(all) };
  if (asked === 'help') return { kind: 'whisper', card: help(all) };
  if (asked === 'mine') return listMine(world, member);
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

async function submit(
  world: World,
  member: Member,
  delivery: string,
  screen: string,
  state: string,
  answers: Record<string, string | undefined>,
): Promise<Reply> {
  if (screen === 'intake') {
    const asked = readIntakeState(state);
    if (asked === null) return outdatedForm;
    const { useCaseKey, place } = asked;
    const { errors, ...sent } = await readForm(world, member, useCaseKey, answers);
    if (errors !== null) return showErrors(world, member, asked, answers, errors);
    const wish: Command = { kind: 'submit', useCaseKey, ...sent, askedIn: place };
    const reply = await carryOut(world, member, delivery, wish, useCaseKey);
    return reply.kind === 'errors' ? showErrors(world, member, asked, answers, reply.errors) : reply;
  }
  const on = screen === 'cancel' ? readRequestPress(state) : null;
  if (on === null) return outdatedForm;
  const why = (answers.why ?? '').trim();
  if (why === '') return { kind: 'errors', errors: { why: 'Say in a few words why, so that the owner knows.' } };
  return carryOut(world, member, delivery, { kind: 'cancel', requestId: on.r, version: on.v, why }, null);
}

async function press(
  world: World,
  member: Member,
  delivery: string,
  action: string,
  value: string,
  on: PressedOn,
): Promise<Reply> {
  const { db } = world.store;
  if (action === 'open-chooser')
    return { kind: 'screen', screen: chooser((await useCases(db, member.tenant)).map((u) => u.useCase)) };
  if (action === 'start') {
    const found = await readUseCase(db, member.tenant, value);
    if (found === null) return screenSaying('Not there', 'That cannot be scheduled any more. Type /schedule again.');
    return { kind: 'screen', screen: intakeForm(found.useCase, null, {}) };
  }
  if (action === 'book') {
    const slot = readSlotPress(value);
    if (slot === null) return outdated(on);
    const book: Command = { kind: 'book', requestId: slot.r, version: slot.v, ownerId: slot.o, start: slot.s };
    return carryOut(world, member, delivery, book, null);
  }
  const about = readRequestPress(value);
  if (about === null) return outdated(on);
  const onRequest = { requestId: about.r, version: about.v };
  if (action === 'more-times' || action === 'reschedule')
    return carryOut(world, member, delivery, { kind: action, ...onRequest }, null, on);
  const request = await readRequest(db, member.tenant, about.r);
  const found = request && (await readUseCase(db, member.tenant, request.useCaseKey, request.useCaseVersion));
  if (!request || !found) return outdated(on);
  if (action === 'keep') return screenSaying('Nothing changed', 'The booking stays at its time.');
  if (action === 'details') return { kind: 'screen', screen: await detailsOf(world, member, request, found.useCase) };
  if (action === 'ask-cancel' && request.state !== 'booked' && request.state !== 'unplaced')
    return whisper('This is not booked any more, so there is nothing to cancel.');
  if (action === 'ask-cancel') return { kind: 'screen', screen: cancelScreen(request, found.useCase) };
  return outdated(on);
}

function outdated(on: PressedOn): Reply {
  const text = 'This button is out of date. Type /schedule mine to see how things stand.';
  return on === 'screen' ? screenSaying('Out of date', text) : whisper(text);
}

async function carryOut(
  world: World,
  member: Member,
  delivery: string,
  wish: Command,
  useCaseKey: string | null,
  on: PressedOn = 'screen',
): Promise<Reply> {
  const { db } = world.store;
  const key =
    wish.kind === 'submit' ? useCaseKey : ((await readRequest(db, member.tenant, wish.requestId))?.useCaseKey ?? null);
  const actor = await actorOf(world, member, key);
  const outcome = await handle(world, member.tenant, { actor, door: member.from.platform, delivery }, wish);
  return outcome.kind === 'done' ? afterwards(outcome, wish) : refused(outcome, on);
}

/** The screen that follows a command that was carried out. */
function afterwards({ request, useCase }: Extract<Outcome, { kind: 'done' }>, wish: Command): Reply {
  if (wish.kind === 'cancel' || request.state === 'cancelled')
    return request.booking === null
      ? screenSaying('Closed', 'It is closed. Its card says why.')
      : screenSaying('Cancelled', 'It is cancelled. The owner is told and the time is free again.');
  if (wish.kind === 'book' && request.state === 'booked')
    return { kind: 'screen', screen: bookedScreen(request, useCase) };
  if (request.slots.length > 0) return { kind: 'screen', screen: slotsScreen(request, useCase) };
  return request.state === 'booked'
    ? screenSaying('No other time', request.because[0]?.text ?? 'There is no other time right now. The booking stays.')
    : { kind: 'screen', screen: noSlotsScreen(request, useCase) };
}

/** What a person sees when it was a no: beside the field, with other slots, or as a sentence. */
function refused({ refusal, request, useCase }: Extract<Outcome, { kind: 'refused' }>, on: PressedOn): Reply {
  if (refusal.fields !== undefined) return { kind: 'errors', errors: refusal.fields };
  const { text, fix } = refusal.reason;
  const said = fix === undefined ? text : `${text} ${fix}`;
  if (refusal.instead !== undefined && request && useCase) {
    const none = request.slots.length === 0 && request.state !== 'booked';
    return { kind: 'screen', screen: none ? noSlotsScreen(request, useCase) : slotsScreen(request, useCase, said) };
  }
  return on === 'screen' ? screenSaying('Not done', said) : whisper(said);
}

async function listMine(world: World, member: Member): Promise<Reply> {
  return { kind: 'whisper', card: mine(await asked(world, member), member.person.zone) };
}

async function asked(world: World, member: Member) {
  const { db } = world.store;
  return named(world, member, await requestsOf(db, member.tenant, member.person.id, listed));
}

async function named(world: World, member: Member, requests: Awaited<ReturnType<typeof requestsOf>>) {
  const names = new Map((await useCases(world.store.db, member.tenant)).map((u) => [u.useCase.key, u.useCase.name]));
  return requests.map((request) => ({ request, useCaseName: names.get(request.useCaseKey) ?? request.useCaseKey }));
}

async function homeOf(world: World, member: Member) {
  const { db } = world.store;
  const own = await ownerOfPerson(db, member.tenant, member.person.id);
  const given = own && (await bookedOfOwner(db, member.tenant, own.id, world.clock.now()));
  return home({
    asked: await asked(world, member),
    given: given && (await named(world, member, given)),
    zone: member.person.zone,
  });
}
