/** What the documents say, as far as a test can know it: links lead somewhere, names are those of the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const documents = ['.', 'docs'].flatMap((folder) =>
  readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : [])),
);

/** `a-heading` of "## A heading", as GitHub makes it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const linksOf = (path: string) => [...read(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to ?? '');
const anchorsOf = (path: string) => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading ?? ''));

describe.each(documents)('%s', (path) => {
  it('links to what is there', () => {
    const broken = linksOf(path).filter((to) => {
      if (/^https?:/.test(to)) return false;
      const [file = '', part] = to.split('#');
      const target = file === '' ? path : join(dirname(path), file);
      if (!existsSync(join(root, target))) return true;
      return part !== undefined && !anchorsOf(target).includes(part);
    });
    expect(broken).toEqual([]);
  });

  it('names files, folders and scripts that exist', () => {
    const files = [...read(path).matchAll(/`((?:src|test|prisma|docs|manifests)\/[\w./-]*)`/g)].map(([, file]) => file);
    expect(files.filter((file) => !existsSync(join(root, file ?? '')))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json'));
    const asked = [...read(path).matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
    expect(asked.filter((name) => !((name ?? '') in scripts))).toEqual([]);
  });
});

describe('the settings', () => {
  const known = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): optional\(/gm)].map(([, name]) => name ?? '');
  const levels = /z\.enum\(\[('debug'[^\]]+)\]/.exec(read('src/config.ts'))?.[1]?.match(/\w+/g) ?? [];

  it('are found', () => expect(known).toContain('DATABASE_URL'));

  it('stand in the README, each with a line', () => {
    expect(known.filter((name) => !read('README.md').includes(`| \`${name}\` |`))).toEqual([]);
  });

  it('stand in .env.example, each to be uncommented', () => {
    expect(known.filter((name) => !new RegExp(`^#${name}=`, 'm').test(read('.env.example')))).toEqual([]);
  });

  it('name the same levels of the log everywhere', () => {
    const inWords = levels.join(', ').replace(/, (?=\w+$)/, ' or ');
    expect(read('.env.example')).toContain(`${inWords}.`);
    expect(read('README.md').replaceAll('`', '')).toContain(inWords);
  });
});

it('the README names every command of slotdesk', () => {
  const names = [...read('src/cli.ts').matchAll(/^ {2}'?([a-z]+(?: [a-z-]+)?)'?: \{$/gm)].map(([, name]) => name ?? '');
  expect(names).toContain('owner add');
  const table = read('README.md');
  expect(names.filter((name) => !table.includes(`\`slotdesk ${name}`) && !table.includes(`\`${name}`))).toEqual([]);
});
