/** Draws mrkdwn and plain text for the reader: their names, their channels, their zone. Text is only ever a text node. */
import type { ComponentChildren } from 'preact';
import { type SlackJson, text } from './json.ts';
import { decode, type Inline, isSafeUrl, parseInline, parseMrkdwn } from './mrkdwn-parse.ts';
import { addressOf } from './place.ts';
import { nameOf, type Reader, useReader } from './reader.tsx';
import { dateAndTime, slackDate } from './time.ts';

/** A mrkdwn text with its lines, quotes and preformatted pieces. */
export function Mrkdwn({ source }: { source: string }) {
  const reader = useReader();
  return (
    <div class="mrkdwn">
      {parseMrkdwn(source).map((piece, index) => {
        if (piece.kind === 'pre') return <pre key={index}>{piece.text}</pre>;
        const inner = <Inlines inner={piece.inner} reader={reader} />;
        return piece.kind === 'quote' ? <blockquote key={index}>{inner}</blockquote> : <div key={index}>{inner}</div>;
      })}
    </div>
  );
}

/** A text object, `plain_text` or `mrkdwn`, as Slack would draw it. */
export function TextObject({ object }: { object: SlackJson }) {
  const source = text(object, 'text');
  if (text(object, 'type') === 'mrkdwn') return <Mrkdwn source={source} />;
  return (
    <div class="plain">
      <Plain source={source} />
    </div>
  );
}

/** Plain text: emoji names are the only markup Slack draws in it. */
export function Plain({ source }: { source: string }) {
  const parts = source.split(/(:[a-z0-9_+-]+:)/);
  return (
    <>
      {parts.map((part, index) => {
        const found = index % 2 === 1 ? parseInline(part)[0] : undefined;
        return found?.kind === 'emoji' ? <Emoji key={index} name={found.name} character={found.character} /> : part;
      })}
    </>
  );
}

export function Emoji({ name, character }: { name: string; character: string }) {
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')}>
      {character}
    </span>
  );
}

export function PersonPill({ id, label = '' }: { id: string; label?: string }) {
  const reader = useReader();
  const known = reader.people.has(id) || id === reader.snapshot.app.user;
  const self = id === reader.snapshot.me.id;
  return <span class={self ? 'pill pill-self' : 'pill'}>@{known || label === '' ? nameOf(reader, id) : label}</span>;
}

export function ChannelPill({ id, label = '' }: { id: string; label?: string }) {
  const { snapshot } = useReader();
  const channel = snapshot.channels.find((one) => one.id === id);
  if (channel === undefined) return <span class="pill">#{label === '' ? 'private channel' : label}</span>;
  return (
    <a class="pill" href={addressOf(snapshot.me.id, id)}>
      #{channel.name}
    </a>
  );
}

/** A link out of the workspace; an address with a scheme that could run something is shown, never followed. */
export function OutsideLink({ url, children }: { url: string; children: ComponentChildren }) {
  if (!isSafeUrl(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** An instant by one of Slack's date templates, in the reader's zone; hovering names the zone. */
export function DateText(props: { at: number; template: string; url: string; fallback: string }) {
  const reader = useReader();
  const said = slackDate(props.template, props.at, reader.now, reader.zone) ?? props.fallback;
  const shown = (
    <time class="date" title={dateAndTime(props.at, reader.zone)}>
      {said}
    </time>
  );
  return props.url === '' ? shown : <OutsideLink url={props.url}>{shown}</OutsideLink>;
}

function Inlines({ inner, reader }: { inner: readonly Inline[]; reader: Reader }) {
  return (
    <>
      {inner.map((inline, index) => (
        <One key={index} inline={inline} reader={reader} />
      ))}
    </>
  );
}

function One({ inline, reader }: { inline: Inline; reader: Reader }) {
  switch (inline.kind) {
    case 'text':
      return <>{inline.text}</>;
    case 'break':
      return <br />;
    case 'code':
      return <code>{inline.text}</code>;
    case 'emoji':
      return <Emoji name={inline.name} character={inline.character} />;
    case 'person':
      return <PersonPill id={inline.id} label={inline.label} />;
    case 'channel':
      return <ChannelPill id={inline.id} label={inline.label} />;
    case 'broadcast':
      return <span class="pill pill-self">{inline.label}</span>;
    case 'date':
      return <DateText at={inline.at} template={inline.template} url={inline.url} fallback={inline.fallback} />;
    case 'link':
      return (
        <OutsideLink url={inline.url}>
          <Inlines inner={inline.inner} reader={reader} />
        </OutsideLink>
      );
    case 'mark': {
      const shown = <Inlines inner={inline.inner} reader={reader} />;
      if (inline.mark === 'bold') return <strong>{shown}</strong>;
      return inline.mark === 'italic' ? <em>{shown}</em> : <del>{shown}</del>;
    }
  }
}

/** The plain words of a text, for labels that a screen reader speaks. */
export function spoken(source: string): string {
  return decode(source)
    .replace(/<[^<>|]*\|?([^<>]*)>/g, '$1')
    .replace(/[*_~`]/g, '');
}
