/** The app's home tab, drawn afresh whenever a person opens it. */
import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import type { Speaker } from '../chat.ts';
import { fault, type Handling } from './handling.ts';
import { renderHome } from './render.ts';

/** Makes the listener of the home tab; the app's messages tab sends the same event and is none of its business. */
export function onHome(h: Handling) {
  return async ({ event, body }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    const workspace = body.authorizations?.[0]?.team_id ?? body.team_id;
    await publishHome(h, { platform: 'slack', workspace, chatId: event.user });
  };
}

/** Draws the person's home tab. Never throws: a failure is logged and shown there. */
export async function publishHome(h: Handling, from: Speaker): Promise<void> {
  const publish = async (card: Parameters<typeof renderHome>[0]) =>
    h.clients.steady.views.publish({ user_id: from.chatId, view: renderHome(card) });
  try {
    await publish(await h.desk.home(from));
  } catch (err) {
    const { card } = fault(h.log, err, { from }, 'the home tab could not be drawn');
    await publish(card).catch((again: unknown) => {
      h.log.error({ from, err: again }, 'not even the failure could be shown on the home tab');
    });
  }
}
