/** `auth.*`, `team.*`, `bots.*` and `users.*`: who everybody is. */
import { textOf } from './json.ts';
import { profileShape, userShape } from './shapes.ts';
import { type ApiMethod, missing } from './web-api-method.ts';

export const userMethods: Record<string, ApiMethod> = {
  'auth.test': (_, { roster, apiBase }) => ({
    ok: true,
    url: new URL('..', apiBase()).href,
    team: roster.team.name,
    team_id: roster.team.id,
    user: roster.bot.handle,
    user_id: roster.bot.id,
    bot_id: roster.app.botId,
    is_enterprise_install: false,
  }),

  'team.info': (_, { roster }) => ({
    ok: true,
    team: { id: roster.team.id, name: roster.team.name, domain: 'localhost', email_domain: '', icon: {} },
  }),

  'bots.info': (args, { roster }) => {
    const bot = textOf(args.bot);
    if (bot !== '' && bot !== roster.app.botId) return { ok: false, error: 'bot_not_found' };
    return {
      ok: true,
      bot: {
        id: roster.app.botId,
        app_id: roster.app.id,
        user_id: roster.bot.id,
        name: roster.app.name,
        deleted: false,
      },
    };
  },

  'users.info': (args, { roster, clock }) => {
    if (textOf(args.user) === '') return missing('user');
    const person = roster.person(textOf(args.user));
    return person === null
      ? { ok: false, error: 'user_not_found' }
      : { ok: true, user: userShape(roster, person, clock.now()) };
  },

  'users.lookupByEmail': (args, { roster, clock }) => {
    const email = textOf(args.email).trim().toLowerCase();
    if (email === '') return missing('email');
    const person = roster.people.find((one) => !one.bot && one.email.toLowerCase() === email);
    return person === undefined
      ? { ok: false, error: 'users_not_found' }
      : { ok: true, user: userShape(roster, person, clock.now()) };
  },

  'users.list': (_, { roster, clock }) => ({
    ok: true,
    members: roster.people.map((person) => userShape(roster, person, clock.now())),
    cache_ts: Math.floor(clock.now() / 1000),
    response_metadata: { next_cursor: '' },
  }),

  'users.profile.get': (args, { roster }) => {
    const person = roster.person(textOf(args.user) || roster.bot.id);
    return person === null
      ? { ok: false, error: 'user_not_found' }
      : { ok: true, profile: profileShape(roster, person) };
  },
};
