/** `/schedule`: acknowledged at once, answered with a dialog or with a line that only the person sees. */
import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { answerAnew } from './answer-anew.ts';
import { commandSpeaker } from './deliveries.ts';
import { ask, type Handling } from './handling.ts';
import { renderMessage } from './render.ts';

/** Makes the listener of commands. */
export function onCommand(h: Handling) {
  return async ({ ack, command, respond }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
    if (!h.isNew(command.trigger_id)) return;
    const from = commandSpeaker(command);
    const fields = { from, command: command.command };
    const work = ask(h, fields, () => h.desk.command(from, command.trigger_id, command.text ?? '', command.channel_id));
    const asker = {
      trigger: command.trigger_id,
      budget: h.budgets.command,
      whisper: (card: Parameters<typeof renderMessage>[0]) =>
        respond({ response_type: 'ephemeral', ...renderMessage(card, 'one') }),
      again: `type ${command.command} again`,
      fields,
    };
    await answerAnew(h, asker, work);
  };
}
