import { describe, expect, it } from 'vitest';
import { createSlack } from '../../../src/chat/slack/adapter.ts';
import { startSlackApi } from '../../support/slack-api.ts';
import { recordingLog, scriptedDesk } from '../../support/slack-app.ts';

describe('the ways in', () => {
  it('over HTTP need a signing secret', () => {
    const options = { botToken: 'xoxb-test', log: recordingLog().log, desk: scriptedDesk() };
    expect(() => createSlack(options)).toThrow(/SLACK_SIGNING_SECRET/);
  });

  it('by Socket Mode connect with the app token where the Web API is, and take nothing over HTTP', async () => {
    const api = await startSlackApi();
    api.answer('apps.connections.open', { ok: false, error: 'invalid_auth' });
    const slack = createSlack({
      botToken: 'xoxb-test',
      appToken: 'xapp-test',
      apiUrl: api.url,
      log: recordingLog().log,
      desk: scriptedDesk(),
    });
    expect(slack.listener).toBeUndefined();
    await expect(slack.start()).rejects.toThrow(/invalid_auth/);
    expect(api.calls('apps.connections.open')[0]?.token).toBe('xapp-test');
    await slack.stop();
    await api.close();
  });
});
