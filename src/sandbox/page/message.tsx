/** One message: who wrote it, when (in the reader's zone), what it says, and what can be pressed in it. */
import type { SandboxMessage } from '../protocol.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { Icon } from './icons.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { nameOf, useReader } from './reader.tsx';
import { send } from './stream.ts';
import { SurfaceArea, useMadeSurface } from './surface.tsx';
import { dateAndTime, timeOfDay } from './time.ts';

/** A message's ts, seconds with a fraction, as epoch ms. */
export function instantOfTs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/** `follows`: it stands under the name of the one before. */
export function Message({ message, follows }: { message: SandboxMessage; follows: boolean }) {
  const reader = useReader();
  const { me, app } = reader.snapshot;
  const { channel, ts, user } = message;
  const surface = useMadeSurface(`M${channel}-${ts}`, message.blocks, {}, (action, values) =>
    send({ kind: 'press', as: me.id, message: { channel, ts }, action, values }),
  );
  const at = instantOfTs(ts);
  const name = nameOf(reader, user);
  const byApp = user === app.user || reader.people.get(user)?.bot === true;
  const time = (
    <time class="message-time" title={dateAndTime(at, reader.zone)}>
      {timeOfDay(at, reader.zone)}
    </time>
  );
  const look = ['message', message.ephemeral ? 'message-ephemeral' : '', follows ? 'message-follows' : ''];
  return (
    <article class={look.filter(Boolean).join(' ')} aria-label={`${name}, ${timeOfDay(at, reader.zone)}`} data-ts={ts}>
      <div class="message-side">{follows ? time : <Avatar user={user} />}</div>
      <div class="message-main">
        {message.ephemeral && !follows && (
          <p class="only-you">
            <Icon name="eye" size={14} /> Only visible to you
          </p>
        )}
        {!follows && (
          <p class="message-head">
            <strong class="message-name">{name}</strong>
            {byApp && <span class="app-badge">APP</span>}
            {time}
          </p>
        )}
        <SurfaceArea surface={surface}>
          {message.blocks.length > 0 ? <Blocks blocks={message.blocks} /> : <Mrkdwn source={message.text} />}
        </SurfaceArea>
        {message.edited && <span class="edited">(edited)</span>}
      </div>
    </article>
  );
}
