/** What the app says in answer to an act: at once in its acknowledgement, or later through a response URL. */
import type { SlackJson } from './protocol.ts';
import type { ResponsePlace } from './responses.ts';
import { contentOf } from './web-api-chat.ts';
import type { Workspace } from './workspace.ts';

export type Said = { ok: true } | { ok: false; error: string };

/**
 * Shows `payload` where the person acted: for them alone, or for all with `response_type: in_channel`; with
 * `replace_original` or `delete_original` it changes the message they acted on.
 * @param where names the answer in complaints
 */
export function sayAt(workspace: Workspace, place: ResponsePlace, payload: SlackJson, where: string): Said {
  const { store, roster } = workspace;
  const { message: original } = place;
  if (payload.delete_original === true && original !== null) {
    const gone = original.whisper
      ? store.removeWhisper(place.user, original.ts)
      : store.remove(place.channel, original.ts);
    return gone ? { ok: true } : { ok: false, error: 'message_not_found' };
  }
  const read = contentOf(payload, where, workspace);
  if (!read.ok) return { ok: false, error: read.error };
  if (payload.replace_original === true && original !== null) {
    const replaced = original.whisper
      ? store.editWhisper(place.user, original.ts, read.content)
      : store.edit(place.channel, original.ts, read.content) !== null;
    return replaced ? { ok: true } : { ok: false, error: 'message_not_found' };
  }
  if (payload.response_type === 'in_channel') store.post(place.channel, roster.bot.id, read.content);
  else store.whisper(place.user, place.channel, roster.bot.id, read.content);
  return { ok: true };
}

/** A post to a response URL. `key` is the last part of its path. */
export function respond(workspace: Workspace, key: string, payload: SlackJson): Said {
  const used = workspace.responses.use(key);
  if (!used.ok) {
    const why =
      used.error === 'used_url' ? 'it was used 5 times already' : 'it is older than 30 minutes or was never given';
    workspace.complaints.add(`response_url: ${used.error}, ${why}.`);
    return used;
  }
  return sayAt(workspace, used.place, payload, 'response_url');
}
