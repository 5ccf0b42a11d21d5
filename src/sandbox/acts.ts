/** What people do in the local workspace, one act at a time. The answer is what Slack would have shown them. */
import { close, submit } from './act-form.ts';
import { press, pressView } from './act-press.ts';
import { command, message } from './act-talk.ts';
import type { Act, ActAnswer, SandboxPerson } from './protocol.ts';
import type { Place } from './roster.ts';
import { homeShape } from './shapes.ts';
import type { Workspace } from './workspace.ts';

const NO_SUCH_PLACE: ActAnswer = { ok: false, error: 'That channel is not there.' };

/** Does it, and answers when the app has answered. */
export async function perform(workspace: Workspace, act: Act): Promise<ActAnswer> {
  const person = workspace.roster.person(act.as);
  if (person === null || person.bot) return { ok: false, error: 'There is no such person to act as.' };
  switch (act.kind) {
    case 'command':
      return at(workspace, person, act.channel, (place) => command(workspace, person, place, act.text));
    case 'message':
      return at(workspace, person, act.channel, async (place) => message(workspace, person, place, act.text));
    case 'press':
      return press(workspace, person, act.message, act.action, act.values);
    case 'press-view':
      return pressView(workspace, person, act.viewId, act.action, act.values);
    case 'submit':
      return submit(workspace, person, act.viewId, act.values);
    case 'close':
      return close(workspace, person, act.viewId);
    case 'home':
      return openHome(workspace, person);
    case 'read':
      return at(workspace, person, act.channel, async (place) => {
        workspace.store.markRead(person.id, place.id);
        return { ok: true };
      });
    case 'clock':
      await workspace.moveClock(act.forward);
      workspace.store.touch();
      return { ok: true };
  }
}

async function at(
  { roster }: Workspace,
  person: SandboxPerson,
  channel: string,
  run: (place: Place) => Promise<ActAnswer>,
): Promise<ActAnswer> {
  const place = roster.placesOf(person.id).find((one) => one.id === channel);
  return place === undefined ? NO_SUCH_PLACE : run(place);
}

function openHome({ roster, store, events }: Workspace, person: SandboxPerson): ActAnswer {
  const home = store.home(person.id);
  events.tell('app_home_opened', {
    user: person.id,
    channel: roster.direct(person.id)?.id,
    tab: 'home',
    event_ts: store.nextTs(),
    ...(home === null ? {} : { view: homeShape(roster, home) }),
  });
  return { ok: true };
}
