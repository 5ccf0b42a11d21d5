import { describe, expect, it } from 'vitest';
import { createLog, type LogLevel, withoutSecrets } from '../../src/lib/log.ts';

function logInto(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLog({ level, stream: { write: (line: string) => void lines.push(line) } });
  return { log, lines, all: () => lines.join('') };
}

// Put together at run time, so that no scanner of the repository takes them for real ones.
const bot = ['xoxb', '1234567890', 'abcDEF'].join('-');
const rotating = ['xoxe.xoxp', '1', 'Mi0yLTE'].join('-');
const app = ['xapp', '1', 'A111', 'feed'].join('-');

describe('the log', () => {
  it('writes one JSON object a line, with level, time, message and fields', () => {
    const { log, lines } = logInto();
    log.info({ requestId: 'r1', ms: 12 }, 'Booked.');
    const line = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ level: 'info', requestId: 'r1', ms: 12, msg: 'Booked.' });
    expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('writes nothing below its level', () => {
    const { log, lines } = logInto('warn');
    log.info('quiet');
    log.warn('loud');
    expect(lines).toHaveLength(1);
  });

  it('hands its fields on to children', () => {
    const { log, all } = logInto();
    log.child({ tenant: 't1' }).error('No.');
    expect(JSON.parse(all())).toMatchObject({ tenant: 't1', level: 'error', msg: 'No.' });
  });

  it.each([
    ['a field', { token: 'hush' }],
    ['a field in a field', { installation: { botToken: 'hush' } }],
    ['a header', { request: { headers: { authorization: 'hush' } } }],
    ['a header with a capital', { request: { headers: { Authorization: ['hush'] } } }],
    ['any spelling, at any depth', { a: { b: { c: { d: { SLACK_SIGNING_SECRET: 'hush' } } } } }],
    ['a value that is not text', { config: { secret: { value: 'hush' } } }],
    ['a text with quotes in it', { password: 'a"hush' }],
    ['JSON inside a text', { body: '{"client_secret":"hush"}' }],
    ['a form body', { body: 'code=1&client_secret=hush&x=2' }],
    ['the address of the database', { url: 'postgres://desk:hush@db/desk' }],
  ])('takes out a secret in %s', (_, fields) => {
    const { log, all } = logInto();
    log.info(fields, 'Something happened.');
    expect(all()).toContain('[redacted]');
    expect(all()).not.toContain('hush');
    expect(() => JSON.parse(all())).not.toThrow();
  });

  it.each([
    [bot, { text: `sent with ${bot} today` }],
    [rotating, { list: [rotating] }],
    [app, { err: new Error(`refused ${app}`) }],
    ['abcdefgh12345', { header: 'Bearer abcdefgh12345' }],
  ])('takes out what looks like a token wherever it stands: %s', (secret, fields) => {
    const { log, all } = logInto();
    log.error(fields, `and in the message ${bot}`);
    expect(all()).not.toContain(secret);
    expect(all()).not.toContain(bot);
  });

  it('takes secrets out of a child’s fields too', () => {
    const { log, all } = logInto();
    log.child({ token: 'hush' }).info('x');
    expect(all()).not.toContain('hush');
  });

  it('takes the message and the properties of an error', () => {
    const { log, all } = logInto();
    log.error({ err: Object.assign(new Error('gone'), { config: { headers: { authorization: 'hush' } } }) }, 'Failed.');
    expect(JSON.parse(all()).err.message).toBe('gone');
    expect(all()).not.toContain('hush');
  });

  it('leaves harmless text alone', () => {
    const line = '{"msg":"The token was refused. https://example.com/a?b=1 at 10:30"}';
    expect(withoutSecrets(line)).toBe(line);
  });

  it('needs no more than linear time for a hostile line', () => {
    const line = `"${'token'.repeat(40_000)}`;
    expect(withoutSecrets(line)).toBe(line);
  });
});
