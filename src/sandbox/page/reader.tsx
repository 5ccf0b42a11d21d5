/** Who reads and what they may know: given to every part of the page, so that names and times come out as theirs. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { InputValues, SandboxPerson, Snapshot } from '../protocol.ts';

export interface Reader {
  snapshot: Snapshot;
  people: ReadonlyMap<string, SandboxPerson>;
  /** The reader's IANA zone. */
  zone: string;
  /** Epoch ms in the workspace, moving on between snapshots. */
  now: number;
  /** What was typed, by view or message: it outlives the moment when another dialog lies on top. */
  kept: Map<string, InputValues>;
}

export const ReaderContext = createContext<Reader | null>(null);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (reader === null) throw new Error('This part of the page was drawn outside the workspace.');
  return reader;
}

/** The name to show for an id; the id itself when nobody has it. */
export function nameOf(reader: Reader, id: string): string {
  if (id === reader.snapshot.app.user) return reader.snapshot.app.name;
  return reader.people.get(id)?.name ?? id;
}
