/**
 * The rules of the house as functions: each takes the sources and returns one sentence for each place that breaks it,
 * saying what to do instead.
 */
import { codeOf, type Import, importsOf, type Source } from './source-text.ts';

export type Rule = (sources: readonly Source[]) => string[];

const everything = [''];

/** Who may import whom: the first line that fits the importer counts. A trailing slash is a folder. */
const rooms: readonly { room: string; may: readonly string[]; instead: string }[] = [
  {
    room: 'scheduling/',
    may: ['scheduling/'],
    instead: 'The core is pure: let flow/ read it and hand it in with the facts.',
  },
  {
    room: 'views/',
    may: ['views/', 'scheduling/'],
    instead: 'A view is a function of the state: pass what it shows as an argument.',
  },
  {
    room: 'chat/chat.ts',
    may: ['views/', 'scheduling/'],
    instead: 'The port speaks in words of views/ and scheduling/ only.',
  },
  {
    room: 'chat/*/',
    may: ['chat/*/', 'chat/chat.ts', 'views/', 'scheduling/', 'lib/'],
    instead: 'An adapter calls the Desk of chat/chat.ts; what it needs besides is handed in by main.ts.',
  },
  {
    room: 'calendars/',
    may: ['calendars/', 'scheduling/', 'lib/'],
    instead: 'Declare the small interface that you need in calendars/, and let main.ts hand it in.',
  },
  {
    room: 'store/',
    may: ['store/', 'scheduling/', 'lib/'],
    instead: 'The store keeps and finds; move what decides to scheduling/ and what orders steps to flow/.',
  },
  {
    room: 'flow/',
    may: ['flow/', 'scheduling/', 'views/', 'store/', 'lib/', 'chat/chat.ts', 'calendars/calendar.ts'],
    instead: 'flow/ knows chats and calendars by their ports only; main.ts hands the adapters in.',
  },
  {
    room: 'jobs/',
    may: ['jobs/', 'flow/', 'views/', 'store/', 'scheduling/', 'lib/'],
    instead: 'A job wakes flow/ and does nothing else; move the work there.',
  },
  {
    room: 'web/',
    may: ['web/', 'flow/', 'views/', 'store/', 'scheduling/', 'lib/'],
    instead: 'A page asks flow/ and shows views/; move the work there.',
  },
  {
    room: 'sandbox/page/',
    may: ['sandbox/page/', 'sandbox/protocol.ts'],
    instead: 'The page runs in a browser: it knows sandbox/protocol.ts and nothing of the server.',
  },
  {
    room: 'sandbox/',
    may: ['sandbox/', 'lib/'],
    instead: 'The local workspace stands in for other people’s servers: it knows only what goes over the wire.',
  },
  {
    room: 'lib/',
    may: ['lib/'],
    instead: 'lib/ is below everything: move what knows the product up to the room that uses it.',
  },
  { room: 'config.ts', may: ['lib/', 'scheduling/'], instead: 'config.ts only reads and checks variables.' },
  // The commands of cli.ts put the rooms together as it does.
  { room: 'cli/', may: everything, instead: '' },
  // What puts the rooms together: main.ts, server.ts, cli.ts and their like.
  { room: '', may: everything, instead: '' },
];

/** Where each package may be imported. A package that stands nowhere here has no home yet. */
const homes: Readonly<Record<string, readonly string[]>> = {
  '@slack/bolt': ['chat/slack/'],
  '@slack/types': ['chat/slack/'],
  '@slack/web-api': ['chat/slack/'],
  '@prisma/client': ['store/'],
  '@prisma/adapter-pg': ['store/'],
  pg: ['store/'],
  'graphile-worker': ['jobs/', 'store/migrate.ts'],
  'node-cron': ['jobs/'],
  luxon: ['scheduling/time/'],
  'ical.js': ['calendars/ics.ts', 'calendars/ics-series.ts'],
  'date-holidays': ['lib/holidays.ts'],
  pino: ['lib/log.ts'],
  yaml: ['lib/text/document.ts'],
  hono: ['server.ts', 'web/', 'sandbox/'],
  '@hono/node-server': ['server.ts', 'web/', 'sandbox/', 'main.ts'],
  preact: ['sandbox/page/'],
  esbuild: ['sandbox/'],
  open: ['main.ts', 'cli.ts'],
  zod: everything,
};

