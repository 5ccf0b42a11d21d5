/** The dark bar on the left: where one can go, what is unread there, and who acts. */
import type { ComponentChildren } from 'preact';
import type { SandboxChannel, Snapshot } from '../protocol.ts';
import { ActAs } from './act-as.tsx';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { addressOf, HOME } from './place.ts';
import { useReader } from './reader.tsx';

/** The direct message between the reader and the app, where they have one. */
export function appChannel(snapshot: Snapshot): SandboxChannel | undefined {
  return snapshot.channels.find((channel) => channel.kind === 'direct' && channel.with === snapshot.app.user);
}

export interface SidebarProps {
  place: string;
  onPerson: (id: string) => void;
}

export function Sidebar({ place, onPerson }: SidebarProps) {
  const { snapshot } = useReader();
  const app = appChannel(snapshot);
  const channels = snapshot.channels.filter((channel) => channel.kind === 'channel');
  const directs = snapshot.channels.filter((channel) => channel.kind === 'direct' && channel !== app);
  return (
    <div class="sidebar">
      <p class="workspace-name">{snapshot.app.name} workspace</p>
      <nav class="places" aria-label="Channels and messages">
        <Group name="Channels">
          {channels.map((channel) => (
            <Entry
              key={channel.id}
              to={channel.id}
              here={channel.id === place}
              name={channel.name}
              unread={channel.unread}
            >
              <Icon name="hash" size={16} />
            </Entry>
          ))}
        </Group>
        {directs.length > 0 && (
          <Group name="Direct messages">
            {directs.map((channel) => (
              <Entry
                key={channel.id}
                to={channel.id}
                here={channel.id === place}
                name={channel.name}
                unread={channel.unread}
                badge
              >
                <Avatar user={channel.with ?? channel.id} size="small" />
              </Entry>
            ))}
          </Group>
        )}
        <Group name="Apps">
          <Entry
            to={app !== undefined && app.unread > 0 ? app.id : HOME}
            here={place === HOME || place === app?.id}
            name={snapshot.app.name}
            unread={app?.unread ?? 0}
            badge
          >
            <Avatar user={snapshot.app.user} size="small" />
          </Entry>
        </Group>
      </nav>
      <ActAs onPerson={onPerson} />
    </div>
  );
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="place-group">
      <h2>{name}</h2>
      <ul>{children}</ul>
    </section>
  );
}

interface EntryProps {
  to: string;
  here: boolean;
  name: string;
  unread: number;
  /** Counts what is unread; a channel is only bold, as in Slack. */
  badge?: boolean;
  children: ComponentChildren;
}

function Entry({ to, here, name, unread, badge = false, children }: EntryProps) {
  const me = useReader().snapshot.me.id;
  return (
    <li>
      <a
        class={unread > 0 ? 'place place-unread' : 'place'}
        href={addressOf(me, to)}
        aria-current={here ? 'page' : undefined}
      >
        {children}
        <span class="place-name">{name}</span>
        {unread > 0 && (
          <span class={badge ? 'badge' : 'unseen'}>
            {unread}
            <span class="unseen"> unread</span>
          </span>
        )}
      </a>
    </li>
  );
}
