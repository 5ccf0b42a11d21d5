import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { say } from '../../../src/chat/slack/notices.ts';
import { type SlackApp, startSlackApp } from '../../support/slack-app.ts';
import { eventDelivery } from '../../support/slack-requests.ts';

const opened = (tab: string) => eventDelivery({ type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab });

describe('the home tab', () => {
  let app: SlackApp;
  beforeEach(async () => {
    app = await startSlackApp();
  });
  afterEach(() => app.close());

  it('is drawn for the person who opens it', async () => {
    app.desk.shows(say('My bookings'));
    expect((await app.send(opened('home'))).status).toBe(200);
    const [publish] = await app.api.called('views.publish');
    expect(publish?.args).toMatchObject({ user_id: 'U0ANN', view: { type: 'home' } });
    expect(JSON.stringify(publish?.args.view)).toContain('My bookings');
    expect(app.desk.asked).toEqual([
      { call: 'home', args: [{ platform: 'slack', workspace: 'T0TEST', chatId: 'U0ANN' }] },
    ]);
  });

  it('is left alone when the messages tab is opened', async () => {
    await app.send(opened('messages'));
    await app.slack.stop();
    expect(app.desk.asked).toEqual([]);
  });

  it('says that something broke, with a reference', async () => {
    app.desk.shows(async () => {
      throw new Error('lost');
    });
    await app.send(opened('home'));
    const [publish] = await app.api.called('views.publish');
    expect(JSON.stringify(publish?.args.view)).toMatch(/Something went wrong on our side.*Reference: \w{8}/);
  });
});
