/** The desk's side of Slack: posting cards, keeping them current, and looking people up. */

import type { UsersInfoResponse } from '@slack/web-api';
import type { Card } from '../../views/view.ts';
import type { Chat, Profile } from '../chat.ts';
import type { Clients } from './clients.ts';
import type { Identity } from './identity.ts';
import { asRefusal, slackCode } from './refusals.ts';
import { renderMessage } from './render.ts';

/** Slack's ids of channels, direct messages and people; anything else is a channel's name. */
const slackId = /^[CGDUW][A-Z0-9]{2,}$/;

/** Makes the port. `whoAmI` keeps one workspace's cards out of another's. */
export function createSlackChat(clients: Clients, whoAmI: () => Promise<Identity>): Chat {
  const inWorkspace = async <T>(workspace: string, call: () => Promise<T>): Promise<T> => {
    const me = await whoAmI();
    if (workspace !== me.workspace) {
      // Worth another try: the bot token may be the wrong one.
      throw new Error(
        `Slotdesk is connected to the Slack workspace ${me.name}, not to ${workspace}. Is SLACK_BOT_TOKEN the right one?`,
      );
    }
    return call().catch((error: unknown) => {
      throw asRefusal(error);
    });
  };

  return {
    platform: 'slack',

    post: (workspace, place, key, card) =>
      inWorkspace(workspace, async () => {
        const { channel, ts } = await clients.sending.chat.postMessage({
          channel: slackId.test(place) ? place : `#${place.replace(/^#/, '')}`,
          ...renderMessage(card, readersOf(place)),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: 'slotdesk_card', event_payload: { key } },
        });
        if (!channel || !ts) throw new Error('Slack took the message but did not say where it is.');
        return { place: channel, message: ts };
      }),

    update: (workspace, ref, card: Card) =>
      inWorkspace(workspace, async () => {
        const body = renderMessage(card, readersOf(ref.place));
        await clients.sending.chat.update({ channel: ref.place, ts: ref.message, ...body });
      }),

    profile: (workspace, chatId) =>
      inWorkspace(workspace, () => lookUp(() => clients.steady.users.info({ user: chatId }))),

    profileByEmail: (workspace, email) =>
      inWorkspace(workspace, () => lookUp(() => clients.steady.users.lookupByEmail({ email }))),
  };
}

/** A direct message and a person have one reader. */
function readersOf(place: string): 'one' | 'many' {
  return /^[DUW][A-Z0-9]{2,}$/.test(place) ? 'one' : 'many';
}

const unknownPerson = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);

async function lookUp(call: () => Promise<{ user?: UsersInfoResponse['user'] }>): Promise<Profile | null> {
  try {
    const { user } = await call();
    return user?.id ? profileOf(user.id, user) : null;
  } catch (error) {
    if (unknownPerson.has(slackCode(error) ?? '')) return null;
    throw error;
  }
}

function profileOf(chatId: string, user: NonNullable<UsersInfoResponse['user']>): Profile {
  return {
    chatId,
    name: user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || chatId,
    email: user.profile?.email || null,
    zone: user.tz || null,
    // Slackbot is a person to the Web API.
    active: !user.deleted && !user.is_bot && chatId !== 'USLACKBOT',
  };
}
