/**
 * Tells Slack's final noes from troubles that pass, and says what would mend them. Final is what concerns the place, the
 * person or the message. What concerns the token or the installation is not: people mend it, and what was to be said by
 * then still is.
 */
import { WebAPIPlatformError } from '@slack/web-api';
import { ChatRefused } from '../chat.ts';

const reinstall = 'Install the app again from its Slack page and put the new bot token into SLACK_BOT_TOKEN.';
const drawing = 'Slack cannot show this card. That is a mistake of ours, and trying again does not help.';

/** Slack's codes about one place, person or message: another try gives the same answer. Each with how to mend it. */
const finals: Readonly<Record<string, string>> = {
  channel_not_found:
    'The channel does not exist, or is private and Slotdesk is not in it. Invite it: /invite @Slotdesk.',
  not_in_channel: 'Slotdesk is not in the channel. Invite it there: /invite @Slotdesk.',
  is_archived: 'The channel is archived. Unarchive it, or name another channel in the use case.',
  restricted_action: 'The workspace does not let apps post there. Ask a workspace admin, or name another channel.',
  restricted_action_read_only_channel: 'Only some people may post in the channel. Name another one in the use case.',
  restricted_action_thread_only_channel: 'The channel takes replies only. Name another one in the use case.',
  restricted_action_non_threadable_channel: 'The channel takes no such message. Name another one in the use case.',
  user_not_found: 'This person is not in the workspace any more.',
  users_not_found: 'This person is not in the workspace any more.',
  user_not_visible: 'Slotdesk may not see this person.',
  user_disabled: 'This person is not in the workspace any more.',
  cannot_dm_bot: 'This is a bot; it reads no messages.',
  message_not_found: 'The message is not there any more; a new one has to be posted.',
  cant_update_message: 'Somebody else wrote the message; Slotdesk can only change its own.',
  edit_window_closed: 'The workspace does not let messages be changed so late. A new one has to be posted.',
  is_inactive: 'The message is frozen; a new one has to be posted.',
  invalid_blocks: drawing,
  invalid_blocks_format: drawing,
  invalid_arguments: drawing,
  msg_too_long: drawing,
  msg_blocks_too_long: drawing,
  no_text: drawing,
};

/** Slack's codes about the token or the installation: once it is mended, the same call succeeds. Each with how to. */
const mendable: Readonly<Record<string, string>> = {
  ekm_access_denied: 'The workspace does not let apps post right now. Ask a workspace admin.',
  messages_tab_disabled: 'Direct messages of the app are off. Turn on its Messages tab on its Slack page, "App Home".',
  account_inactive: `The app was removed from the workspace. ${reinstall}`,
  token_revoked: `The bot token was taken back. ${reinstall}`,
  token_expired: `The bot token has run out. ${reinstall}`,
  invalid_auth: `Slack refuses the bot token. ${reinstall}`,
  not_authed: `There is no bot token. ${reinstall}`,
  not_allowed_token_type: `This is not a bot token. ${reinstall}`,
  team_access_not_granted: `The app is not installed in this workspace. ${reinstall}`,
  no_permission: `The bot token may not do this. ${reinstall}`,
  missing_scope: `The app lacks a permission of its manifest. Update the manifest, then: ${reinstall}`,
  org_login_required: 'The organization is being moved in Slack; it goes on by itself.',
};

/** Slack's code of an error, such as `channel_not_found`; undefined when Slack did not answer or not in words. */
export function slackCode(error: unknown): string | undefined {
  return error instanceof WebAPIPlatformError ? error.data.error : undefined;
}

/**
 * The error as the desk should see it: `ChatRefused` for a final no; an ordinary error, worth another try, for all else,
 * in our words when people have to mend something.
 */
export function asRefusal(error: unknown): unknown {
  const code = slackCode(error);
  if (code === undefined) return error;
  const final = finals[code];
  if (final !== undefined) return new ChatRefused(code, final, { cause: error });
  const mend = mendable[code];
  return mend === undefined ? error : new Error(`${mend} (${code})`, { cause: error });
}
