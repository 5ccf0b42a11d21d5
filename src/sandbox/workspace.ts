/** The parts of the local workspace, as its Web API and its acts use them. */
import type { Clock } from '../lib/clock.ts';
import type { Dispatch } from './dispatch.ts';
import type { Events } from './events.ts';
import type { Modals } from './modals.ts';
import type { SandboxLog } from './options.ts';
import type { Responses } from './responses.ts';
import type { Roster } from './roster.ts';
import type { Known } from './selections.ts';
import type { Store } from './store.ts';

export interface Workspace {
  roster: Roster;
  store: Store;
  modals: Modals;
  responses: Responses;
  dispatch: Dispatch;
  events: Events;
  complaints: Complaints;
  clock: Clock;
  log: SandboxLog;
  /** Address of the Web API, with a slash at its end. */
  apiBase(): string;
  moveClock(forwardMs: number): Promise<void>;
}

/** What Slack would have refused or grumbled about. */
export interface Complaints {
  add(text: string): void;
  /** Newest last. */
  list(): readonly { at: number; text: string }[];
}

const COMPLAINTS_KEPT = 50;

/** @param changed is called when there is a new one */
export function makeComplaints(clock: Clock, log: SandboxLog, changed: () => void): Complaints {
  let list: { at: number; text: string }[] = [];
  return {
    add: (text) => {
      list = [...list, { at: clock.now(), text }].slice(-COMPLAINTS_KEPT);
      log.warn({ complaint: text }, 'Slack would complain');
      changed();
    },
    list: () => list,
  };
}

/** Which people and places may be chosen in a form. */
export function knownTo(workspace: Pick<Workspace, 'roster'>): Known {
  return {
    user: (id) => workspace.roster.person(id) !== null,
    conversation: (id) => workspace.roster.place(id) !== null,
  };
}
