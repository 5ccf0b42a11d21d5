/** People, places, messages and views in the JSON that Slack uses for them. */
import { textOf } from './json.ts';
import type { OpenView } from './modals.ts';
import type { InputValues, SandboxPerson, SlackJson } from './protocol.ts';
import type { Place, Roster } from './roster.ts';
import type { Message } from './store-entries.ts';
import { zoneLabel, zoneOffsetSeconds } from './zones.ts';

/** A user as `users.info` gives it. `now` (epoch ms) decides the offset of their zone. */
export function userShape(roster: Roster, person: SandboxPerson, now: number): SlackJson {
  return {
    id: person.id,
    team_id: roster.team.id,
    name: person.handle,
    deleted: false,
    real_name: person.name,
    tz: person.zone,
    tz_label: zoneLabel(person.zone, now),
    tz_offset: zoneOffsetSeconds(person.zone, now),
    profile: profileShape(roster, person),
    is_admin: false,
    is_owner: false,
    is_bot: person.bot,
    is_app_user: false,
    is_restricted: false,
    updated: Math.floor(now / 1000),
  };
}

/** A user's profile; a bot has no email. */
export function profileShape(roster: Roster, person: SandboxPerson): SlackJson {
  const [first = '', ...rest] = person.name.split(' ');
  return {
    title: person.title,
    real_name: person.name,
    real_name_normalized: person.name,
    display_name: person.handle,
    display_name_normalized: person.handle,
    first_name: first,
    last_name: rest.join(' '),
    team: roster.team.id,
    ...(person.bot ? { api_app_id: roster.app.id, bot_id: roster.app.botId } : { email: person.email }),
  };
}

/** A channel or direct message as `conversations.info` gives it. */
export function placeShape(roster: Roster, place: Place): SlackJson {
  if (place.kind === 'direct') {
    return { id: place.id, is_im: true, is_channel: false, user: place.with, is_archived: false, is_open: true };
  }
  return {
    id: place.id,
    name: place.name,
    name_normalized: place.name,
    is_channel: true,
    is_im: false,
    is_private: false,
    is_archived: false,
    is_general: place.name === 'general',
    is_member: true,
    num_members: roster.people.length,
  };
}

/** A message as the API and interactions give it. Metadata only when `withMetadata`. */
export function messageShape(roster: Roster, message: Message, withMetadata = false): SlackJson {
  const byBot = message.user === roster.bot.id;
  return {
    type: 'message',
    ts: message.ts,
    user: message.user,
    text: message.text,
    team: roster.team.id,
    ...(byBot ? { bot_id: roster.app.botId, app_id: roster.app.id } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.edited === null ? {} : { edited: { user: message.user, ts: message.edited } }),
    ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
  };
}

/** A view as the API and interactions give it. */
export function viewShape(roster: Roster, open: OpenView, values: InputValues = {}): SlackJson {
  return {
    ...viewBase(roster, open.id, open.hash, open.view, values),
    root_view_id: open.root,
    previous_view_id: open.previous,
  };
}

/** A home tab as the API and interactions give it. */
export function homeShape(
  roster: Roster,
  home: { id: string; hash: string; view: SlackJson },
  values: InputValues = {},
): SlackJson {
  return {
    ...viewBase(roster, home.id, home.hash, home.view, values),
    root_view_id: home.id,
    previous_view_id: null,
  };
}

function viewBase(roster: Roster, id: string, hash: string, view: SlackJson, values: InputValues): SlackJson {
  return {
    id,
    team_id: roster.team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: textOf(view.private_metadata),
    callback_id: textOf(view.callback_id),
    external_id: textOf(view.external_id),
    title: view.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    close: view.close ?? null,
    submit: view.submit ?? null,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    state: { values },
    hash,
    app_id: roster.app.id,
    app_installed_team_id: roster.team.id,
    bot_id: roster.app.botId,
  };
}
