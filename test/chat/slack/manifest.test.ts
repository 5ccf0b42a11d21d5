import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AppsManifestCreateArguments } from '@slack/web-api';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { slackPath } from '../../../src/chat/slack/adapter.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}manifests/slack.json`, 'utf8'));
const schemas = process.env.SCHEMAS_DIR ?? `${root}../shared/schemas`;
const schemaFile = `${schemas}/manifest.schema.2.0.0.json`;
const address = `https://desk.example.com${slackPath}`;

/** What the manifest says, under the types that know every scope and event of Slack. */
const expected = {
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
    bot_user: { display_name: 'Slotdesk', always_online: true },
    slash_commands: [
      {
        command: '/schedule',
        url: address,
        description: 'Ask for time with the right person',
        usage_hint: '[what] [words] or help',
        should_escape: false,
      },
    ],
  },
  oauth_config: {
    scopes: { bot: ['commands', 'chat:write', 'chat:write.public', 'users:read', 'users:read.email'] },
  },
  settings: {
    event_subscriptions: { request_url: address, bot_events: ['app_home_opened'] },
    interactivity: { is_enabled: true, request_url: address },
    org_deploy_enabled: false,
    socket_mode_enabled: false,
    token_rotation_enabled: false,
  },
} satisfies Omit<AppsManifestCreateArguments['manifest'], 'display_information'>;

/** Which scope Slack asks for each method that the code calls; null: any token will do. */
const scopeOf: Record<string, string | null> = {
  'auth.test': null,
  'views.open': null,
  'views.update': null,
  'views.publish': null,
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'users.info': 'users:read',
  'users.lookupByEmail': 'users:read.email',
};

/** Scopes behind which no method stands, each with what in the code needs it. */
const scopesWithoutMethod: Record<string, RegExp> = {
  commands: /app\.command\(/,
  // Posting to a channel by the name that a use case gives, where nobody invited the app.
  'chat:write.public': /channel: slackId\.test\(place\)/,
};

const folder = `${root}src/chat/slack/`;
const code = readdirSync(folder)
  .map((file) => readFileSync(folder + file, 'utf8'))
  .join('\n');

describe("Slack's manifest", () => {
  it('says what the types of Slack allow', () => {
    expect(manifest).toMatchObject(expected);
    expect(Object.keys(manifest).sort()).toEqual(['_metadata', 'display_information', ...Object.keys(expected)].sort());
  });

  it.skipIf(!existsSync(schemaFile))(`keeps the schema of Slack (skipped where SCHEMAS_DIR has none)`, () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const check = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    check(manifest);
    expect(check.errors).toBeNull();
  });

  it('asks for the scopes that the code uses, and for no others', () => {
    const called = [...code.matchAll(/clients?(?:\.\w+)?\.(auth|chat|views|users|conversations)\.(\w+)\(/g)];
    const methods = called.map(([, family, method]) => `${family}.${method}`);
    expect([...new Set(methods)].sort()).toEqual(Object.keys(scopeOf).sort());
    const needed = new Set(methods.flatMap((method) => scopeOf[method] ?? []));
    for (const [scope, use] of Object.entries(scopesWithoutMethod)) if (use.test(code)) needed.add(scope);
    // Reading an email address needs both.
    expect([...needed].sort()).toEqual([...manifest.oauth_config.scopes.bot].sort());
  });

  it('has every scope explained, and no other', () => {
    const page = readFileSync(`${root}docs/slack-scopes.md`, 'utf8');
    const explained = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, scope]) => scope);
    expect(explained).toEqual(manifest.oauth_config.scopes.bot);
  });

  it('subscribes to the events that the code listens to', () => {
    const events = [...code.matchAll(/app\.event\('(\w+)'/g)].map(([, event]) => event);
    expect(events).toEqual(manifest.settings.event_subscriptions.bot_events);
  });
});
