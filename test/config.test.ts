import { describe, expect, it } from 'vitest';
import { BadConfig, readConfig } from '../src/config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing: the local workspace on port 3000 with the embedded database', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, production: false, logLevel: 'info' });
    expect(config.slack).toBeUndefined();
    expect(config.databaseUrl).toBeUndefined();
    expect(config.dataDir.endsWith('.slotdesk')).toBe(true);
  });

  it('reports every bad variable at once, each with how to mend it', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://root@localhost',
      LOG_LEVEL: 'loud',
      SLACK_BOT_TOKEN: 'abc',
      SLACK_APP_TOKEN: 'xoxb-1',
    });
    expect(problems.map((p) => p.split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'LOG_LEVEL',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]);
    expect(problems.join('\n')).toContain('is a port number, such as 3000');
    expect(problems.join('\n')).toContain('copy it from "OAuth & Permissions"');
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: '' }).port).toBe(3000);
  });

  it('asks for a signing secret or an app token once a bot token is set', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      'SLACK_SIGNING_SECRET is missing: set it, or set SLACK_APP_TOKEN to use Socket Mode',
    ]);
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual([]);
  });

  it('does not open the local workspace in production or to other machines', () => {
    expect(problemsOf({ NODE_ENV: 'production' })[0]).toContain('SLACK_BOT_TOKEN is missing');
    expect(problemsOf({ HOST: '0.0.0.0' })[0]).toContain('only on 127.0.0.1');
  });
});
