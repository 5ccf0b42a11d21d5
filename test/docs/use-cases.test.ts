/**
 * docs/use-cases.md says what the schemas say. Its tables and the output of its example are made here; with UPDATE_DOCS=1
 * they are written into the page, whose last column stays as it is.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { scenarioSchema } from '../../src/flow/scenario-file.ts';
import { checkUseCase } from '../../src/flow/use-case-file.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';
import { slotdeskCommand } from '../support/slotdesk-command.ts';
import { meaningsIn, pathsOf, withTables } from '../support/use-case-reference.ts';

const path = join(import.meta.dirname, '../../docs/use-cases.md');
const update = process.env.UPDATE_DOCS === '1';
const page = await readFile(path, 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'slotdesk-docs-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const blockOf = (kind: string, head: string) =>
  new RegExp(`\`\`\`${kind}\n(${head}[\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
const mend = 'Run UPDATE_DOCS=1 npx vitest run test/docs, then write what each new key means into its last column.';

it('has the keys, values and defaults of the schemas in its tables', async () => {
  const made = withTables(page, [
    ['', useCaseSchema],
    ['request:', scenarioSchema],
  ]);
  if (update) await writeFile(path, made);
  else expect(page, mend).toBe(made);
});

it('says of every key what it means, and of no key that is not there', () => {
  const meanings = meaningsIn(page);
  const known = [...pathsOf(useCaseSchema), ...pathsOf(scenarioSchema)];
  expect(
    known.filter((key) => !meanings.get(key)),
    mend,
  ).toEqual([]);
  expect([...meanings.keys()].filter((key) => !known.includes(key))).toEqual([]);
});

it('has an example that checks without a word, and that answers as the page says', { timeout: 60_000 }, async () => {
  const useCase = blockOf('yaml', '# use case\n');
  expect(checkUseCase(useCase)).toMatchObject({ ok: true });
  await writeFile(join(folder, 'fitting.yaml'), useCase);
  await writeFile(join(folder, 'request.yaml'), blockOf('yaml', '# request\n'));
  const [, words = ''] = /`slotdesk (propose [^`]*)` then says/.exec(page) ?? [];
  const args = words.split(' ').map((word) => (word.endsWith('.yaml') ? join(folder, word) : word));
  const said = await slotdeskCommand(args, { DATA_DIR: join(folder, 'nothing') });
  expect(said).toMatchObject({ code: 0, err: '' });
  if (update) {
    const now = await readFile(path, 'utf8');
    await writeFile(
      path,
      now.replace(/(```text\n)[\s\S]*?(```)/, (_, start, end) => `${start}${said.out}${end}`),
    );
  } else expect(blockOf('text', ''), mend).toBe(said.out);
});
