/** Draws the blocks of a view as blocks of Slack. One block may become several; they stay together in a group. */
import type { ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Block, Line } from '../../views/view.ts';
import { chunks } from './chunks.ts';
import { limits } from './limits.ts';
import { drawButton, drawButtons } from './render-button.ts';
import { drawField } from './render-field.ts';
import { bold, type Drawing, drawLine, linesMarkup, mrkdwn } from './render-line.ts';
import { nothing, plain } from './text.ts';

/** What one block of a view became. */
export interface Group {
  blocks: KnownBlock[];
  /** What it is when not everything fits: `content` goes first, `frame` later, a `field` never. */
  rank: 'content' | 'frame' | 'field';
  /** Whether a reader would miss it: a divider is not counted in "and 3 more". */
  counts: boolean;
}

/** The block as a group; an empty group when there is nothing to show. */
export function drawBlock(block: Block, drawing: Drawing): Group {
  switch (block.kind) {
    case 'heading':
      return frame([{ type: 'header', text: plain(block.text, limits.heading) }]);
    case 'text':
      return content(drawText(block.line, drawing));
    case 'quiet':
      return content(drawQuiet([block.line], drawing));
    case 'facts':
      return content(drawFacts(block.facts, drawing));
    case 'option':
      return content(drawOption(block, drawing));
    case 'buttons':
      return frame(drawButtons(block.buttons, drawing));
    case 'field':
      return { blocks: drawField(block.field), rank: 'field', counts: true };
    case 'divider':
      return { blocks: [{ type: 'divider' }], rank: 'content', counts: false };
  }
}

const content = (blocks: KnownBlock[]): Group => ({ blocks, rank: 'content', counts: blocks.length > 0 });
const frame = (blocks: KnownBlock[]): Group => ({ blocks, rank: 'frame', counts: blocks.length > 0 });

function drawText(line: Line, drawing: Drawing): SectionBlock[] {
  const text = drawLine(line, limits.text, drawing);
  return text === null ? [] : [{ type: 'section', text }];
}

/** Small print. Slack sets the elements of a context block side by side, so several lines are one element. */
function drawQuiet(lines: readonly Line[], drawing: Drawing): ContextBlock[] {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) {
    const text = drawLine(only, limits.text, drawing);
    return text === null ? [] : [{ type: 'context', elements: [text] }];
  }
  const text = linesMarkup(lines, limits.text, drawing);
  return text.trim() === '' ? [] : [{ type: 'context', elements: [mrkdwn(text)] }];
}

function drawFacts(facts: readonly { label: string; line: Line }[], drawing: Drawing): SectionBlock[] {
  const fields = facts.map(({ label, line }) => {
    const head = bold(label, limits.heading) || nothing;
    const body = linesMarkup([line], limits.fieldText - head.length - 1, drawing).trim();
    return mrkdwn(`${head}\n${body === '' ? nothing : body}`);
  });
  return chunks(fields, limits.fields).map((row) => ({ type: 'section', fields: row }));
}

function drawOption(option: Extract<Block, { kind: 'option' }>, drawing: Drawing): KnownBlock[] {
  const section: SectionBlock = {
    type: 'section',
    text: drawLine(option.line, limits.text, drawing) ?? plain('', limits.text),
  };
  const accessory = option.button ? drawButton(option.button, drawing) : null;
  return [
    accessory === null ? section : { ...section, block_id: `option:${drawing.next()}`, accessory },
    ...drawQuiet(option.details, drawing),
  ];
}
