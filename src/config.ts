/**
 * The settings, and the only reader of the environment. Every bad variable is reported at once, each with how to mend
 * it; nothing starts with half of a configuration.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { LogLevel } from './lib/log.ts';

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** A variable that is set to nothing counts as not set: that is how most people comment one out. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema.optional());

const variables = z.object({
  NODE_ENV: optional(z.enum(['production', 'development', 'test'], 'is production, development or test')),
  PORT: optional(z.coerce.number('is a port number, such as 3000').int().min(0).max(65_535)),
  HOST: optional(z.string()),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'is an address such as postgresql://user:password@host:5432/slotdesk'),
  ),
  LOG_LEVEL: optional(z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'is debug, info, warn, error or silent')),
  SLACK_BOT_TOKEN: optional(
    z.string().startsWith('xoxb-', 'starts with xoxb-: copy it from "OAuth & Permissions" of your Slack app'),
  ),
  SLACK_SIGNING_SECRET: optional(
    z.string().min(8, 'is the "Signing Secret" on the "Basic Information" page of your Slack app'),
  ),
  SLACK_APP_TOKEN: optional(
    z.string().startsWith('xapp-', 'starts with xapp-: make one under "App-Level Tokens" with connections:write'),
  ),
  SLACK_API_URL: optional(z.url('is an address such as https://slack.com/api/')),
});

export interface SlackConfig {
  botToken: string;
  /** Needed for HTTP; unused in Socket Mode. */
  signingSecret: string | undefined;
  /** Set: Socket Mode, no public address needed. */
  appToken: string | undefined;
  /** Where Slack's Web API is; for GovSlack and test servers. */
  apiUrl: string | undefined;
}

export interface Config {
  production: boolean;
  host: string;
  port: number;
  /** Absolute path. */
  dataDir: string;
  /** Absent: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | undefined;
  logLevel: LogLevel;
  /** Absent: the local workspace stands in for Slack. */
  slack: SlackConfig | undefined;
}

/** What is wrong with a configuration: one sentence for each variable, in the order of `.env.example`. */
export class BadConfig extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}.`);
    this.name = 'BadConfig';
    this.problems = problems;
  }
}

/**
 * Reads and checks the settings.
 * @param env the variables; names as in `.env.example`
 * @throws BadConfig naming every variable that is wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = variables.safeParse(env);
  const problems = parsed.success ? [] : parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`);
  const at = (name: string) => (env[name] === '' ? undefined : env[name]);
  const host = at('HOST') ?? '127.0.0.1';
  const chat = at('SLACK_BOT_TOKEN') ?? at('SLACK_APP_TOKEN') ?? at('SLACK_SIGNING_SECRET');
  if (chat !== undefined && at('SLACK_BOT_TOKEN') === undefined)
    problems.push('SLACK_BOT_TOKEN is missing: copy it from "OAuth & Permissions" of your Slack app');
  if (at('SLACK_BOT_TOKEN') !== undefined && !at('SLACK_APP_TOKEN') && !at('SLACK_SIGNING_SECRET'))
    problems.push('SLACK_SIGNING_SECRET is missing: set it, or set SLACK_APP_TOKEN to use Socket Mode');
  if (chat === undefined && at('NODE_ENV') === 'production')
    problems.push(
      'SLACK_BOT_TOKEN is missing: with NODE_ENV=production the local workspace does not open, so a chat must be set',
    );
  if (chat === undefined && !loopback.has(host))
    problems.push(`HOST is ${host}: without a chat token the local workspace opens, and that only on 127.0.0.1`);
  if (!parsed.success || problems.length > 0) throw new BadConfig(problems);
  const v = parsed.data;
  return {
    production: v.NODE_ENV === 'production',
    host,
    port: v.PORT ?? 3000,
    dataDir: resolve(v.DATA_DIR ?? '.slotdesk'),
    databaseUrl: v.DATABASE_URL,
    logLevel: v.LOG_LEVEL ?? 'info',
    slack:
      v.SLACK_BOT_TOKEN === undefined
        ? undefined
        : {
            botToken: v.SLACK_BOT_TOKEN,
            signingSecret: v.SLACK_SIGNING_SECRET,
            appToken: v.SLACK_APP_TOKEN,
            apiUrl: v.SLACK_API_URL,
          },
  };
}

/** The settings of this process: its environment, and the file `.env` beside it for what is not set there. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}
