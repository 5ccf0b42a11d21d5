import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { starterOwners, starterStaff } from '../../src/flow/starter/people.ts';
import { starterChannels } from '../../src/flow/starter/surroundings.ts';
import { starterUseCases, withoutPeople } from '../../src/flow/starter/use-cases.ts';
import { checkUseCase, readUseCase, writeUseCase } from '../../src/flow/use-case-file.ts';
import type { KnownOwner } from '../../src/scheduling/lint/lint-rule.ts';

const folder = join(import.meta.dirname, '../../src/flow/starter');
const pools = new Map<string, readonly KnownOwner[]>();
for (const owner of starterOwners) for (const pool of owner.pools) pools.set(pool, [...(pools.get(pool) ?? []), owner]);
const people = new Set([...starterStaff, ...starterOwners].map(({ email }) => email));

describe.each(starterUseCases)('the starter’s $key', (useCase) => {
  it('does what it says, with the sample people', async () => {
    const text = await readFile(join(folder, `${useCase.key}.yaml`), 'utf8');
    expect(checkUseCase(text, { pools, people })).toMatchObject({ ok: true, useCase });
  });

  it('reads the same after it was written', () => {
    expect(readUseCase(writeUseCase(useCase))).toMatchObject({ ok: true, useCase });
    expect(JSON.stringify(readUseCase(writeUseCase(useCase)))).toContain(JSON.stringify(useCase));
  });

  it('tells a channel that the local workspace has', () => {
    if (useCase.channel !== undefined) expect(starterChannels).toContain(useCase.channel);
  });

  it('names nobody where the workspace has people of its own', () => {
    expect(JSON.stringify(withoutPeople(useCase))).not.toContain('@example.com');
  });
});

describe('a use case as text', () => {
  const [first] = starterUseCases;
  if (first === undefined) throw new Error('The starter desk has no use case.');
  const text = writeUseCase(first);

  it('is written the same every time, whatever order its keys were stored in', () => {
    const shuffled = JSON.parse(JSON.stringify(first), (_, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(writeUseCase(shuffled)).toBe(text);
  });

  it('says what is wrong by its place in the text, shape first and sense next', () => {
    const wrong = readUseCase(text.replace('country: US', 'country: XX'));
    const line = text.split('\n').findIndex((one) => one.includes('country: US')) + 1;
    expect(wrong).toEqual({
      ok: false,
      problems: [
        {
          line,
          column: 5,
          text: 'No holidays are known for the country "XX". Use its two capital letters, such as US or CA.',
        },
      ],
    });
    const both = checkUseCase(text.replace('country: US', 'country: XX').replace('duration: 30', 'duration: 3'));
    expect(both).toMatchObject({ ok: false, problems: [{ line: 4, column: 11 }] });
  });
});
