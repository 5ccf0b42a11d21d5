/** Lets Slack's libraries write to the desk's log. Their debug lines carry payloads with what people typed: those stay out. */
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../lib/log.ts';

/** The log as Slack's libraries want it; what they call info is news for debugging only. */
export function boltLog(log: Log): Logger {
  const write = (level: 'debug' | 'warn' | 'error', parts: unknown[]) => {
    const err = parts.find((part) => part instanceof Error);
    const words = parts.filter((part) => part !== err).map((part) => String(part));
    log[level](err === undefined ? {} : { err }, words.join(' ') || 'Slack library');
  };
  return {
    debug: () => undefined,
    info: (...parts) => write('debug', parts),
    warn: (...parts) => write('warn', parts),
    error: (...parts) => write('error', parts),
    getLevel: () => LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
