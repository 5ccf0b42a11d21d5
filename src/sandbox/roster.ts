/** Who and what there is in the local workspace: people, the app's bot, channels and direct messages. Never changes. */
import { fixedId } from './ids.ts';
import type { SandboxCommand, SandboxOptions } from './options.ts';
import type { SandboxPerson } from './protocol.ts';

export interface Place {
  id: string;
  /** Without #; for a direct message the handle of the person the app talks to. */
  name: string;
  kind: 'channel' | 'direct';
  /** For `direct`: the person the app talks to. */
  with: string | null;
}

export interface Roster {
  team: { id: string; name: string };
  app: { id: string; name: string; botId: string; commands: readonly SandboxCommand[] };
  bot: SandboxPerson;
  /** Everyone, the bot included. */
  people: readonly SandboxPerson[];
  channels: readonly Place[];
  /** A person or the bot, or null. */
  person(id: string): SandboxPerson | null;
  /** The direct message between the app and `userId`, or null for the bot and strangers. */
  direct(userId: string): Place | null;
  /** A channel or direct message by its id, or null. */
  place(id: string): Place | null;
  /** What `chat.postMessage` accepts: a channel's id, `#name` or `name`, or a person's id; or null. */
  find(wanted: string): Place | null;
  /** What `userId` can read: every channel, and for people their direct message with the app. */
  placesOf(userId: string): readonly Place[];
}

const DEFAULT_APP = {
  name: 'Slotdesk',
  commands: [{ command: '/schedule', hint: '[what] [words]', description: 'Ask for time with someone' }],
};

/** Builds the roster; ids of the app, channels and direct messages follow from the team's id and their names. */
export function makeRoster(options: Pick<SandboxOptions, 'people' | 'channels' | 'team' | 'app'>): Roster {
  const { team } = options;
  const { name, commands } = options.app ?? DEFAULT_APP;
  const app = { id: fixedId('A', `${team.id} app`), name, botId: fixedId('B', `${team.id} app`), commands };
  const bot: SandboxPerson = {
    id: fixedId('U', `${team.id} bot`),
    handle: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    name,
    email: '',
    zone: 'America/Los_Angeles',
    title: 'App',
    bot: true,
  };
  const people = [...options.people.map((person) => ({ ...person, bot: false })), bot];
  const channels = options.channels.map(
    (channel): Place => ({
      id: fixedId('C', `${team.id} #${channel.name}`),
      name: channel.name,
      kind: 'channel',
      with: null,
    }),
  );
  const directs = options.people.map(
    (person): Place => ({
      id: fixedId('D', `${team.id} @${person.id}`),
      name: person.handle,
      kind: 'direct',
      with: person.id,
    }),
  );
  const personById = new Map(people.map((person) => [person.id, person]));
  const placeById = new Map([...channels, ...directs].map((place) => [place.id, place]));
  const directByUser = new Map(directs.map((place) => [place.with, place]));

  const direct = (userId: string): Place | null => directByUser.get(userId) ?? null;
  return {
    team,
    app,
    bot,
    people,
    channels,
    person: (id) => personById.get(id) ?? null,
    direct,
    place: (id) => placeById.get(id) ?? null,
    find: (wanted) =>
      placeById.get(wanted) ??
      direct(wanted) ??
      channels.find((channel) => channel.name === wanted.replace(/^#/, '')) ??
      null,
    placesOf: (userId) => {
      const own = direct(userId);
      return own === null ? channels : [...channels, own];
    },
  };
}
