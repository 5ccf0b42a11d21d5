/**
 * Dialogs and the triggers that open them, in memory as in Slack: a trigger lives 3 seconds and opens one dialog; up to
 * three dialogs lie on each other; a dialog's hash changes with each change, so that a late update can be refused.
 */
import type { Clock } from '../lib/clock.ts';
import { newSecret } from '../lib/ids.ts';
import { freshId } from './ids.ts';
import type { SlackJson } from './protocol.ts';

export interface OpenView {
  id: string;
  hash: string;
  /** The view as the app sent it, with ids for every block and element. */
  view: SlackJson;
  externalId: string;
  user: string;
  /** The one below it, or null. */
  previous: string | null;
  /** The lowest of its stack: its own id when it is the lowest. */
  root: string;
  /** By block_id, after a submission that was refused. */
  errors: Record<string, string>;
  /** A submission of it is on its way to the app. */
  sending: boolean;
}

/** A refusal, as Slack names it. */
export type ModalError =
  | 'expired_trigger_id'
  | 'exchanged_trigger_id'
  | 'invalid_trigger'
  | 'push_limit_reached'
  | 'duplicate_external_id'
  | 'hash_conflict'
  | 'not_found';

export type ModalAnswer = { ok: true; open: OpenView } | { ok: false; error: ModalError };

export interface Modals {
  /** A new trigger of `user`; `viewId` when they acted in a dialog. */
  trigger(user: string, viewId?: string): string;
  /** Exchanges a trigger for a dialog that takes the place of whatever is open. */
  open(triggerId: string, view: SlackJson): ModalAnswer;
  /** Exchanges a trigger that came from a dialog for one more on top of it. */
  push(triggerId: string, view: SlackJson): ModalAnswer;
  /** Puts one more on top, without a trigger (a submission was answered with it). */
  pushOn(viewId: string, view: SlackJson): ModalAnswer;
  /** Replaces a dialog's content. `hash` refuses when it is not the newest. */
  update(which: { viewId?: string; externalId?: string; hash?: string }, view: SlackJson): ModalAnswer;
  find(viewId: string): OpenView | null;
  /** Dialogs of `user`, the top one last. */
  stack(user: string): readonly OpenView[];
  /** Takes away a dialog and those above it. */
  close(viewId: string): void;
  clear(user: string): void;
  setErrors(viewId: string, errors: Record<string, string>): void;
  setSending(viewId: string, sending: boolean): void;
}

const TRIGGER_LIVES_MS = 3_000;
const STACK_MAX = 3;
/** Used-up triggers are remembered this long, to tell "too late" from "never existed". */
const TRIGGER_FORGOTTEN_MS = 60 * 60_000;

interface Trigger {
  user: string;
  viewId: string | null;
  at: number;
  used: boolean;
}

/** @param changed is called whenever what a person sees has changed */
export function makeModals(clock: Clock, changed: () => void): Modals {
  const triggers = new Map<string, Trigger>();
  const stacks = new Map<string, OpenView[]>();
  const stack = (user: string): OpenView[] => stacks.get(user) ?? [];
  const all = (): OpenView[] => [...stacks.values()].flat();
  const find = (viewId: string): OpenView | null => all().find((open) => open.id === viewId) ?? null;
  const freshHash = (): string => `${Math.floor(clock.now() / 1000)}.${freshId('').toLowerCase()}`;
  const put = (user: string, views: OpenView[]): void => {
    stacks.set(user, views);
    changed();
  };
  const change = (open: OpenView, part: Partial<OpenView>): OpenView => {
    const next = { ...open, ...part };
    put(
      open.user,
      stack(open.user).map((one) => (one.id === open.id ? next : one)),
    );
    return next;
  };

  const check = (triggerId: string): Trigger | ModalError => {
    const trigger = triggers.get(triggerId);
    if (trigger === undefined) return 'invalid_trigger';
    if (trigger.used) return 'exchanged_trigger_id';
    if (clock.now() - trigger.at > TRIGGER_LIVES_MS) return 'expired_trigger_id';
    return trigger;
  };
  const externalIdTaken = (view: SlackJson, by: string | null): boolean => {
    const wanted = externalIdOf(view);
    return wanted !== '' && all().some((open) => open.externalId === wanted && open.id !== by);
  };
  const add = (user: string, below: readonly OpenView[], view: SlackJson): ModalAnswer => {
    const id = freshId('V');
    const lowest = below[0];
    const open: OpenView = {
      id,
      hash: freshHash(),
      view,
      externalId: externalIdOf(view),
      user,
      previous: below.at(-1)?.id ?? null,
      root: lowest?.id ?? id,
      errors: {},
      sending: false,
    };
    put(user, [...below, open]);
    return { ok: true, open };
  };
  const addOn = (viewId: string, view: SlackJson): ModalAnswer => {
    const on = find(viewId);
    if (on === null) return { ok: false, error: 'not_found' };
    const below = stack(on.user);
    if (below.length >= STACK_MAX) return { ok: false, error: 'push_limit_reached' };
    if (externalIdTaken(view, null)) return { ok: false, error: 'duplicate_external_id' };
    return add(on.user, below, view);
  };

  return {
    trigger: (user, viewId) => {
      for (const [id, old] of triggers) if (clock.now() - old.at > TRIGGER_FORGOTTEN_MS) triggers.delete(id);
      const id = `${Math.floor(clock.now())}.${newSecret(6)}.${newSecret(16)}`;
      triggers.set(id, { user, viewId: viewId ?? null, at: clock.now(), used: false });
      return id;
    },
    open: (triggerId, view) => {
      const trigger = check(triggerId);
      if (typeof trigger === 'string') return { ok: false, error: trigger };
      const mine = new Set(stack(trigger.user).map((open) => open.externalId));
      if (externalIdTaken(view, null) && !mine.has(externalIdOf(view))) {
        return { ok: false, error: 'duplicate_external_id' };
      }
      trigger.used = true;
      return add(trigger.user, [], view);
    },
    push: (triggerId, view) => {
      const trigger = check(triggerId);
      if (typeof trigger === 'string') return { ok: false, error: trigger };
      if (trigger.viewId === null) return { ok: false, error: 'invalid_trigger' };
      const answer = addOn(trigger.viewId, view);
      if (answer.ok) trigger.used = true;
      return answer;
    },
    pushOn: addOn,
    update: ({ viewId, externalId, hash }, view) => {
      const open = viewId === undefined ? all().find((one) => one.externalId === externalId) : find(viewId);
      if (open === undefined || open === null) return { ok: false, error: 'not_found' };
      if (hash !== undefined && hash !== open.hash) return { ok: false, error: 'hash_conflict' };
      if (externalIdTaken(view, open.id)) return { ok: false, error: 'duplicate_external_id' };
      const next = change(open, { view, externalId: externalIdOf(view), hash: freshHash(), errors: {} });
      return { ok: true, open: next };
    },
    find,
    stack,
    close: (viewId) => {
      const open = find(viewId);
      if (open === null) return;
      const views = stack(open.user);
      put(
        open.user,
        views.slice(
          0,
          views.findIndex((one) => one.id === viewId),
        ),
      );
    },
    clear: (user) => put(user, []),
    setErrors: (viewId, errors) => {
      const open = find(viewId);
      if (open !== null) change(open, { errors });
    },
    setSending: (viewId, sending) => {
      const open = find(viewId);
      if (open !== null) change(open, { sending });
    },
  };
}

function externalIdOf(view: SlackJson): string {
  return typeof view.external_id === 'string' ? view.external_id : '';
}
