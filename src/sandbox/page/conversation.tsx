/** The main part: the header of the open place, its messages or the app's home tab, and the box to write in. */
import { useEffect } from 'preact/hooks';
import type { SandboxChannel } from '../protocol.ts';
import { AppHome } from './app-home.tsx';
import { Avatar } from './avatar.tsx';
import { Complaints } from './complaints.tsx';
import { Composer } from './composer.tsx';
import { HelpCard } from './help-card.tsx';
import { Icon } from './icons.tsx';
import { Messages } from './messages.tsx';
import { addressOf, HOME } from './place.ts';
import { useReader } from './reader.tsx';
import { appChannel } from './sidebar.tsx';
import { send } from './stream.ts';
import { timeOfDay, zoneName } from './time.ts';

export interface ConversationProps {
  /** `HOME` or a channel's id. */
  place: string;
  drafts: Map<string, string>;
}

export function Conversation({ place, drafts }: ConversationProps) {
  const { snapshot } = useReader();
  const me = snapshot.me.id;
  const app = appChannel(snapshot);
  const channel = snapshot.channels.find((one) => one.id === place);
  const inApp = place === HOME || (app !== undefined && place === app.id);
  const unread = channel?.unread ?? 0;

  useEffect(() => {
    if (place === HOME) void send({ kind: 'home', as: me });
  }, [place, me]);
  useEffect(() => {
    if (unread === 0) return;
    const read = () => {
      if (document.visibilityState === 'visible') void send({ kind: 'read', as: me, channel: place });
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [unread, place, me]);

  return (
    <main class="conversation">
      {inApp ? <AppHeader place={place} app={app} /> : channel !== undefined && <ChannelHeader channel={channel} />}
      <Complaints />
      {place === HOME ? (
        <AppHome />
      ) : (
        channel !== undefined && <Talk key={`${me} ${place}`} channel={channel} drafts={drafts} />
      )}
    </main>
  );
}

function Talk({ channel, drafts }: { channel: SandboxChannel; drafts: Map<string, string> }) {
  const { snapshot } = useReader();
  const messages = snapshot.messages.filter((message) => message.channel === channel.id);
  const title = channel.kind === 'channel' ? `#${channel.name}` : channel.name;
  return (
    <>
      <Messages messages={messages} label={`Messages in ${title}`} aside={messages.length === 0 && <HelpCard />}>
        <Beginning channel={channel} />
      </Messages>
      <Composer channel={channel.id} placeholder={`Message ${title}`} drafts={drafts} />
    </>
  );
}

function ChannelHeader({ channel }: { channel: SandboxChannel }) {
  const { snapshot, people, now } = useReader();
  const other = people.get(channel.with ?? '');
  const members = snapshot.people.filter((person) => !person.bot).length;
  return (
    <header class="place-head">
      <h1>
        {channel.kind === 'channel' ? (
          <Icon name="hash" size={20} />
        ) : (
          <Avatar user={channel.with ?? ''} size="small" />
        )}
        {channel.name}
      </h1>
      <p class="quiet">
        {other === undefined
          ? `${members} people`
          : `${other.title} · ${timeOfDay(now, other.zone)} ${zoneName(now, other.zone)}`}
      </p>
    </header>
  );
}

function AppHeader({ place, app }: { place: string; app: SandboxChannel | undefined }) {
  const { snapshot } = useReader();
  const tab = (to: string, name: string) => (
    <a class="tab" href={addressOf(snapshot.me.id, to)} aria-current={place === to ? 'page' : undefined}>
      {name}
    </a>
  );
  return (
    <header class="place-head place-head-app">
      <h1>
        <Avatar user={snapshot.app.user} size="small" />
        {snapshot.app.name} <span class="app-badge">APP</span>
      </h1>
      <nav class="tabs" aria-label={`Tabs of ${snapshot.app.name}`}>
        {tab(HOME, 'Home')}
        {app !== undefined && tab(app.id, 'Messages')}
      </nav>
    </header>
  );
}

function Beginning({ channel }: { channel: SandboxChannel }) {
  const { snapshot } = useReader();
  if (channel.kind === 'channel') {
    return (
      <div class="beginning">
        <span class="beginning-mark">
          <Icon name="hash" size={30} />
        </span>
        <h2>Welcome to #{channel.name}</h2>
        <p>This is the very beginning of the channel. Everyone in the workspace can read it.</p>
      </div>
    );
  }
  const withApp = channel.with === snapshot.app.user;
  return (
    <div class="beginning">
      <Avatar user={channel.with ?? ''} size="large" />
      <h2>{withApp ? snapshot.app.name : channel.name}</h2>
      <p>
        {withApp
          ? `${snapshot.app.name} writes to you here when something needs you.`
          : `This conversation is between you and ${channel.name}.`}
      </p>
    </div>
  );
}
