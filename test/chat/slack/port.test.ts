import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChatRefused } from '../../../src/chat/chat.ts';
import { say } from '../../../src/chat/slack/notices.ts';
import type { Card } from '../../../src/views/view.ts';
import { team } from '../../support/slack-api.ts';
import { type SlackApp, startSlackApp } from '../../support/slack-app.ts';

const start = Date.UTC(2026, 11, 1, 15, 30);
const card: Card = {
  kind: 'card',
  summary: 'Booked <@U1>',
  blocks: [
    {
      kind: 'facts',
      facts: [
        { label: 'When', line: [{ kind: 'range', start, end: start + 1_800_000, zone: 'America/New_York' }] },
        { label: 'For the owner', line: [{ kind: 'range', start, end: start + 1_800_000, zone: 'America/Phoenix' }] },
      ],
    },
  ],
};

describe("the desk's side of Slack", () => {
  let app: SlackApp;
  beforeEach(async () => {
    app = await startSlackApp();
  });
  afterEach(() => app.close());
  const failure = async (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

  it('posts a card with its key, a text for notifications and no unfolded links', async () => {
    const ref = await app.slack.chat.post(team.id, 'sales', 'request-1', card);
    expect(ref).toEqual({ place: 'C0POSTED', message: '1700000000.000100' });
    expect(app.api.calls('chat.postMessage')[0]?.args).toMatchObject({
      channel: '#sales',
      text: 'Booked &lt;@U1&gt;',
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: { event_type: 'slotdesk_card', event_payload: { key: 'request-1' } },
    });
  });

  it('posts to a channel or a person by id', async () => {
    await app.slack.chat.post(team.id, 'C0SALES', 'k', card);
    await app.slack.chat.post(team.id, 'U0ANN', 'k', card);
    expect(app.api.calls('chat.postMessage').map(({ args }) => args.channel)).toEqual(['C0SALES', 'U0ANN']);
  });

  it("tells a channel's readers the time on their own clock once, and one reader not at all", async () => {
    await app.slack.chat.post(team.id, 'C0SALES', 'k', card);
    await app.slack.chat.post(team.id, 'U0ANN', 'k', card);
    const [many, one] = app.api.calls('chat.postMessage').map(({ args }) => JSON.stringify(args.blocks));
    expect(many?.match(/<!date\^/g)).toHaveLength(1);
    expect(many).toContain('10:30 – 11:00 AM EST (<!date^1796139000^{date_short_pretty} at {time} your time|');
    expect(many).toContain('8:30 – 9:00 AM MST');
    expect(one).not.toContain('<!date');
    expect(one).toContain('10:30 – 11:00 AM EST');
  });

  it('replaces a card', async () => {
    await app.slack.chat.update(team.id, { place: 'C0SALES', message: '17.1' }, say('Cancelled.'));
    expect(app.api.calls('chat.update')[0]?.args).toMatchObject({ channel: 'C0SALES', ts: '17.1', text: 'Cancelled.' });
  });

  it.each([
    ['channel_not_found', /invite @Slotdesk/],
    ['is_archived', /archived/],
    ['invalid_blocks', /mistake of ours/],
  ])('gives up on %s and says how to mend it', async (error, sentence) => {
    app.api.answer('chat.postMessage', { ok: false, error });
    const refused = await failure(app.slack.chat.post(team.id, 'sales', 'k', card));
    expect(refused).toBeInstanceOf(ChatRefused);
    expect(refused).toMatchObject({ code: error, message: expect.stringMatching(sentence) });
    expect(app.api.calls('chat.postMessage')).toHaveLength(1);
  });

  it.each([
    ['a rate limit', { status: 429, headers: { 'retry-after': '30' } }],
    ['an internal error', { status: 500 }],
    ['an error of the moment', { ok: false, error: 'internal_error' }],
  ])('leaves %s to the job that posts: it neither waits nor posts twice', async (_what, answer) => {
    app.api.answer('chat.postMessage', answer);
    const error = await failure(app.slack.chat.post(team.id, 'sales', 'k', card));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(ChatRefused);
    expect(app.api.calls('chat.postMessage')).toHaveLength(1);
  });

  it.each([
    ['account_inactive', /Install the app again/],
    ['invalid_auth', /Install the app again/],
    ['token_revoked', /Install the app again/],
    ['token_expired', /Install the app again/],
    ['not_authed', /SLACK_BOT_TOKEN/],
    ['team_access_not_granted', /not installed/],
    ['missing_scope', /manifest/],
    ['messages_tab_disabled', /Messages tab/],
    ['org_login_required', /by itself/],
  ])('leaves %s to the next try, since the installation can be mended, and says how', async (error, sentence) => {
    app.api.answer('chat.postMessage', { ok: false, error });
    const failed = await failure(app.slack.chat.post(team.id, 'sales', 'k', card));
    expect(failed).toBeInstanceOf(Error);
    expect(failed).not.toBeInstanceOf(ChatRefused);
    expect(failed).toMatchObject({ message: expect.stringMatching(sentence) });
    app.api.answer('chat.postMessage', { ok: true, channel: 'C0POSTED', ts: '1700000000.000100' });
    expect(await app.slack.chat.post(team.id, 'sales', 'k', card)).toMatchObject({ place: 'C0POSTED' });
  });

  it("keeps a card out of a workspace that is not the bot token's", async () => {
    const failed = await failure(app.slack.chat.post('T0OTHER', 'sales', 'k', card));
    expect(failed).not.toBeInstanceOf(ChatRefused);
    expect(failed).toMatchObject({ message: expect.stringMatching(/SLACK_BOT_TOKEN/) });
    expect(app.api.calls('chat.postMessage')).toEqual([]);
  });

  it('looks a person up', async () => {
    const profile = { real_name: 'Ann Lee', display_name: 'ann', email: 'ann@example.com' };
    app.api.answer('users.info', { ok: true, user: { id: 'U0ANN', name: 'ann', tz: 'America/Denver', profile } });
    expect(await app.slack.chat.profile(team.id, 'U0ANN')).toEqual({
      chatId: 'U0ANN',
      name: 'Ann Lee',
      email: 'ann@example.com',
      zone: 'America/Denver',
      active: true,
    });
  });

  it.each([
    ['somebody who left', { deleted: true }],
    ['a bot', { is_bot: true }],
  ])('knows %s as not active', async (_who, more) => {
    app.api.answer('users.info', { ok: true, user: { id: 'U0X', name: 'x', ...more } });
    expect(await app.slack.chat.profile(team.id, 'U0X')).toEqual({
      chatId: 'U0X',
      name: 'x',
      email: null,
      zone: null,
      active: false,
    });
  });

  it('finds a person by email, or nobody', async () => {
    app.api.answer('users.lookupByEmail', ({ email }) =>
      email === 'ann@example.com'
        ? { ok: true, user: { id: 'U0ANN', real_name: 'Ann Lee' } }
        : { ok: false, error: 'users_not_found' },
    );
    expect(await app.slack.chat.profileByEmail(team.id, 'ann@example.com')).toMatchObject({ chatId: 'U0ANN' });
    expect(await app.slack.chat.profileByEmail(team.id, 'nobody@example.com')).toBeNull();
  });

  it('tries a look-up again after a trouble that passes', async () => {
    let calls = 0;
    app.api.answer('users.info', () => (++calls === 1 ? { status: 503 } : { ok: true, user: { id: 'U0ANN' } }));
    expect(await app.slack.chat.profile(team.id, 'U0ANN')).toMatchObject({ chatId: 'U0ANN' });
  });
});

describe('who the bot token speaks for', () => {
  let app: SlackApp;
  beforeEach(async () => {
    app = await startSlackApp();
  });
  afterEach(() => app.close());

  it('is asked once', async () => {
    expect(await app.slack.whoAmI()).toEqual({ workspace: 'T0TEST', name: 'Test Workspace', botUser: 'U0BOT' });
    await app.slack.whoAmI();
    expect(app.api.calls('auth.test')).toHaveLength(1);
  });

  it('says how to mend a token that Slack refuses, and asks again later', async () => {
    app.api.answer('auth.test', { ok: false, error: 'invalid_auth' });
    await expect(app.slack.whoAmI()).rejects.toThrow(/invalid_auth.*Bot User OAuth Token.*SLACK_BOT_TOKEN/);
    app.api.answer('auth.test', { ok: true, team_id: team.id, user_id: 'U0BOT' });
    expect(await app.slack.whoAmI()).toMatchObject({ workspace: 'T0TEST' });
  });
});
