/** Desks in processes of their own, on a database and in a workspace that are there, with what a test puts around their parts. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Config } from '../../src/config.ts';

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
