/** Desks in processes of their own: with what a test puts around their parts, or as people run them. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Config, SlackConfig } from '../../src/config.ts';

/** Starts `crashing-desk.ts`; resolves when it is ready. It ends with `disconnect()`, or where it is told to. */
export async function deskApart(config: Partial<Config>): Promise<{ process: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'crashing-desk.ts'), [JSON.stringify(config)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof said !== 'object') throw new Error(`The desk ended with ${said} before it was ready.`);
  return { process: child, url: (said as { url: string }).url };
}

export interface DeskProgram {
  url: string;
  /** Sends the signal; when the process is gone, its exit code, and null when the signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
  /** When it is gone. */
  ended: Promise<number | null>;
  /** What it wrote. */
  lines: readonly string[];
}

/** Starts the program itself, connected to a workspace, on a database that is there; resolves when it is ready. */
export async function deskProgram(databaseUrl: string, slack: SlackConfig): Promise<DeskProgram> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      NODE_ENV: '',
      HOST: '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret ?? '',
      SLACK_APP_TOKEN: '',
      SLACK_API_URL: slack.apiUrl ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = once(child, 'exit').then(([code]): number | null => code);
  const ready = new Promise<string>((resolve) => {
    const read = (line: string) => {
      lines.push(line);
      const url = /^Ready in .*: (http:\/\/\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', read);
  });
  const url = await Promise.race([ready, ended]);
  if (typeof url !== 'string') throw new Error(`The desk ended with ${url}. It said:\n${lines.join('\n')}`);
  return {
    url,
    ended,
    lines,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
