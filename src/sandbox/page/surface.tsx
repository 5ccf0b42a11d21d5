/**
 * A surface is one place with blocks: a message, a dialog or the home tab. It keeps what was typed there, sends what is
 * pressed there, asks first where the app wants a confirmation, and shows when the app could not be reached.
 */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useRef, useState } from 'preact/hooks';
import type { ActAnswer, InputValues } from '../protocol.ts';
import { ConfirmDialog } from './elements/confirm.tsx';
import { Icon } from './icons.tsx';
import { child, type SlackJson, text } from './json.ts';
import { useReader } from './reader.tsx';
import { stateOf, valuesFor } from './values.ts';

export interface Surface {
  /** Unique on the page; ids of inputs start with it. */
  id: string;
  values: InputValues;
  /** What to say beside a block, by block_id. */
  errors: Readonly<Record<string, string>>;
  /** Remembers a value. */
  set(block: string, action: string, state: SlackJson): void;
  /** Sends a press; `change` is what the press itself changes in the values. */
  press(element: SlackJson, action: SlackJson, change?: Change): void;
  /** Whether this very press is on its way. */
  pressing(action: SlackJson): boolean;
  /** Errors are shown again from here on, also beside blocks that were edited since the last time. */
  forgetEdits(): void;
}

export interface Change {
  block: string;
  action: string;
  state: SlackJson;
}

interface Asking {
  confirm: SlackJson;
  run: () => void;
}

interface Trouble {
  asking: Asking | null;
  settle(yes: boolean): void;
  failure: string;
}

const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === null) throw new Error('A block was drawn outside a message, dialog or home tab.');
  return surface;
}

/** Makes the surface of `id`. `send` tells the server of a press. */
export function useMadeSurface(
  id: string,
  blocks: readonly SlackJson[],
  errors: Readonly<Record<string, string>>,
  send: (action: SlackJson, values: InputValues) => Promise<ActAnswer>,
): Surface & Trouble {
  const { kept } = useReader();
  const [, redraw] = useState(0);
  const [underway, setUnderway] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Asking | null>(null);
  const [failure, setFailure] = useState('');
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  // Two clicks may come before the page is drawn again; this holds between them.
  const locked = useRef(new Set<string>());
  const values = valuesFor(blocks, kept.get(id) ?? {});
  kept.set(id, values);

  const set = (block: string, action: string, state: SlackJson) => {
    const now = kept.get(id) ?? {};
    kept.set(id, { ...now, [block]: { ...now[block], [action]: state } });
    setEdited((before) => new Set(before).add(block));
    redraw((count) => count + 1);
  };
  const run = async (action: SlackJson) => {
    const key = keyOf(action);
    // The same button waits for its answer; a menu that is changed once more is news each time.
    if (text(action, 'type') === 'button' && locked.current.has(key)) return;
    locked.current.add(key);
    setUnderway(new Set(locked.current));
    setFailure('');
    const answer = await send(action, kept.get(id) ?? {});
    locked.current.delete(key);
    setUnderway(new Set(locked.current));
    if (!answer.ok) setFailure(answer.error);
  };
  const press = (element: SlackJson, action: SlackJson, change?: Change) => {
    const go = () => {
      if (change !== undefined) set(change.block, change.action, change.state);
      void run(action);
    };
    const confirm = child(element, 'confirm');
    if (confirm === null) go();
    else setAsking({ confirm, run: go });
  };
  const settle = (yes: boolean) => {
    setAsking(null);
    if (yes) asking?.run();
  };
  const shown = Object.fromEntries(Object.entries(errors).filter(([block]) => !edited.has(block)));
  const pressing = (action: SlackJson) => underway.has(keyOf(action));
  return {
    id,
    values,
    errors: shown,
    set,
    press,
    pressing,
    forgetEdits: () => setEdited(new Set()),
    asking,
    settle,
    failure,
  };
}

function keyOf(action: SlackJson): string {
  return `${text(action, 'block_id')} ${text(action, 'action_id')} ${text(action, 'value')}`;
}

/** The action that the app gets when an element that keeps a value is changed outside an input block. */
export function changeAction(element: SlackJson, block: string, action: string, value: unknown): SlackJson {
  return { ...stateOf(element, value), block_id: block, action_id: action };
}

/** Lets the blocks inside find their surface, and draws its questions and troubles after them. */
export function SurfaceArea({ surface, children }: { surface: Surface & Trouble; children: ComponentChildren }) {
  return (
    <SurfaceContext.Provider value={surface}>
      {children}
      {surface.failure !== '' && (
        <p class="trouble" role="alert">
          <Icon name="warning" size={16} /> {surface.failure}
        </p>
      )}
      {surface.asking !== null && <ConfirmDialog confirm={surface.asking.confirm} settle={surface.settle} />}
    </SurfaceContext.Provider>
  );
}
