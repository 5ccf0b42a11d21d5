/** Finds the things one can press or fill in among blocks, and gives each the ids that Slack would give it. */
import { freshId } from './ids.ts';
import { isObject, objectsIn, textOf } from './json.ts';
import type { SlackJson } from './protocol.ts';

/** Something to press or fill in. */
export interface Element {
  blockId: string;
  actionId: string;
  type: string;
  element: SlackJson;
  /** The input block around it, or null when pressing it speaks to the app at once. */
  input: SlackJson | null;
}

/** Blocks that hold their elements in `elements`. */
const HOLDERS = new Set(['actions', 'context_actions']);
/** Blocks whose `elements` or `child_blocks` are blocks again. */
const NESTING: Record<string, string> = { carousel: 'elements', container: 'child_blocks' };

/** The same blocks, each with a `block_id` and each interactive element with an `action_id`. */
export function withIds(blocks: readonly SlackJson[]): SlackJson[] {
  return blocks.map((block) => {
    const type = textOf(block.type);
    const nested = NESTING[type];
    return {
      ...block,
      block_id: textOf(block.block_id) || freshId('').slice(0, 5),
      ...(isObject(block.accessory) ? { accessory: named(block.accessory) } : {}),
      ...(isObject(block.element) ? { element: named(block.element) } : {}),
      ...(HOLDERS.has(type) ? { elements: objectsIn(block.elements).map(named) } : {}),
      ...(type === 'card' && Array.isArray(block.actions) ? { actions: objectsIn(block.actions).map(named) } : {}),
      ...(nested === undefined ? {} : { [nested]: withIds(objectsIn(block[nested])) }),
    };
  });
}

/** Every interactive element of blocks that went through `withIds`. */
export function elementsOf(blocks: readonly SlackJson[]): Element[] {
  return blocks.flatMap((block) => {
    const type = textOf(block.type);
    const nested = NESTING[type];
    if (nested !== undefined) return elementsOf(objectsIn(block[nested]));
    const isInput = type === 'input';
    const found = [
      ...(isObject(block.accessory) && block.accessory.type !== 'image' ? [block.accessory] : []),
      ...(isInput && isObject(block.element) ? [block.element] : []),
      ...(HOLDERS.has(type) ? objectsIn(block.elements) : []),
      ...(type === 'card' ? objectsIn(block.actions) : []),
    ];
    return found.map((element) => ({
      blockId: textOf(block.block_id),
      actionId: textOf(element.action_id),
      type: textOf(element.type),
      element,
      input: isInput ? block : null,
    }));
  });
}

function named(element: SlackJson): SlackJson {
  if (element.type === 'image') return element;
  return { ...element, action_id: textOf(element.action_id) || freshId('').slice(0, 5) };
}
