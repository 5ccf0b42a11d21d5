/** The program of `npm start`, started and watched from outside: how soon it is ready and how much memory it holds. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createLog } from '../../src/lib/log.ts';
import { startEmbedded } from '../../src/store/embedded.ts';

const root = join(import.meta.dirname, '../..');

/** Settings of whoever runs the bench must not reach the desk: set to nothing, they do not. */
const unset = { NODE_ENV: '', HOST: '', DATABASE_URL: '', SLACK_APP_TOKEN: '', SLACK_API_URL: '' };
const settings = { ...unset, SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', LOG_LEVEL: 'error', PORT: '0' };

export interface Program {
  url: string;
  /** From the start of the process to the line "Ready", in ms. */
  readyAfter: number;
  /** Resident memory of the Node process, in MB, now and at its most; `peak` where the system tells. */
  memory(): Promise<{ now: number; peak: number | null }>;
  /** Stops it as Ctrl+C does, and waits until it is gone. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts it on a data folder. */
export async function startProgram(folder: string, env: Record<string, string> = {}): Promise<Program> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, ...settings, DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  const said: string[] = [];
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const url = /^Ready in .*: (http:\/\/[^/\s]+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const url = await Promise.race([ready, ended.then(() => null)]);
  if (url === null) throw new Error(`The desk ended before it was ready. It said:\n${said.join('\n')}`);
  return {
    url,
    readyAfter: performance.now() - started,
    memory: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function memoryOf(pid: number): Promise<{ now: number; peak: number | null }> {
  if (process.platform !== 'linux') {
    const ps = spawn('ps', ['-o', 'rss=', '-p', String(pid)]);
    const [kilobytes] = await once(ps.stdout, 'data');
    return { now: Number(String(kilobytes)) / 1024, peak: null };
  }
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
}

/** Runs something on a data folder of its own, and leaves nothing behind. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'slotdesk-bench-'));
  // When root runs the bench, the account that PostgreSQL runs as must be able to pass here.
  await chmod(folder, 0o711);
  try {
    return await run(folder);
  } finally {
    for (const child of running) child.kill('SIGKILL');
    // Taking the database over is how one that was left behind is stopped, and how its folders are known.
    const left = await startEmbedded({ dataDir: folder, log: createLog({ level: 'silent' }) });
    await left.stop();
    for (const path of [left.folder, left.connection.host, folder]) await rm(path, { recursive: true, force: true });
  }
}
