/** The app's home tab: what I asked for, and what I give my time to. */
import type { Request } from '../scheduling/request.ts';
import { requestLine } from './help.ts';
import type { Block, Card } from './view.ts';

export interface HomeRows {
  /** Asked by the reader, newest first. */
  asked: readonly { request: Request; useCaseName: string }[];
  /** Given by the reader as owner, soonest first; null when they own no time. */
  given: readonly { request: Request; useCaseName: string }[] | null;
  /** The reader's zone. */
  zone: string;
}

/** The home tab for one reader. */
export function home(rows: HomeRows): Card {
  const { asked, given, zone } = rows;
  const list = (items: HomeRows['asked'], empty: string): Block[] =>
    items.length === 0
      ? [{ kind: 'text', line: [empty] }]
      : items.map((r) => requestLine(r.request, r.useCaseName, zone));
  return {
    kind: 'card',
    summary: 'Slotdesk',
    blocks: [
      { kind: 'heading', text: 'Slotdesk' },
      {
        kind: 'buttons',
        buttons: [{ action: 'open-chooser', label: 'Schedule something', value: 'home', style: 'primary' }],
      },
      ...(given === null
        ? []
        : [
            { kind: 'heading' as const, text: 'My upcoming bookings' },
            ...list(given, 'Nothing is booked with you.'),
            { kind: 'divider' as const },
          ]),
      { kind: 'heading', text: 'What I asked for' },
      ...list(asked, 'Nothing yet. Press the button above, or type /schedule in any channel.'),
    ],
  };
}
