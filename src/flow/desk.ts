/**
 * The desk as a chat sees it: words, forms and presses become commands, and what came of them becomes a screen or a
 * sentence. Which screen follows which is known here and in the files `on-*.ts`; what may happen is decided in
 * `scheduling/`.
 */
import type { Desk, Reply } from '../chat/chat.ts';
import { checkCancelReason } from '../scheduling/cancel-reason.ts';
import type { Command } from '../scheduling/command.ts';
import { sentence } from '../views/help.ts';
import { readIntakeState } from '../views/intake-form.ts';
import { readRequestPress } from '../views/press.ts';
import { carryOut } from './carry-out.ts';
import { followAnswers, readForm, showErrors } from './forms.ts';
import { identify, type Member } from './identify.ts';
import { homeOf } from './lists.ts';
import { onPress } from './on-press.ts';
import { onWords } from './on-words.ts';
import { outdatedForm, stranger } from './say.ts';
import type { World } from './world.ts';

/** The desk over a world. */
export function createDesk(world: World): Desk {
  return {
    async command(from, _delivery, words, place) {
      const member = await identify(world, from);
      return member ? onWords(world, member, words.trim(), place) : stranger;
    },
    async submit(from, delivery, screen, state, answers) {
      const member = await identify(world, from);
      return member ? submit(world, member, delivery, screen, state, answers) : stranger;
    },
    async change(from, _delivery, screen, state, answers) {
      const member = await identify(world, from);
      const form = screen === 'intake' ? readIntakeState(state) : null;
      return member && form && areTexts(answers) ? followAnswers(world, member, form, answers) : { kind: 'done' };
    },
    async press(from, delivery, action, value, on, _state) {
      const member = await identify(world, from);
      return member ? onPress(world, member, delivery, action, value, on) : stranger;
    },
    async home(from) {
      const member = await identify(world, from);
      return member ? homeOf(world, member) : sentence('Slotdesk does not know you in this workspace yet.');
    },
  };
}

async function submit(
  world: World,
  member: Member,
  delivery: string,
  screen: string,
  state: string,
  answers: Record<string, string | undefined>,
): Promise<Reply> {
  if (!areTexts(answers)) return outdatedForm;
  if (screen === 'intake') {
    const asked = readIntakeState(state);
    if (asked === null) return outdatedForm;
    const { useCaseKey, place } = asked;
    const { errors, ...sent } = await readForm(world, member, useCaseKey, answers);
    if (errors !== null) return showErrors(world, member, asked, answers, errors);
    const wish: Command = { kind: 'submit', useCaseKey, ...sent, askedIn: place };
    const reply = await carryOut(world, member, delivery, wish);
    return reply.kind === 'errors' ? showErrors(world, member, asked, answers, reply.errors) : reply;
  }
  const on = screen === 'cancel' ? readRequestPress(state) : null;
  if (on === null) return outdatedForm;
  const why = checkCancelReason(answers.why);
  if (why.kind === 'error') return { kind: 'errors', errors: { why: why.error } };
  return carryOut(world, member, delivery, { kind: 'cancel', requestId: on.r, version: on.v, why: why.value });
}

/** Whether every answer is a text, as forms of the desk give them; what a chat hands over may be anything. */
function areTexts(answers: Record<string, unknown>): boolean {
  return Object.values(answers).every((answer) => answer === undefined || typeof answer === 'string');
}