const importsMemo = new WeakMap<Source, Import[]>();
function imports(source: Source): Import[] {
  const found = importsMemo.get(source) ?? importsOf(source);
  importsMemo.set(source, found);
  return found;
}

/** Whether `path` lies at `place`. A star stands for one folder, which must be the same as the importer's. */
function liesAt(path: string, place: string, importer = path): boolean {
  const own = place.includes('*') ? place.replace('*', importer.split('/')[1] ?? '') : place;
  return own === '' || path === own || (own.endsWith('/') && path.startsWith(own));
}

const roomOf = (path: string) => rooms.find(({ room }) => (room === '' ? !path.includes('/') : liesAt(path, room)));

/** Each room imports only the rooms it may know. */
export const importDirections: Rule = (sources) =>
  sources.flatMap((source) => {
    const rule = roomOf(source.path);
    if (!rule)
      return [
        `${source.path} lies in no room. Move it into one, or add its room to the table in test/support/architecture.ts.`,
      ];
    return imports(source).flatMap(({ path }) =>
      path === undefined || path.startsWith('..') || rule.may.some((place) => liesAt(path, place, source.path))
        ? []
        : [`${source.path} imports ${path}, but ${rule.room} may import only ${rule.may.join(', ')}. ${rule.instead}`],
    );
  });

/** Each package is imported only in the place that stands between it and the rest. */
export const packageHomes: Rule = (sources) =>
  sources.flatMap((source) =>
    imports(source).flatMap(({ name }) => {
      if (name === undefined || name.startsWith('node:')) return [];
      const home = homes[name];
      if (!home)
        return [
          `${source.path} imports ${name}, which has no home. Add it to the table in test/support/architecture.ts.`,
        ];
      return home.some((place) => liesAt(source.path, place))
        ? []
        : [
            `${source.path} imports ${name}, whose only home is ${home.join(', ')}. Use what that place exports instead.`,
          ];
    }),
  );

/** The core, the screens and the browser's page stand on no part of the machine. */
export const noMachine: Rule = (sources) =>
  sources.flatMap((source) =>
    ['scheduling/', 'views/', 'sandbox/page/'].some((place) => liesAt(source.path, place))
      ? imports(source).flatMap(({ name }) =>
          name?.startsWith('node:')
            ? [`${source.path} imports ${name}. This room does no I/O: hand the result in as an argument.`]
            : [],
        )
      : [],
  );

/** No file reaches itself through its imports. */
export const noCycles: Rule = (sources) => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (way.includes(path)) {
      const circle = [...way.slice(way.indexOf(path)), path].join(' -> ');
      found.push(`${circle} is a circle. Move what both need into a file of its own.`);
      return;
    }
    const source = byPath.get(path);
    if (!source || finished.has(path)) return;
    for (const next of imports(source)) if (next.path !== undefined) visit(next.path, [...way, path]);
    finished.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
};

interface Ban {
  /** Matched against code without comments and quoted text. */
  pattern: RegExp;
  /** Where it is allowed. */
  except: readonly string[];
  instead: string;
}

