/** The question that Slack asks before a press counts. Escape and the second button both mean no. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { child, type SlackJson, text, words } from '../json.ts';
import { TextObject } from '../mrkdwn.tsx';

export function ConfirmDialog({ confirm, settle }: { confirm: SlackJson; settle: (yes: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // While it is open nothing outside of it can take the focus.
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const body = child(confirm, 'text');
  const danger = text(confirm, 'style') === 'danger';
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        settle(false);
      }}
    >
      <h2 id={`${id}-title`}>{words(confirm, 'title')}</h2>
      <div id={`${id}-text`} class="confirm-text">
        {body !== null && <TextObject object={body} />}
      </div>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => settle(false)}>
          {words(confirm, 'deny') || 'Cancel'}
        </button>
        <button
          type="button"
          class={danger ? 'button button-danger' : 'button button-primary'}
          onClick={() => settle(true)}
        >
          {words(confirm, 'confirm') || 'Yes'}
        </button>
      </div>
    </dialog>
  );
}
