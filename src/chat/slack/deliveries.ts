/** Who did what, read from Slack's payloads: the speaker, and an id of the delivery that is the same when it comes again. */
import { createHash } from 'node:crypto';
import type { BlockAction, SlashCommand, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { joinValues } from '../../scheduling/question.ts';
import type { Speaker } from '../chat.ts';

/** Who typed a command. */
export function commandSpeaker(command: SlashCommand): Speaker {
  return { platform: 'slack', workspace: command.team_id, chatId: command.user_id };
}

/** Who sent a form or pressed a button: in the workspace where the app is installed. */
export function actorSpeaker(body: ViewSubmitAction | BlockAction): Speaker {
  const workspace = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id ?? body.enterprise?.id ?? '';
  return { platform: 'slack', workspace, chatId: body.user.id };
}

/**
 * A form that was sent. Its view's id and hash stay the same when it is sent again after an error, so without a trigger
 * the answers belong to the id.
 */
export function submissionDelivery(body: ViewSubmitAction): string {
  if (body.trigger_id) return body.trigger_id;
  const answers = createHash('sha256').update(JSON.stringify(body.view.state.values)).digest('base64url');
  return `${body.view.id}:${body.view.hash}:${answers}`;
}

/** A button that was pressed. */
export function pressDelivery(body: BlockAction, action: { action_id: string; action_ts: string }): string {
  return body.trigger_id || `${body.user.id}:${action.action_id}:${action.action_ts}`;
}

/** The answers of a form by question key, every question of it named; undefined where nothing was answered. */
export function answersOf(view: Pick<ViewOutput, 'state' | 'blocks'>): Record<string, string | undefined> {
  const questions = view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id ?? ''] : []));
  const answers = Object.entries(view.state.values).map(([key, inputs]): [string, string | undefined] => {
    const [input] = Object.values(inputs);
    return [key, input && answerIn(input)];
  });
  return Object.fromEntries([...questions.map((key): [string, undefined] => [key, undefined]), ...answers]);
}

function answerIn(input: ViewOutput['state']['values'][string][string]): string | undefined {
  const one = input.value ?? input.selected_date ?? input.selected_time ?? input.selected_user;
  const chosen = one ?? input.selected_option?.value;
  if (chosen !== undefined && chosen !== null) return chosen;
  const many = (input.selected_options ?? []).map((option) => option.value ?? '').filter((value) => value !== '');
  return many.length === 0 ? undefined : joinValues(many);
}
