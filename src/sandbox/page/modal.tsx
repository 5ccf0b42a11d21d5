/**
 * The dialog on top of the stack. The focus stays inside it (the browser's own modal dialog), Escape closes it, and while
 * its answer is on the way it cannot be sent again. When answers are refused, what was typed stays and the focus goes to
 * the first refused field.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ActAnswer, SandboxView } from '../protocol.ts';
import { Blocks } from './blocks.tsx';
import { DeskMark, Icon } from './icons.tsx';
import { children, words } from './json.ts';
import { useReader } from './reader.tsx';
import { send } from './stream.ts';
import { SurfaceArea, useMadeSurface } from './surface.tsx';

/** How long to wait, after the answer, for the snapshot that shows it, in ms. */
const SETTLE = 400;
const FOCUSABLE = 'input, select, textarea, button, a[href]';

/** Draws the top one of the open dialogs, if any. `arrivals` counts the snapshots. */
export function Modals({ arrivals }: { arrivals: number }) {
  const { snapshot, kept } = useReader();
  const open = snapshot.views;
  useEffect(() => {
    for (const id of kept.keys()) {
      if (id.startsWith('V') && !open.some((view) => view.id === id)) kept.delete(id);
    }
  }, [open, kept]);
  const top = open.at(-1);
  return top === undefined ? null : <Modal key={top.id} top={top} arrivals={arrivals} />;
}

function Modal({ top, arrivals }: { top: SandboxView; arrivals: number }) {
  const me = useReader().snapshot.me.id;
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const { view } = top;
  const blocks = children(view, 'blocks');
  const surface = useMadeSurface(top.id, blocks, top.errors, (action, values) =>
    send({ kind: 'press-view', as: me, viewId: top.id, action, values }),
  );
  const refused = JSON.stringify(top.errors);
  const sending = useSending(arrivals, `${top.hash} ${refused}`);
  const close = () => void send({ kind: 'close', as: me, viewId: top.id });
  const submit = () => {
    surface.forgetEdits();
    void sending.start(() => send({ kind: 'submit', as: me, viewId: top.id, values: surface.values }));
  };

  useDialogFocus(dialog, body, top);
  useEffect(() => {
    if (sending.busy || refused === '{}') return;
    const field = body.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    const first = field?.matches(FOCUSABLE) ? field : (field?.querySelector<HTMLElement>('input') ?? field);
    first?.focus();
    field?.closest('.block')?.scrollIntoView({ block: 'nearest' });
  }, [sending.busy, refused]);

  const title = words(view, 'title');
  const submitLabel = words(view, 'submit');
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-labelledby={`${top.id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (submitLabel !== '') submit();
        }}
      >
        <header class="modal-head">
          <DeskMark size={28} />
          <h2 id={`${top.id}-title`} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" class="icon-button" aria-label="Close this dialog" onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div class="modal-body" ref={body} aria-busy={sending.busy}>
          <SurfaceArea surface={surface}>
            <Blocks blocks={blocks} />
          </SurfaceArea>
        </div>
        <footer class="modal-foot">
          {sending.failure !== '' && (
            <p class="trouble" role="alert">
              <Icon name="warning" size={16} /> {sending.failure}
            </p>
          )}
          <button type="button" class="button" onClick={close}>
            {words(view, 'close') || 'Close'}
          </button>
          {submitLabel !== '' && (
            <button type="submit" class="button button-primary" aria-disabled={sending.busy} aria-busy={sending.busy}>
              {sending.busy && <span class="spinner" aria-hidden="true" />}
              {submitLabel}
            </button>
          )}
        </footer>
      </form>
      <p class="unseen" role="status">
        {sending.busy ? 'Sending…' : title}
      </p>
    </dialog>
  );
}

/**
 * One submission at a time: busy until the answer came and also what it changed, because the two travel separately.
 * `state` changes with the dialog's content or errors.
 */
function useSending(arrivals: number, state: string) {
  const [phase, setPhase] = useState<'idle' | 'sent' | 'answered'>('idle');
  const [failure, setFailure] = useState('');
  // The lock holds from the click on, before the page is drawn again.
  const locked = useRef(false);
  const sentWith = useRef('');
  const answeredAt = useRef(0);
  const newest = useRef(arrivals);
  newest.current = arrivals;
  useEffect(() => {
    if (phase !== 'answered') return;
    const free = () => {
      locked.current = false;
      setPhase('idle');
    };
    if (state !== sentWith.current || arrivals > answeredAt.current) return free();
    const timer = window.setTimeout(free, SETTLE);
    return () => window.clearTimeout(timer);
  }, [phase, arrivals, state]);
  const start = async (go: () => Promise<ActAnswer>) => {
    if (locked.current) return;
    locked.current = true;
    sentWith.current = state;
    setFailure('');
    setPhase('sent');
    const answer = await go();
    answeredAt.current = newest.current;
    if (!answer.ok) setFailure(answer.error);
    setPhase('answered');
  };
  return { busy: phase !== 'idle', failure, start };
}

/** Opens the dialog on its first field, gives the focus back at the end, and never loses it when the content changes. */
function useDialogFocus(
  dialog: { current: HTMLDialogElement | null },
  body: { current: HTMLElement | null },
  top: SandboxView,
) {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    const first = body.current?.querySelector<HTMLElement>('input, select, textarea');
    (first ?? dialog.current?.querySelector<HTMLElement>('h2'))?.focus();
    return () => {
      // While it is open nothing outside of it can take the focus.
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog, body]);
  useLayoutEffect(() => {
    if (dialog.current?.contains(document.activeElement)) return;
    if (body.current !== null) body.current.scrollTop = 0;
    dialog.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [dialog, body, top.hash]);
}
