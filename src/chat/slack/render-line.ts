/**
 * Draws a line of a view as a Slack text object: plain text wherever that can show it, and mrkdwn only for emphasis,
 * for a mention of a person, and for the reader's own time.
 */
import type { MrkdwnElement, PlainTextElement } from '@slack/types';
import { formatRange, formatTime } from '../../scheduling/time/format.ts';
import type { Line, Span } from '../../views/view.ts';
import { literal, oneLine, plain } from './text.ts';

/** What is known while one message or dialog is drawn. */
export interface Drawing {
  /** A message in a channel has many readers in many zones; a dialog, a home tab or a direct message has one. */
  readers: 'one' | 'many';
  /** Instants already told in the reader's own time: once is enough. */
  told: Set<number>;
  /** A number that no other element of this drawing has. */
  next(): number;
}

/** Starts a drawing. */
export function startDrawing(readers: Drawing['readers']): Drawing {
  let count = 0;
  return { readers, told: new Set(), next: () => count++ };
}

/** `live` is markup of ours and is shown whole or not at all; the others are data. */
type Piece = { kind: 'data' | 'bold' | 'live'; text: string };

/** Ids of people in Slack; anything else is not drawn as a mention. */
const personId = /^[UW][A-Z0-9]{1,30}$/;

/** The line as a text object of at most `limit` characters, or null when there is nothing in it. */
export function drawLine(line: Line, limit: number, drawing: Drawing): PlainTextElement | MrkdwnElement | null {
  const pieces = piecesOf(line, drawing);
  const text = pieces.map((piece) => piece.text).join('');
  if (text.trim() === '') return null;
  return pieces.every((piece) => piece.kind === 'data') ? plain(text, limit) : mrkdwn(markup(pieces, limit));
}

/** A mrkdwn object that Slack shows as it stands: `verbatim` keeps it from making links of its own. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Lines one below the other, as mrkdwn of at most `limit` characters; empty when there is nothing in them. */
export function linesMarkup(lines: readonly Line[], limit: number, drawing: Drawing): string {
  const drawn = lines.map((line) => piecesOf(line, drawing)).filter((pieces) => pieces.length > 0);
  return markup(
    drawn.flatMap((pieces, index): Piece[] => (index === 0 ? pieces : [{ kind: 'live', text: '\n' }, ...pieces])),
    limit,
  );
}

/** Emphasis. The asterisks count against `limit`. */
export function bold(text: string, limit: number): string {
  const inner = literal(oneLine(text), limit - 2);
  return inner === '' ? '' : `*${inner}*`;
}

function piecesOf(line: Line, drawing: Drawing): Piece[] {
  return line.flatMap((span) => spanPieces(span, drawing)).filter((piece) => piece.text !== '');
}

function spanPieces(span: Span, drawing: Drawing): Piece[] {
  if (typeof span === 'string') return [{ kind: 'data', text: span }];
  switch (span.kind) {
    case 'strong':
      return [{ kind: 'bold', text: oneLine(span.text) }];
    case 'person':
      return span.chatId !== undefined && personId.test(span.chatId)
        ? [{ kind: 'live', text: `<@${span.chatId}>` }]
        : [{ kind: 'data', text: oneLine(span.name) }];
    case 'time':
      return [{ kind: 'data', text: formatTime(span.at, span.zone) }, ...yourTime(span.at, drawing)];
    case 'range':
      return [
        { kind: span.strong ? 'bold' : 'data', text: formatRange(span.start, span.end, span.zone) },
        ...yourTime(span.start, drawing),
      ];
  }
}

/** The same instant on the reader's own clock, which only Slack knows. Its fallback names UTC. */
function yourTime(at: number, drawing: Drawing): Piece[] {
  if (drawing.readers === 'one' || drawing.told.has(at)) return [];
  drawing.told.add(at);
  const format = '{date_short_pretty} at {time} your time';
  return [{ kind: 'live', text: ` (<!date^${Math.floor(at / 1000)}^${format}|${formatTime(at, 'UTC')}>)` }];
}

/** Joins the pieces; the first one that does not fit is cut, or left out when it is live, and ends the text. */
function markup(pieces: readonly Piece[], limit: number): string {
  const drawn = pieces.map((piece, index) => drawPiece(piece, pieces[index - 1], pieces[index + 1]));
  const whole = drawn.map((draw) => draw(limit + 1)).join('');
  if (whole.length <= limit) return whole;
  let out = '';
  for (const draw of drawn) {
    const next = draw(limit + 1);
    if (out.length + next.length > limit - 1)
      return `${out}${draw(Math.min(limit - out.length, next.length - 1)) || '…'}`;
    out += next;
  }
  return out;
}

/** How a piece is written within a number of characters; empty when it cannot be written in them. */
function drawPiece(piece: Piece, before: Piece | undefined, after: Piece | undefined): (room: number) => string {
  if (piece.kind === 'live') return (room) => (piece.text.length <= room - 1 ? piece.text : '');
  if (piece.kind === 'data' || touchesWord(before, after)) return (room) => literal(piece.text, room);
  return (room) => (room > 3 ? bold(piece.text, room) : '');
}

/** Slack shows asterisks that touch a letter or a digit as asterisks. */
function touchesWord(before: Piece | undefined, after: Piece | undefined): boolean {
  const word = (piece: Piece | undefined, pattern: RegExp) =>
    piece !== undefined && piece.kind !== 'live' && pattern.test(piece.text);
  return word(before, /[\p{L}\p{N}]$/u) || word(after, /^[\p{L}\p{N}]/u);
}
