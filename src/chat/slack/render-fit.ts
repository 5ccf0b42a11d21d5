/**
 * Makes a drawing fit what Slack shows in one message or dialog: what does not fit is left out from the end, and said so
 * ("and 3 more"). Questions are never left out, because their answers would be missed.
 */
import type { KnownBlock } from '@slack/types';
import type { Group } from './render-blocks.ts';

export interface Room {
  blocks: number;
  /** Bytes of JSON. */
  size: number;
}

/**
 * The blocks that fit, in order.
 * @throws RangeError when the questions alone do not fit
 */
export function fitInto(groups: readonly Group[], room: Room): KnownBlock[] {
  const kept = groups.map((group) => ({ ...group, size: sizeOf(group.blocks) }));
  let leftOut = 0;
  let at = kept.length;
  while (!fits(kept, room, leftOut > 0)) {
    const index = lastToGo(kept);
    const [gone] = index < 0 ? [] : kept.splice(index, 1);
    if (gone === undefined) throw new RangeError('The questions of this form are more than Slack shows at once.');
    if (gone.counts) leftOut += 1;
    at = Math.min(at, index);
  }
  const blocks = (list: typeof kept) => list.flatMap((group) => group.blocks);
  return leftOut === 0 ? blocks(kept) : [...blocks(kept.slice(0, at)), more(leftOut), ...blocks(kept.slice(at))];
}

function fits(groups: readonly { blocks: KnownBlock[]; size: number }[], room: Room, note: boolean): boolean {
  const count = groups.reduce((sum, group) => sum + group.blocks.length, note ? 1 : 0);
  const size = groups.reduce((sum, group) => sum + group.size, note ? sizeOf([more(groups.length)]) + 8 : 2);
  return count <= room.blocks && size <= room.size;
}

/** The last content, or when there is none left the last piece of the frame. */
function lastToGo(groups: readonly Group[]): number {
  const content = groups.findLastIndex((group) => group.rank === 'content');
  return content >= 0 ? content : groups.findLastIndex((group) => group.rank === 'frame');
}

function sizeOf(blocks: readonly KnownBlock[]): number {
  return blocks.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(blocks));
}

function more(count: number): KnownBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: `and ${count} more`, emoji: false }] };
}