const bans: readonly Ban[] = [
  {
    pattern: /\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/,
    except: ['config.ts'],
    instead: 'Read the variable in config.ts and pass the value on.',
  },
  {
    pattern:
      /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\(\)|\bDateTime\.(?:now|local|utc)\(\s*\)/,
    except: ['lib/'],
    instead: 'Take a Clock (lib/clock.ts), or the instant as an argument.',
  },
  {
    pattern: /\bperformance\.now\b|\bprocess\.hrtime\b/,
    except: ['lib/'],
    instead: 'Use stopwatch() from lib/clock.ts.',
  },
  {
    pattern: /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/,
    except: ['lib/'],
    instead: 'Use newId() or newSecret() from lib/ids.ts; the core is handed fresh ids as facts.',
  },
  { pattern: /\bexport\s+default\b/, except: [], instead: 'Export it by name, so that it has one name everywhere.' },
  {
    pattern: /[:<,|&=(]\s*any\b(?!\s*[:(?])|\bas\s+any\b/,
    except: [],
    instead: 'Say what it is, or take unknown and check it with zod.',
  },
  {
    pattern: /\bexport\s+(?:type\s+)?\*/,
    except: [],
    instead: 'Import from the file that defines it, so that a reader lands there.',
  },
];

const nonNull = { ts: /[\w)\]]!(?![=\w])/, tsx: /[\w)\]]!(?=[.[)\];,])/ };

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length;

/** Things that have one place, or no place at all. */
export const bannedCode: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const code = codeOf(text, { strings: false });
    const nonNullBan: Ban = {
      pattern: path.endsWith('x') ? nonNull.tsx : nonNull.ts,
      except: [],
      instead: 'Handle the case that it is missing, or shape the type so that it cannot be.',
    };
    return [...bans, nonNullBan].flatMap(({ pattern, except, instead }) => {
      const found = except.some((place) => liesAt(path, place)) ? null : pattern.exec(code);
      return found ? [`${path}:${lineAt(code, found.index)} has ${found[0].trim()}. ${instead}`] : [];
    });
  });

/** Nobody switches a check off. */
export const noSilencers: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const found = /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|eslint-disable/.exec(text);
    return found ? [`${path}:${lineAt(text, found.index)} has ${found[0]}. Mend what the check points at.`] : [];
  });

/** Classes are for errors, and for what an SDK wants extended. */
export const onlyErrorClasses: Rule = (sources) =>
  sources.flatMap((source) => {
    const code = codeOf(source.text, { strings: false });
    const imported = [
      ...codeOf(source.text, { strings: true }).matchAll(/\bimport\s([^'"]*?)\bfrom\s*['"](?!\.)/g),
    ].flatMap((match) => (match[1] ?? '').match(/\w+/g) ?? []);
    return [...code.matchAll(/(?<![\w.$-])class\s+(\w+)(?:\s*<[^{]*?>)?(?:\s+extends\s+([\w.]+))?/g)].flatMap(
      (match) => {
        const parent = match[2] ?? '';
        if (parent.endsWith('Error') || imported.includes(parent.split('.')[0] ?? '')) return [];
        return [
          `${source.path}:${lineAt(code, match.index)} has the class ${match[1]}. Write functions over plain data instead.`,
        ];
      },
    );
  });

/** A file says at its head what it promises, has a plain name, fits a screen or few, and holds something of its own. */
export const shape: Rule = (sources) =>
  sources.flatMap(({ path, text }) => {
    const found: string[] = [];
    const lines = text.trimEnd().split('\n').length;
    if (lines > 400) found.push(`${path} has ${lines} lines. Split it by noun: 400 is the most.`);
    if (!/^(?:#!.*\n)?\/\*\*\s/.test(text))
      found.push(`${path} has no head comment. Begin it with /** what this file promises */.`);
    const parts = path.replace(/(?:\.d)?\.tsx?$/, '').split('/');
    if (!parts.every((part) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(part))) {
      found.push(`${path} is not in kebab-case. Rename it like lib/safe-fetch.ts.`);
    }
    const own = codeOf(text, { strings: true })
      .replace(/\b(?:import|export)\s[^'"`;]*?\bfrom\s*(['"])[^'"]+\1;?/g, '')
      .replace(/\bimport\s*(['"])[^'"]+\1;?|\bexport\s*(?:type\s*)?\{[^}]*\};?/g, '');
    if (own.trim() === '')
      found.push(`${path} only passes on what others export. Import from the file that defines it.`);
    return found;
  });

export const rules: Readonly<Record<string, Rule>> = {
  importDirections,
  packageHomes,
  noMachine,
  noCycles,
  bannedCode,
  noSilencers,
  onlyErrorClasses,
  shape,
};
