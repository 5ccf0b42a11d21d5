/**
 * An answer on a form changed that other questions hang on. The desk is told all answers so far, and the form follows
 * without losing what was typed: inputs keep their block_id. Changes of one dialog are shown one after another, of
 * several that wait only the last; one that comes too late for the dialog, or after it was sent, is dropped.
 */
import type { BlockAction, ViewOutput } from '@slack/bolt';
import { actorSpeaker, answersOf, pressDelivery } from './deliveries.ts';
import { changeDialog, type Dialog } from './dialogs.ts';
import { ask, type Handling } from './handling.ts';
import { renderModal } from './render.ts';

/** What is known of a dialog that we changed. */
interface Followed {
  /** The newest change that arrived. */
  newest: object;
  /** As we last left it, once we changed it. */
  left: Dialog | null;
  /** Hashes that our own changes replaced: a person who still saw one of these may be answered on the newest. */
  replaced: Set<string>;
  line: Promise<void>;
}

/** Dialogs that are remembered at most; the ones that changed last. */
const remembered = 1_000;

/** The forms that follow their answers. */
export interface Forms {
  /** An answer changed. */
  changed(body: BlockAction, view: ViewOutput, action: BlockAction['actions'][number]): Promise<void>;
  /** The form was sent: what it still waits for counts no more. Resolves when nothing of it is under way. */
  sent(viewId: string): Promise<void>;
}

/** Makes what follows the answers on forms. */
export function followForms(h: Handling): Forms {
  const followed = new Map<string, Followed>();

  const follow = async (body: BlockAction, view: ViewOutput, action: BlockAction['actions'][number], at: Followed) => {
    const from = actorSpeaker(body);
    const fields = { from, screen: view.callback_id };
    const change = at.newest;
    const answer = await ask(h, fields, () =>
      h.desk.change(from, pressDelivery(body, action), view.callback_id, view.private_metadata, answersOf(view)),
    );
    // A failure is logged; the form stays as it is, and sending it checks everything once more.
    if (answer.kind !== 'screen' || at.newest !== change) return;
    const dialog = at.left !== null && at.replaced.has(view.hash) ? at.left : { id: view.id, hash: view.hash };
    const left = await changeDialog(h, dialog, renderModal(answer.screen));
    if (left === null) return;
    at.replaced.add(dialog.hash ?? '');
    at.left = left;
  };

  const changed: Forms['changed'] = (body, view, action) => {
    const at = followed.get(view.id) ?? { newest: {}, left: null, replaced: new Set(), line: Promise.resolve() };
    const change = {};
    at.newest = change;
    followed.delete(view.id);
    followed.set(view.id, at);
    for (const oldest of followed.keys()) if (followed.size > remembered) followed.delete(oldest);
    at.line = at.line
      .then(() => (at.newest === change ? follow(body, view, action, at) : undefined))
      .catch((err: unknown) => h.log.error({ screen: view.callback_id, err }, 'a form could not follow its answers'));
    return at.line;
  };

  const sent: Forms['sent'] = async (viewId) => {
    const at = followed.get(viewId);
    if (at === undefined) return;
    at.newest = {};
    await at.line;
  };

  return { changed, sent };
}

/** Whether an action is an answer on a form, and not a button. */
export function isAnswer(view: ViewOutput, blockId: string): boolean {
  return view.type === 'modal' && view.blocks.some((block) => block.type === 'input' && block.block_id === blockId);
}
