/**
 * The messages of one place, oldest first, with a line between days. It stays at the newest message while the reader is
 * there; when they have scrolled up, a button says that there is something new instead of pulling them away.
 */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SandboxMessage } from '../protocol.ts';
import { Icon } from './icons.tsx';
import { instantOfTs, Message } from './message.tsx';
import { useReader } from './reader.tsx';
import { dayHeading, dayNumber } from './time.ts';

/** Messages of one author closer than this stand under one name, in ms. */
const TOGETHER = 5 * 60_000;
/** The list counts as being at its end this close to it, in pixels. */
const NEAR_END = 60;

export interface MessagesProps {
  messages: readonly SandboxMessage[];
  label: string;
  /** Stands before the first message. */
  children: ComponentChildren;
  /** Lies at the right, over the messages. */
  aside: ComponentChildren;
}

export function Messages({ messages, label, children, aside }: MessagesProps) {
  const reader = useReader();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [missed, setMissed] = useState(false);
  const last = messages.at(-1)?.ts ?? '';
  const toEnd = () => {
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setMissed(false);
  };
  useLayoutEffect(() => {
    if (atEnd.current || messages.at(-1)?.user === reader.snapshot.me.id) toEnd();
    else setMissed(true);
  }, [last]);
  useLayoutEffect(() => {
    const inner = content.current;
    if (inner === null || scroller.current === null) return;
    // A card that is edited may grow and the window may shrink; the reader at the end stays at the end.
    const resized = new ResizeObserver(() => {
      const box = scroller.current;
      if (atEnd.current && box !== null) box.scrollTop = box.scrollHeight;
    });
    resized.observe(inner);
    resized.observe(scroller.current);
    return () => resized.disconnect();
  }, []);
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
    if (atEnd.current) setMissed(false);
  };
  return (
    <div class="messages">
      <div ref={scroller} class="message-scroll" role="log" aria-label={label} onScroll={onScroll}>
        <div ref={content} class="message-content">
          {children}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const at = instantOfTs(message.ts);
            const newDay =
              before === undefined || dayNumber(instantOfTs(before.ts), reader.zone) !== dayNumber(at, reader.zone);
            const follows =
              !newDay &&
              before.user === message.user &&
              before.ephemeral === message.ephemeral &&
              at - instantOfTs(before.ts) < TOGETHER;
            return (
              <div key={`${message.ts}${message.ephemeral ? 'e' : ''}`}>
                {newDay && (
                  <div class="day">
                    <span>{dayHeading(at, reader.now, reader.zone)}</span>
                  </div>
                )}
                <Message message={message} follows={follows} />
              </div>
            );
          })}
        </div>
      </div>
      {aside}
      {missed && (
        <button type="button" class="missed" onClick={toEnd}>
          <Icon name="down" size={15} /> New messages
        </button>
      )}
    </div>
  );
}
