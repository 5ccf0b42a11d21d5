/** Slack's `rich_text` block: sections, lists, quotes and preformatted pieces, with the inline elements of messages. */
import type { ComponentChildren } from 'preact';
import { emojiOf } from './emoji.ts';
import { child, children, flag, number, type SlackJson, text } from './json.ts';
import { ChannelPill, DateText, Emoji, OutsideLink, PersonPill } from './mrkdwn.tsx';

export function RichText({ block }: { block: SlackJson }) {
  return (
    <div class="mrkdwn">
      {children(block, 'elements').map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: SlackJson }) {
  const inner = children(part, 'elements').map((element, index) => <Inline key={index} element={element} />);
  switch (text(part, 'type')) {
    case 'rich_text_preformatted':
      return <pre>{inner}</pre>;
    case 'rich_text_quote':
      return <blockquote class="breaks">{inner}</blockquote>;
    case 'rich_text_list': {
      const items = children(part, 'elements').map((item, index) => (
        <li key={index}>
          <Part part={item} />
        </li>
      ));
      return text(part, 'style') === 'ordered' ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    default:
      return <div class="breaks">{inner}</div>;
  }
}

function Inline({ element }: { element: SlackJson }) {
  return <Styled style={child(element, 'style')}>{plainInline(element)}</Styled>;
}

function plainInline(element: SlackJson): ComponentChildren {
  switch (text(element, 'type')) {
    case 'text':
      return text(element, 'text');
    case 'link': {
      const url = text(element, 'url');
      return <OutsideLink url={url}>{text(element, 'text') || url}</OutsideLink>;
    }
    case 'user':
      return <PersonPill id={text(element, 'user_id')} />;
    case 'channel':
      return <ChannelPill id={text(element, 'channel_id')} />;
    case 'broadcast':
      return <span class="pill pill-self">@{text(element, 'range')}</span>;
    case 'usergroup':
      return <span class="pill">@group</span>;
    case 'emoji': {
      const name = text(element, 'name');
      const character = emojiOf(name);
      return character === null ? `:${name}:` : <Emoji name={name} character={character} />;
    }
    case 'date': {
      const at = (number(element, 'timestamp') ?? 0) * 1000;
      const fallback = text(element, 'fallback');
      return <DateText at={at} template={text(element, 'format')} url={text(element, 'url')} fallback={fallback} />;
    }
    default:
      return <span class="unknown-inline">[{text(element, 'type')}]</span>;
  }
}

function Styled({ style, children: inner }: { style: SlackJson | null; children: ComponentChildren }) {
  if (style === null) return <>{inner}</>;
  const coded = flag(style, 'code') ? <code>{inner}</code> : inner;
  const struck = flag(style, 'strike') ? <del>{coded}</del> : coded;
  const slanted = flag(style, 'italic') ? <em>{struck}</em> : struck;
  return <>{flag(style, 'bold') ? <strong>{slanted}</strong> : slanted}</>;
}
