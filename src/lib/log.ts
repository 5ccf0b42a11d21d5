/**
 * The log: one JSON object a line on standard output, with secrets taken out before a line is written. They are taken out
 * by the name of their field and by their looks, because errors of other people's libraries carry them in odd places.
 */
import { type DestinationStream, pino } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** What was being done, as plain fields: ids, counts, durations in ms, `err` for an error. Never what people typed. */
export type LogFields = Record<string, unknown>;

interface Say {
  (message: string): void;
  (fields: LogFields, message: string): void;
}

export interface Log {
  debug: Say;
  info: Say;
  warn: Say;
  error: Say;
  /** A log that writes `fields` with every line. */
  child(fields: LogFields): Log;
}

const hidden = '[redacted]';

/** Fields that are secret whatever stands in them. Text values are also caught by `secretText`, at any depth and in any spelling. */
const secretNames = [
  'token',
  'secret',
  'password',
  'authorization',
  'Authorization',
  'cookie',
  'signingSecret',
  'botToken',
];

const name = String.raw`[\w.-]{0,40}(?:token|secret|password|authorization|cookie)[\w.-]{0,40}`;

/** How secrets look in a finished line, each with what to write instead. */
const secretText: readonly (readonly [RegExp, string])[] = [
  // "botToken":"…", and the same inside a text that is itself JSON.
  [new RegExp(String.raw`"(${name})":"(?:[^"\\]|\\.)*"`, 'gi'), `"$1":"${hidden}"`],
  [new RegExp(String.raw`\\"(${name})\\":\s?\\"[^"\\]*\\"`, 'gi'), String.raw`\"$1\":\"${hidden}\"`],
  // client_secret=… in a form body or a query.
  [new RegExp(String.raw`\b(${name}=)[^&\s"\\]+`, 'gi'), `$1${hidden}`],
  // Slack's tokens: xoxb-, xoxp-, xoxe.xoxp-1-, xapp-.
  [/\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/gi, hidden],
  [/\b(Bearer|Basic) [\w.~+/=-]{8,}/gi, `$1 ${hidden}`],
  // postgres://user:password@host
  [/:\/\/([^\s:/@"\\]*):[^\s/@"\\]+@/g, `://$1:${hidden}@`],
];

/** A finished line of the log, with whatever looks like a secret replaced. */
export function withoutSecrets(line: string): string {
  return secretText.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
}

/**
 * Makes the log.
 * @param options.level the least important level that is written; `silent` writes nothing
 * @param options.stream where lines go; standard output unless given
 */
export function createLog(options: { level: LogLevel; stream?: DestinationStream }): Log {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: secretNames.flatMap((n) => [n, `*.${n}`, `*.*.${n}`]), censor: hidden },
    hooks: { streamWrite: withoutSecrets },
  };
  return options.stream ? pino(settings, options.stream) : pino(settings);
}
