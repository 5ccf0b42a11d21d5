/** The whole page: the bar with the clock on top, the sidebar, the open place, and the dialog over it. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { InputValues, Snapshot } from '../protocol.ts';
import { ClockPanel } from './clock-panel.tsx';
import { Conversation } from './conversation.tsx';
import { DeskMark, Icon } from './icons.tsx';
import { Modals } from './modal.tsx';
import { actingPerson, addressOf, HOME, openPlace } from './place.ts';
import { ReaderContext } from './reader.tsx';
import { appChannel, Sidebar } from './sidebar.tsx';
import { useStream } from './stream.ts';

/** How often the shown time is looked at again, in ms. */
const TICK = 5_000;

export function App() {
  const [as, setAs] = useState(() => actingPerson(location.search));
  const [place, setPlace] = useState(() => openPlace(location.hash));
  const stream = useStream(as);
  const drafts = useRef(new Map<string, string>());
  const kept = useRef(new Map<string, InputValues>());
  const [menuOpen, setMenuOpen] = useState(false);
  const { snapshot } = stream;
  useEffect(() => {
    // An old address may name somebody who is not here any more; the server then chooses.
    if (stream.stranger) setAs(null);
  }, [stream.stranger]);
  const now = useNow(snapshot);
  const people = useMemo(() => new Map(snapshot?.people.map((person) => [person.id, person]) ?? []), [snapshot]);

  useEffect(() => {
    const moved = () => {
      setAs(actingPerson(location.search));
      setPlace(openPlace(location.hash));
      setMenuOpen(false);
    };
    addEventListener('hashchange', moved);
    addEventListener('popstate', moved);
    return () => {
      removeEventListener('hashchange', moved);
      removeEventListener('popstate', moved);
    };
  }, []);

  const here = snapshot === null ? '' : knownPlace(snapshot, place);
  const me = snapshot?.me.id ?? '';
  useEffect(() => {
    if (me !== '') history.replaceState(null, '', addressOf(as ?? me, here));
  }, [as, me, here]);
  useEffect(() => {
    if (snapshot !== null) document.title = titleOf(snapshot, here);
  }, [snapshot, here]);

  if (snapshot === null) {
    return (
      <div class="starting" role="status">
        <DeskMark size={56} />
        <p>{stream.live ? 'Opening the workspace…' : 'Waiting for the desk to answer. Is it still running?'}</p>
      </div>
    );
  }
  const become = (id: string) => {
    drafts.current.clear();
    kept.current.clear();
    setAs(id);
  };
  return (
    <ReaderContext.Provider value={{ snapshot, people, zone: snapshot.me.zone, now, kept: kept.current }}>
      <div class={menuOpen ? 'page page-menu' : 'page'}>
        <div class="topbar">
          <button
            type="button"
            class="menu-button"
            aria-label={menuOpen ? 'Hide channels' : 'Show channels'}
            aria-expanded={menuOpen}
            onClick={() => setMenuOpen(!menuOpen)}
          >
            <Icon name={menuOpen ? 'close' : 'menu'} />
          </button>
          <p class="topbar-name">A practice workspace on this computer</p>
          <ClockPanel />
        </div>
        <Sidebar place={here} onPerson={become} />
        <Conversation place={here} drafts={drafts.current} />
        {!stream.live && (
          <p class="offline" role="status">
            <span class="spinner" aria-hidden="true" /> Connection lost. Trying again…
          </p>
        )}
      </div>
      <Modals arrivals={stream.arrivals} />
    </ReaderContext.Provider>
  );
}

/**
 * The asked place where the reader has it. Somebody else's messages with the app become the reader's own; anything else
 * becomes the first channel.
 */
function knownPlace(snapshot: Snapshot, place: string): string {
  const known = place === HOME || snapshot.channels.some((channel) => channel.id === place);
  if (known) return place;
  const instead = place.startsWith('D') ? appChannel(snapshot) : snapshot.channels[0];
  return instead?.id ?? HOME;
}

function titleOf(snapshot: Snapshot, place: string): string {
  const unread = snapshot.channels.reduce((sum, channel) => sum + channel.unread, 0);
  const channel = snapshot.channels.find((one) => one.id === place);
  const name =
    channel === undefined ? snapshot.app.name : channel.kind === 'channel' ? `#${channel.name}` : channel.name;
  return `${unread > 0 ? `(${unread}) ` : ''}${name} · ${snapshot.app.name} workspace`;
}

/** The workspace's time: what the last snapshot said, and what has passed since. */
function useNow(snapshot: Snapshot | null): number {
  const [, tick] = useState(0);
  const arrived = useMemo(pageTime, [snapshot]);
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), TICK);
    return () => window.clearInterval(timer);
  }, []);
  return (snapshot?.clock.now ?? 0) + pageTime() - arrived;
}

/** Milliseconds since the page was opened: for how long ago something came, never for what time it is. */
function pageTime(): number {
  return Number(document.timeline.currentTime ?? 0);
}
