/** Everything that one person may see in the local workspace right now. */

import { microsOf } from './ids.ts';
import type { SandboxMessage, SandboxPerson, Snapshot } from './protocol.ts';
import { homeShape } from './shapes.ts';
import type { Message } from './store-entries.ts';
import type { Workspace } from './workspace.ts';

/** Older messages of a place are left out, so that a snapshot stays small. */
const MESSAGES_SHOWN = 200;

/** The snapshot of `me`. `ahead`: how far the clock is ahead of the machine's, in ms. */
export function snapshotFor(workspace: Workspace, me: SandboxPerson, ahead: number): Snapshot {
  const { roster, store, modals, complaints, clock } = workspace;
  const places = roster.placesOf(me.id);
  const messages = places.flatMap((place) => {
    const whispers = store.whispersTo(me.id).filter((whisper) => whisper.channel === place.id);
    return [
      ...store
        .messages(place.id)
        .slice(-MESSAGES_SHOWN)
        .map((message) => shown(message, false)),
      ...whispers.map((whisper) => shown(whisper, true)),
    ].sort((a, b) => microsOf(a.ts) - microsOf(b.ts));
  });
  const home = store.home(me.id);
  return {
    me,
    people: [...roster.people],
    channels: places.map((place) => ({
      id: place.id,
      name: place.kind === 'direct' ? roster.app.name : place.name,
      kind: place.kind,
      ...(place.kind === 'direct' ? { with: roster.bot.id } : {}),
      unread: store.unread(me.id, place.id),
    })),
    messages,
    views: modals.stack(me.id).map(({ id, hash, view, errors }) => ({ id, hash, view, errors })),
    home: home === null ? null : homeShape(roster, home),
    clock: { now: clock.now(), ahead },
    app: { id: roster.app.id, name: roster.app.name, user: roster.bot.id, commands: [...roster.app.commands] },
    complaints: [...complaints.list()],
  };
}

function shown(message: Message, ephemeral: boolean): SandboxMessage {
  const { ts, channel, user, text, blocks, edited } = message;
  return { ts, channel, user, text, blocks, ephemeral, edited: edited !== null };
}
