/** `chat.*`: the app's messages. Blocks that Slack would refuse are refused, with the reason where one can see it. */
import { checkMessage, refusals, slackStyle } from './block-kit.ts';
import { withIds } from './elements.ts';
import { isObject, objectsIn, textOf } from './json.ts';
import type { SlackJson } from './protocol.ts';
import { messageShape } from './shapes.ts';
import type { Content } from './store.ts';
import type { Message } from './store-entries.ts';
import type { ApiArgs, ApiMethod, ApiRefusal } from './web-api-method.ts';
import type { Workspace } from './workspace.ts';

/** What Slack would show, but the local workspace does not. */
const NOT_SHOWN = ['thread_ts', 'attachments', 'markdown_text'];

/** Longer texts are cut. */
const TEXT_MAX = 40_000;

/**
 * What a message payload says, checked and with ids; or Slack's refusal, which was also added to the complaints.
 * @param where names the call in complaints
 */
export function contentOf(
  payload: SlackJson,
  where: string,
  workspace: Pick<Workspace, 'complaints'>,
): { ok: true; content: Content } | ApiRefusal {
  const complaints = checkMessage(payload);
  for (const complaint of complaints) workspace.complaints.add(`${where}: ${slackStyle(complaint)}`);
  for (const name of NOT_SHOWN) {
    if (payload[name] !== undefined) workspace.complaints.add(`${where}: ${name} is not shown in the local workspace.`);
  }
  const refused = refusals(complaints);
  if (refused.length > 0) {
    const tooLong = refused.find((complaint) => complaint.code !== undefined);
    return {
      ok: false,
      error: tooLong?.code ?? 'invalid_blocks',
      errors: refused.map(slackStyle),
      response_metadata: { messages: refused.map(slackStyle) },
    };
  }
  const text = textOf(payload.text);
  const blocks = withIds(objectsIn(payload.blocks));
  if (text === '' && blocks.length === 0) return { ok: false, error: 'no_text' };
  const metadata = isObject(payload.metadata) && payload.metadata.event_type !== undefined ? payload.metadata : null;
  return { ok: true, content: { text: [...text].slice(0, TEXT_MAX).join(''), blocks, metadata } };
}

/** The app's own message that `chat.update` and `chat.delete` mean. */
function ownMessage(
  args: ApiArgs,
  { roster, store }: Workspace,
  notOwn: string,
): { ok: true; message: Message } | ApiRefusal {
  const place = roster.place(textOf(args.channel));
  if (place === null) return { ok: false, error: 'channel_not_found' };
  const message = store.message(place.id, textOf(args.ts));
  if (message === null) return { ok: false, error: 'message_not_found' };
  return message.user === roster.bot.id ? { ok: true, message } : { ok: false, error: notOwn };
}

function metadataRefusal(args: ApiArgs): ApiRefusal | null {
  const { metadata } = args;
  if (metadata === undefined || (isObject(metadata) && Object.keys(metadata).length === 0)) return null;
  const fine = isObject(metadata) && textOf(metadata.event_type) !== '' && isObject(metadata.event_payload);
  return fine ? null : { ok: false, error: 'invalid_metadata_format' };
}

export const chatMethods: Record<string, ApiMethod> = {
  'chat.postMessage': (args, workspace) => {
    const { roster, store } = workspace;
    const place = roster.find(textOf(args.channel));
    if (place === null) return { ok: false, error: 'channel_not_found' };
    const refused = metadataRefusal(args);
    if (refused !== null) return refused;
    const read = contentOf(args, 'chat.postMessage', workspace);
    if (!read.ok) return read;
    const message = store.post(place.id, roster.bot.id, read.content);
    return { ok: true, channel: place.id, ts: message.ts, message: messageShape(roster, message, true) };
  },

  'chat.update': (args, workspace) => {
    const { roster, store } = workspace;
    const found = ownMessage(args, workspace, 'cant_update_message');
    if (!found.ok) return found;
    const refused = metadataRefusal(args);
    if (refused !== null) return refused;
    // What is left out stays as it was; an empty list or object takes it away.
    const blocks = args.blocks ?? found.message.blocks;
    const metadata = args.metadata ?? found.message.metadata;
    const read = contentOf({ ...args, blocks, metadata }, 'chat.update', workspace);
    if (!read.ok) return read;
    const message = store.edit(found.message.channel, found.message.ts, read.content);
    if (message === null) return { ok: false, error: 'message_not_found' };
    return {
      ok: true,
      channel: message.channel,
      ts: message.ts,
      text: message.text,
      message: messageShape(roster, message, true),
    };
  },

  'chat.delete': (args, workspace) => {
    const found = ownMessage(args, workspace, 'cant_delete_message');
    if (!found.ok) return found;
    workspace.store.remove(found.message.channel, found.message.ts);
    return { ok: true, channel: found.message.channel, ts: found.message.ts };
  },

  'chat.postEphemeral': (args, workspace) => {
    const { roster, store } = workspace;
    const place = roster.find(textOf(args.channel));
    if (place === null) return { ok: false, error: 'channel_not_found' };
    const reader = roster.person(textOf(args.user));
    const isThere = reader !== null && !reader.bot && (place.with === null || place.with === reader.id);
    if (reader === null || !isThere) return { ok: false, error: 'user_not_in_channel' };
    const read = contentOf(args, 'chat.postEphemeral', workspace);
    if (!read.ok) return read;
    const whisper = store.whisper(reader.id, place.id, roster.bot.id, read.content);
    return { ok: true, message_ts: whisper.ts };
  },

  'chat.getPermalink': (args, { roster, store, apiBase }) => {
    const place = roster.place(textOf(args.channel));
    if (place === null) return { ok: false, error: 'channel_not_found' };
    const ts = textOf(args.message_ts);
    if (store.message(place.id, ts) === null) return { ok: false, error: 'message_not_found' };
    const link = new URL('..', apiBase());
    link.search = new URLSearchParams({ channel: place.id, message: ts }).toString();
    return { ok: true, channel: place.id, permalink: link.href };
  },
};
