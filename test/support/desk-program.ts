/**
 * The desk as people run it: `npm start`'s own program in a process of its own, on a data folder of its own, with the
 * embedded database. For tests that stop it, kill it and start it again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createLog } from '../../src/lib/log.ts';
import { startEmbedded } from '../../src/store/embedded.ts';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  /** The exit code; null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface DeskProgram {
  /** Where its server listens, such as http://127.0.0.1:3000. The local workspace is at `/sandbox` below it. */
  url: string;
  /** Everything it wrote so far, to either stream, line by line. */
  lines: readonly string[];
  /** Sends the signal and waits until the process is gone. */
  kill(signal: NodeJS.Signals): Promise<Ended>;
  /** When the process is gone. */
  ended: Promise<Ended>;
}

/** Settings of whoever runs the tests, in the environment or in `.env`, must not reach the desk: set to nothing, they do not. */
const unset = {
  NODE_ENV: '',
  HOST: '',
  DATABASE_URL: '',
  LOG_LEVEL: 'warn',
  SLACK_BOT_TOKEN: '',
  SLACK_SIGNING_SECRET: '',
  SLACK_APP_TOKEN: '',
  SLACK_API_URL: '',
};

/**
 * Starts the program and waits until it says that it is ready.
 * @param env its settings; `DATA_DIR` is needed, `PORT` is any free one unless given
 * @throws with everything it wrote, when it ends instead
 */
export async function startDeskProgram(env: { DATA_DIR: string; [name: string]: string }): Promise<DeskProgram> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, ...unset, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = once(child, 'exit').then(([code, signal]): Ended => ({ code, signal }));
  const ready = new Promise<string>((resolve) => {
    const read = (line: string) => {
      lines.push(line);
      const url = /^Ready in .*: (http:\/\/\S+?)(?:\/sandbox)?$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    };
    linesOf(child.stdout, read);
    linesOf(child.stderr, read);
  });
  const url = await Promise.race([ready, ended]);
  if (typeof url !== 'string')
    throw new Error(`The desk ended with ${url.signal ?? url.code} before it was ready. It said:\n${lines.join('\n')}`);
  return {
    url,
    lines,
    ended,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function linesOf(stream: Readable, read: (line: string) => void): void {
  createInterface({ input: stream }).on('line', read);
}

export interface DeskFolder {
  /** The data folder. */
  path: string;
  /** Starts a desk on it. */
  start(env?: Record<string, string>): Promise<DeskProgram>;
  /** Kills whatever runs on it, a database that a killed desk left included, and deletes it. */
  remove(): Promise<void>;
}

/** A data folder of its own; `remove` it afterwards, also when the test failed. */
export async function deskFolder(): Promise<DeskFolder> {
  const path = await mkdtemp(join(tmpdir(), 'slotdesk-program-'));
  // When root runs the tests, the account that PostgreSQL runs as must be able to pass here.
  await chmod(path, 0o711);
  const started: DeskProgram[] = [];
  return {
    path,
    start: async (env) => {
      const program = await startDeskProgram({ ...env, DATA_DIR: path });
      started.push(program);
      return program;
    },
    remove: async () => {
      await Promise.all(started.map((program) => program.kill('SIGKILL')));
      if (started.length > 0) {
        // Taking the database over is how one that was left behind is stopped, and how its folders are known.
        const left = await startEmbedded({ dataDir: path, log: createLog({ level: 'silent' }) });
        await left.stop();
        await rm(left.folder, { recursive: true, force: true });
        await rm(left.connection.host, { recursive: true, force: true });
      }
      await rm(path, { recursive: true, force: true });
    },
  };
}
