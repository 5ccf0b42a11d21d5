/** Typing in a channel: slash commands, which go to the app, and plain messages. */

import { failureOf, placeName, responseUrl } from './interaction.ts';
import { isObject, parseJson } from './json.ts';
import type { ActAnswer, SandboxPerson } from './protocol.ts';
import type { Place, Roster } from './roster.ts';
import { sayAt } from './say.ts';
import type { Workspace } from './workspace.ts';

/** Sends a slash command and shows what the app answers at once. */
export async function command(
  workspace: Workspace,
  person: SandboxPerson,
  place: Place,
  typed: string,
): Promise<ActAnswer> {
  const { roster, store, modals, dispatch } = workspace;
  const [, name = '', words = ''] = /^\s*(\/\S*)\s*([\s\S]*)$/.exec(typed) ?? [];
  if (!roster.app.commands.some((known) => known.command === name)) {
    return { ok: false, error: `${name || typed.trim()} is not a valid command.` };
  }
  const ack = await dispatch.form({
    token: store.secrets.verificationToken,
    team_id: roster.team.id,
    team_domain: 'localhost',
    channel_id: place.id,
    channel_name: placeName(place),
    user_id: person.id,
    user_name: person.handle,
    command: name,
    text: words.trim(),
    api_app_id: roster.app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl(workspace, { user: person.id, channel: place.id, message: null }),
    trigger_id: modals.trigger(person.id),
  });
  const failure = failureOf(ack, name, workspace);
  if (failure !== null) return { ok: false, error: `${name} failed with the error "${failure}"` };
  if (ack.kind === 'answered' && ack.body.trim() !== '') {
    const json = /json/i.test(ack.type) ? parseJson(ack.body) : undefined;
    const payload = isObject(json) ? json : { text: ack.body };
    const said = sayAt(workspace, { user: person.id, channel: place.id, message: null }, payload, `answer to ${name}`);
    if (!said.ok) return { ok: false, error: `${name} failed with the error "${said.error}"` };
  }
  return { ok: true };
}

/** Posts a plain message, and tells the app when it listens for messages. */
export function message(workspace: Workspace, person: SandboxPerson, place: Place, typed: string): ActAnswer {
  const { roster, store, events } = workspace;
  if (typed.trim() === '') return { ok: false, error: 'There is nothing to send yet.' };
  const text = linked(typed.trim(), roster);
  const posted = store.post(place.id, person.id, { text, blocks: [], metadata: null });
  store.markRead(person.id, place.id);
  events.tell('message', {
    user: person.id,
    text,
    ts: posted.ts,
    event_ts: posted.ts,
    channel: place.id,
    channel_type: place.kind === 'direct' ? 'im' : 'channel',
    team: roster.team.id,
  });
  return { ok: true };
}

/** Typed text as Slack keeps it: escaped, with @handle and #channel as links. */
function linked(typed: string, roster: Roster): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replace(/(?<![\w.])@([\w.-]*\w)/g, (whole, handle: string) => {
      const person = roster.people.find((one) => one.handle === handle);
      return person === undefined ? whole : `<@${person.id}>`;
    })
    .replace(/(?<![\w&])#([\w-]+)/g, (whole, name: string) => {
      const channel = roster.channels.find((one) => one.name === name);
      return channel === undefined ? whole : `<#${channel.id}|${channel.name}>`;
    });
}
