/** People as a view shows them: by name, and by mention where the chat knows them. */
import type { Span } from './view.ts';

export interface Named {
  name: string;
  /** Their id in the chat that will draw the view, when known. */
  chatId?: string | undefined;
}

/** A person in a line of text. */
export function mention(person: Named): Span {
  return { kind: 'person', name: person.name, chatId: person.chatId };
}
