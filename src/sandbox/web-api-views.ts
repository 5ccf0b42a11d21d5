/** `views.*`: dialogs and home tabs. */
import { checkHome, checkView, refusals, slackStyle } from './block-kit.ts';
import { withIds } from './elements.ts';
import { freshId } from './ids.ts';
import { isObject, objectsIn, textOf } from './json.ts';
import type { ModalAnswer } from './modals.ts';
import type { SlackJson } from './protocol.ts';
import { homeShape, viewShape } from './shapes.ts';
import { type ApiAnswer, type ApiMethod, type ApiRefusal, missing } from './web-api-method.ts';
import type { Workspace } from './workspace.ts';

/**
 * A view as the app sent it, checked and with ids; or Slack's refusal, which was also added to the complaints.
 * @param where names the call in complaints
 */
export function viewOf(
  value: unknown,
  kind: 'modal' | 'home',
  where: string,
  workspace: Pick<Workspace, 'complaints'>,
): { ok: true; view: SlackJson } | ApiRefusal {
  const complaints = kind === 'modal' ? checkView(value) : checkHome(value);
  for (const complaint of complaints) workspace.complaints.add(`${where}: ${slackStyle(complaint)}`);
  const refused = refusals(complaints);
  if (refused.length > 0 || !isObject(value)) {
    const coded = refused.find((complaint) => complaint.code !== undefined);
    return {
      ok: false,
      error: coded?.code ?? 'invalid_arguments',
      response_metadata: { messages: refused.map(slackStyle) },
    };
  }
  return { ok: true, view: { ...value, blocks: withIds(objectsIn(value.blocks)) } };
}

/** Slack's answer about a dialog; a refusal is added to the complaints. */
function answerOf(answer: ModalAnswer, where: string, { roster, complaints }: Workspace): ApiAnswer {
  if (answer.ok) return { ok: true, view: viewShape(roster, answer.open) };
  complaints.add(`${where}: ${answer.error}`);
  return { ok: false, error: answer.error };
}

export const viewMethods: Record<string, ApiMethod> = {
  'views.open': (args, workspace) => {
    if (textOf(args.trigger_id) === '') return missing('trigger_id');
    const read = viewOf(args.view, 'modal', 'views.open', workspace);
    if (!read.ok) return read;
    return answerOf(workspace.modals.open(textOf(args.trigger_id), read.view), 'views.open', workspace);
  },

  'views.push': (args, workspace) => {
    if (textOf(args.trigger_id) === '') return missing('trigger_id');
    const read = viewOf(args.view, 'modal', 'views.push', workspace);
    if (!read.ok) return read;
    return answerOf(workspace.modals.push(textOf(args.trigger_id), read.view), 'views.push', workspace);
  },

  'views.update': (args, workspace) => {
    const viewId = textOf(args.view_id);
    const externalId = textOf(args.external_id);
    const hash = textOf(args.hash);
    if (viewId === '' && externalId === '') return missing('view_id');
    const read = viewOf(args.view, 'modal', 'views.update', workspace);
    if (!read.ok) return read;
    const which = {
      ...(viewId === '' ? { externalId } : { viewId }),
      ...(hash === '' ? {} : { hash }),
    };
    return answerOf(workspace.modals.update(which, read.view), 'views.update', workspace);
  },

  'views.publish': (args, workspace) => {
    const { roster, store, complaints } = workspace;
    const person = roster.person(textOf(args.user_id));
    if (textOf(args.user_id) === '') return missing('user_id');
    if (person === null || person.bot) return { ok: false, error: 'user_not_found' };
    const read = viewOf(args.view, 'home', 'views.publish', workspace);
    if (!read.ok) return read;
    const before = store.home(person.id);
    const hash = textOf(args.hash);
    if (hash !== '' && hash !== before?.hash) {
      complaints.add('views.publish: hash_conflict');
      return { ok: false, error: 'hash_conflict' };
    }
    const home = {
      id: before?.id ?? freshId('V'),
      hash: `${store.nextTs().split('.')[0]}.${freshId('').toLowerCase()}`,
      view: read.view,
    };
    store.publishHome(person.id, home);
    return { ok: true, view: homeShape(roster, home) };
  },
};
