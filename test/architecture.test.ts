import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Rule, rules } from './support/architecture.ts';
import { codeOf, importsOf, sourcesUnder } from './support/source-text.ts';

const sources = sourcesUnder(join(import.meta.dirname, '../src'));
const check = (rule: Rule | undefined, files: Record<string, string>) =>
  rule?.(Object.entries(files).map(([path, text]) => ({ path, text })));

describe('the house', () => {
  it('is read', () => expect(sources.map(({ path }) => path)).toContain('lib/clock.ts'));

  it.each(Object.entries(rules))('keeps the rule %s', (_, rule) => {
    expect(rule(sources).join('\n')).toBe('');
  });
});

describe('the rules of the house', () => {
  const bad: [rule: string, path: string, text: string, says: string][] = [
    ['importDirections', 'scheduling/decide.ts', "import { a } from '../store/people.ts';", 'The core is pure'],
    [
      'importDirections',
      'scheduling/time/zone.ts',
      "import { systemClock } from '../../lib/clock.ts';",
      'The core is pure',
    ],
    ['importDirections', 'views/card.ts', "import type { Log } from '../lib/log.ts';", 'pass what it shows'],
    ['importDirections', 'views/card.ts', "type A = import('../flow/handle.ts').A;", 'pass what it shows'],
    ['importDirections', 'chat/chat.ts', "import { a } from './slack/adapter.ts';", 'The port speaks'],
    ['importDirections', 'chat/slack/adapter.ts', "import { a } from '../../flow/handle.ts';", 'calls the Desk'],
    ['importDirections', 'chat/slack/adapter.ts', "import { a } from '../teams/adapter.ts';", 'calls the Desk'],
    [
      'importDirections',
      'calendars/local.ts',
      "import { a } from '../store/local-calendar.ts';",
      'Declare the small interface',
    ],
    ['importDirections', 'store/people.ts', "const a = await import('../flow/handle.ts');", 'what orders steps'],
    ['importDirections', 'flow/effects.ts', "import { a } from '../calendars/local.ts';", 'by their ports only'],
    ['importDirections', 'flow/effects.ts', "import { start } from '../start.ts';", 'by their ports only'],
    ['importDirections', 'jobs/tick.ts', "import { a } from '../chat/slack/adapter.ts';", 'wakes flow/'],
    ['importDirections', 'web/guest.ts', "import { a } from '../calendars/local.ts';", 'asks flow/'],
    ['importDirections', 'sandbox/server.ts', "import { a } from '../flow/handle.ts';", 'over the wire'],
    ['importDirections', 'sandbox/page/app.tsx', "import { a } from '../server.ts';", 'runs in a browser'],
    ['importDirections', 'lib/retry.ts', "export * from '../store/people.ts';", 'below everything'],
    ['importDirections', 'config.ts', "import '../src/main.ts';\nimport './main.ts';", 'reads and checks'],
    ['importDirections', 'helpers/a.ts', 'const a = 1;', 'lies in no room'],
    ['packageHomes', 'flow/a.ts', "import { App } from '@slack/bolt';", 'chat/slack/'],
    ['packageHomes', 'sandbox/a.ts', "import type { Block } from '@slack/types';", 'chat/slack/'],
    ['packageHomes', 'flow/a.ts', "import { PrismaClient } from '@prisma/client/runtime/client';", 'store/'],
    ['packageHomes', 'flow/a.ts', "import { Pool } from 'pg';", 'store/'],
    ['packageHomes', 'scheduling/a.ts', "import { DateTime } from 'luxon';", 'scheduling/time/'],
    ['packageHomes', 'calendars/local.ts', "import ICAL from 'ical.js';", 'calendars/ics.ts'],
    ['packageHomes', 'store/outbox.ts', "import { run } from 'graphile-worker';", 'jobs/'],
    ['packageHomes', 'flow/facts.ts', "const a = createRequire(import.meta.url)('date-holidays');", 'lib/holidays.ts'],
    ['packageHomes', 'flow/a.ts', "import { Hono } from 'hono/tiny';", 'server.ts'],
    ['packageHomes', 'web/a.tsx', "import { h } from 'preact';", 'sandbox/page/'],
    ['packageHomes', 'flow/a.ts', "import _ from 'lodash';", 'has no home'],
    ['noMachine', 'scheduling/a.ts', "import { createHash } from 'node:crypto';", 'does no I/O'],
    ['bannedCode', 'main.ts', 'const port = process.env.PORT;', 'config.ts'],
    ['bannedCode', 'flow/a.ts', 'const now = Date.now();', 'Clock'],
    ['bannedCode', 'flow/a.ts', 'const now = new Date();', 'Clock'],
    ['bannedCode', 'flow/a.ts', 'const now = new Date;', 'Clock'],
    ['bannedCode', 'flow/a.ts', `const a = \`\${Date.now()}\`;`, 'Clock'],
    ['bannedCode', 'scheduling/time/a.ts', 'const now = DateTime.now();', 'Clock'],
    ['bannedCode', 'flow/a.ts', 'const start = performance.now();', 'stopwatch'],
    ['bannedCode', 'flow/a.ts', 'const n = Math.random();', 'newId'],
    ['bannedCode', 'store/a.ts', "import { randomUUID } from 'node:crypto';", 'newId'],
    ['bannedCode', 'flow/a.ts', 'export default function a() {}', 'by name'],
    ['bannedCode', 'flow/a.ts', 'const a: any = 1;', 'unknown'],
    ['bannedCode', 'flow/a.ts', 'const a = b as any;', 'unknown'],
    ['bannedCode', 'flow/a.ts', 'const a = new Map<string, any>();', 'unknown'],
    ['bannedCode', 'flow/a.ts', "export * from './b.ts';", 'a reader lands there'],
    ['bannedCode', 'flow/a.ts', 'const a = list[0]!;', 'is missing'],
    ['bannedCode', 'flow/a.ts', 'const a = b!.c;', 'is missing'],
    ['bannedCode', 'sandbox/page/a.tsx', 'const a = b!.c;', 'is missing'],
    ['noSilencers', 'flow/a.ts', '// @ts-ignore\nconst a = 1;', 'Mend what'],
    ['noSilencers', 'flow/a.ts', '// biome-ignore lint: no\nconst a = 1;', 'Mend what'],
    ['onlyErrorClasses', 'flow/a.ts', 'export class Desk {}', 'plain data'],
    ['onlyErrorClasses', 'flow/a.ts', "import { Base } from './base.ts';\nclass Desk extends Base {}", 'plain data'],
    ['shape', 'flow/a.ts', 'const a = 1;', 'no head comment'],
    ['shape', 'flow/a.ts', `/** a */\n${'const a = 1;\n'.repeat(400)}`, '401 lines'],
    ['shape', 'flow/handleCommand.ts', '/** a */\nconst a = 1;', 'kebab-case'],
    [
      'shape',
      'flow/all.ts',
      "/** a */\nexport { a } from './a.ts';\nexport type { B } from './b.ts';",
      'only passes on',
    ],
    ['shape', 'flow/all.ts', "/** a */\nimport { a } from './a.ts';\nexport { a };", 'only passes on'],
  ];
  it.each(bad)('%s finds a fault in %s: %s', (rule, path, text, says) => {
    expect(check(rules[rule], { [path]: text })?.join('\n')).toContain(says);
  });

  it('noCycles finds a circle over several files', () => {
    const circle = {
      'flow/a.ts': "import { b } from './b.ts';",
      'flow/b.ts': "import type { C } from './deep/c.ts';",
      'flow/deep/c.ts': "import { a } from '../a.ts';",
    };
    expect(check(rules.noCycles, circle)).toEqual([
      expect.stringContaining('flow/a.ts -> flow/b.ts -> flow/deep/c.ts -> flow/a.ts'),
    ]);
  });

  const good: [path: string, text: string][] = [
    [
      'scheduling/decide.ts',
      "/** a */\nimport { z } from 'zod';\nimport { a } from './time/zone.ts';\nexport const b = a(z);",
    ],
    [
      'scheduling/time/zone.ts',
      "/** a */\nimport { DateTime } from 'luxon';\nexport const at = (ms: number) => DateTime.fromMillis(ms);",
    ],
    [
      'chat/slack/adapter.ts',
      "/** a */\nimport { App } from '@slack/bolt';\nimport type { Desk } from '../chat.ts';\nexport const a = new App();",
    ],
    [
      'flow/effects.ts',
      "/** a */\nimport type { Calendar } from '../calendars/calendar.ts';\nexport type A = Calendar;",
    ],
    [
      'sandbox/page/app.tsx',
      "/** a */\nimport { h } from 'preact';\nexport const a = <p class=\"x\">Don't use Date.now! It's any.</p>;",
    ],
    [
      'flow/words.ts',
      `/** Date.now and new Date() are banned; any too. */\nexport const a = "Date.now()" + \`new Date() \${1} x!;\`;`,
    ],
    [
      'flow/not.ts',
      '/** a */\nexport const a = (b: boolean, c: number) => !b && c !== 1 && Promise.any([]) && /new Date\\(\\)!;/.test("");',
    ],
    ['flow/dates.ts', '/** a */\nexport const a = (ms: number) => new Date(ms).toISOString();'],
    ['flow/errors.ts', '/** a */\nexport class Late extends Error {}\nexport class Never extends TypeError {}'],
    [
      'chat/slack/receiver.ts',
      "/** a */\nimport { HTTPReceiver } from '@slack/bolt';\nexport class Ours extends HTTPReceiver {}",
    ],
    ['cli.ts', '#!/usr/bin/env node\n/** a */\nimport { a } from "./flow/a.ts";\na();'],
    ['lib/clock.ts', '/** a */\nexport const now = () => Date.now();'],
    ['config.ts', '/** a */\nexport const env = process.env;'],
  ];
  it.each(good)('leave %s alone', (path, text) => {
    expect(Object.values(rules).flatMap((rule) => check(rule, { [path]: text }))).toEqual([]);
  });
});

