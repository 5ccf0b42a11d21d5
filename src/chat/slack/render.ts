/**
 * Draws views for Slack: a screen as a modal, a card as a message, as the home tab, or as a modal where a message has no
 * place. Whatever the input, the result keeps Slack's limits; only our own mistakes (a state or a value too long to come
 * back unchanged) throw.
 */
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Block, Card, Screen } from '../../views/view.ts';
import { limits } from './limits.ts';
import { drawBlock } from './render-blocks.ts';
import { fitInto, type Room } from './render-fit.ts';
import { type Drawing, startDrawing } from './render-line.ts';
import { cut, literal, nothing, oneLine, plain, whole } from './text.ts';

/** A message as `chat.postMessage`, `chat.update` and response URLs take it. */
export interface MessageBody {
  /** For notifications and screen readers. */
  text: string;
  blocks: KnownBlock[];
}

const viewRoom: Room = { blocks: limits.viewBlocks, size: limits.viewSize };
const messageRoom: Room = { blocks: limits.messageBlocks, size: limits.messageSize };

/**
 * The screen as a modal. Its name travels as callback_id, its state as private_metadata.
 * @throws RangeError when name or state are longer than Slack carries, or two questions have one key
 */
export function renderModal(screen: Screen): ModalView {
  const asks = uniqueKeys(screen.blocks);
  const submit = screen.submit ?? (asks ? 'Send' : undefined);
  return {
    type: 'modal',
    callback_id: whole(screen.name, limits.id, 'The name of a screen'),
    private_metadata: whole(screen.state, limits.privateMetadata, `The state of the screen "${screen.name}"`),
    title: plain(oneLine(screen.title), limits.title),
    ...(submit === undefined ? {} : { submit: plain(submit, limits.title) }),
    ...(screen.close === undefined ? {} : { close: plain(screen.close, limits.title) }),
    blocks: draw(screen.blocks, viewRoom, startDrawing('one')),
  };
}

/** The card as the person's home tab. */
export function renderHome(card: Card): HomeView {
  return { type: 'home', blocks: draw(withoutFields(card), viewRoom, startDrawing('one')) };
}

/**
 * The card as a message.
 * @param readers `many` for a channel: times are then also told on each reader's own clock
 */
export function renderMessage(card: Card, readers: Drawing['readers']): MessageBody {
  return {
    text: literal(oneLine(card.summary), limits.fallback) || nothing,
    blocks: draw(withoutFields(card), messageRoom, startDrawing(readers)),
  };
}

/** The card as a screen, for an answer to somebody who has a dialog open and no message to look at. */
export function cardScreen(card: Card): Screen {
  return { kind: 'screen', name: 'notice', title: 'Slotdesk', close: 'Close', state: '', blocks: card.blocks };
}

function draw(blocks: readonly Block[], room: Room, drawing: Drawing): KnownBlock[] {
  const drawn = fitInto(
    blocks.map((block) => drawBlock(block, drawing)),
    room,
  );
  return drawn.length > 0 ? drawn : [{ type: 'section', text: plain(nothing, limits.text) }];
}

/** Whether the screen asks anything. */
function uniqueKeys(blocks: readonly Block[]): boolean {
  const keys = blocks.flatMap((block) => (block.kind === 'field' ? [block.field.key] : []));
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new RangeError(`Two questions of one screen have the key "${cut(twice, 40)}".`);
  return keys.length > 0;
}

/** Slack refuses questions outside of dialogs. */
function withoutFields(card: Card): readonly Block[] {
  const field = card.blocks.find((block) => block.kind === 'field');
  if (field !== undefined) throw new RangeError('A card cannot ask; questions belong on a screen.');
  return card.blocks;
}
