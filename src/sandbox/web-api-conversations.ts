/** `conversations.*`: channels and direct messages, and what was said in them. */
import { microsOf } from './ids.ts';
import { textOf } from './json.ts';
import { messageShape, placeShape } from './shapes.ts';
import type { ApiArgs, ApiMethod } from './web-api-method.ts';

const PAGE = 100;
const PAGE_MAX = 999;

export const conversationMethods: Record<string, ApiMethod> = {
  'conversations.open': (args, { roster }) => {
    const channel = textOf(args.channel);
    const users = textOf(args.users)
      .split(',')
      .map((user) => user.trim())
      .filter((user) => user !== '');
    if (channel === '' && users.length === 0) return { ok: false, error: 'users_list_not_supplied' };
    if (users.length > 1) return { ok: false, error: 'not_supported' };
    const place = channel === '' ? roster.direct(users[0] ?? '') : roster.place(channel);
    if (place === null) return { ok: false, error: channel === '' ? 'user_not_found' : 'channel_not_found' };
    const full = isTrue(args.return_im);
    return { ok: true, no_op: true, already_open: true, channel: full ? placeShape(roster, place) : { id: place.id } };
  },

  'conversations.list': (args, { roster }) => {
    const types = (textOf(args.types) || 'public_channel').split(',').map((type) => type.trim());
    const directs = roster.people.flatMap((person) => roster.direct(person.id) ?? []);
    const places = [
      ...(types.includes('public_channel') ? roster.channels : []),
      ...(types.includes('im') ? directs : []),
    ];
    return {
      ok: true,
      channels: places.map((place) => placeShape(roster, place)),
      response_metadata: { next_cursor: '' },
    };
  },

  'conversations.info': (args, { roster }) => {
    const place = roster.place(textOf(args.channel));
    return place === null
      ? { ok: false, error: 'channel_not_found' }
      : { ok: true, channel: placeShape(roster, place) };
  },

  'conversations.members': (args, { roster }) => {
    const place = roster.place(textOf(args.channel));
    if (place === null) return { ok: false, error: 'channel_not_found' };
    const members = place.with === null ? roster.people.map((person) => person.id) : [place.with, roster.bot.id];
    return { ok: true, members, response_metadata: { next_cursor: '' } };
  },

  'conversations.history': (args, { roster, store }) => {
    const place = roster.place(textOf(args.channel));
    if (place === null) return { ok: false, error: 'channel_not_found' };
    const inclusive = isTrue(args.inclusive);
    const oldest = bound(args.oldest, 0);
    const latest = bound(args.latest, Number.POSITIVE_INFINITY);
    const cursor = bound(args.cursor, Number.POSITIVE_INFINITY);
    const wanted = store
      .messages(place.id)
      .filter((message) => {
        const at = microsOf(message.ts);
        return at < cursor && (inclusive ? at >= oldest && at <= latest : at > oldest && at < latest);
      })
      .reverse();
    const page = wanted.slice(0, limitOf(args));
    const more = wanted.length > page.length;
    return {
      ok: true,
      messages: page.map((message) => messageShape(roster, message, isTrue(args.include_all_metadata))),
      has_more: more,
      response_metadata: { next_cursor: more ? (page.at(-1)?.ts ?? '') : '' },
    };
  },
};

/** True for `true` as JSON or as a form field. */
function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1';
}

/** A timestamp in microseconds; whole seconds are understood too. */
function bound(value: unknown, otherwise: number): number {
  const text = String(value ?? '');
  if (text === '') return otherwise;
  const micros = microsOf(text);
  if (!Number.isNaN(micros)) return micros;
  return Number.isFinite(Number(text)) ? Number(text) * 1e6 : otherwise;
}

function limitOf(args: ApiArgs): number {
  const limit = Math.floor(Number(args.limit ?? PAGE));
  return limit >= 1 ? Math.min(limit, PAGE_MAX) : PAGE;
}