describe('reading sources', () => {
  it('tells code from text, also in templates in templates', () => {
    const text = `a(\`x \${b({ c: \`y \${d} z\` })} w\`); // e\n/* f */ g("h", 'i');`;
    const code = codeOf(text, { strings: false });
    expect(code.replace(/[^a-z]/g, '')).toBe('abcdg');
    expect(code).toHaveLength(text.length);
  });

  it('does not take a division for a pattern, nor a quote in a pattern for text', () => {
    expect(codeOf("const a = b / c; const d = e / f; const s = /['\"]/.test(g); h('i');", { strings: false })).toMatch(
      /const d = e \/ f;.*test\(g\); h\('/,
    );
  });

  it('finds every way to import', () => {
    const text = `
      import a, { type B } from './a.ts';
      import type {
        C,
      } from "../c/c.ts";
      import './d.ts';
      export { e } from './e.ts';
      const f = await import('./f.ts');
      const g = createRequire(import.meta.url)('g');
      // import './no.ts';
      const text = "import './no.ts'";`;
    expect(importsOf({ path: 'x/y.ts', text })).toEqual([
      { path: 'x/a.ts' },
      { path: 'c/c.ts' },
      { path: 'x/e.ts' },
      { path: 'x/d.ts' },
      { path: 'x/f.ts' },
      { name: 'g' },
    ]);
  });
});
