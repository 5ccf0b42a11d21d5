/** The `slotdesk` command as a person runs it: in a process of its own, away from the settings of whoever runs the tests. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const unset = {
  NODE_ENV: '',
  PORT: '',
  HOST: '',
  DATABASE_URL: '',
  LOG_LEVEL: '',
  SLACK_BOT_TOKEN: '',
  SLACK_APP_TOKEN: '',
  SLACK_SIGNING_SECRET: '',
};

export interface Said {
  code: number;
  out: string;
  err: string;
}

/** Runs the command. @param env its settings; without any it finds no desk */
export function slotdeskCommand(args: readonly string[], env: Record<string, string>): Promise<Said> {
  return new Promise((resolve) => {
    const options = { cwd: root, env: { ...process.env, ...unset, ...env } };
    const child = execFile(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], options, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}
