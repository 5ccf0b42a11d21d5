/** Use cases as text, by the commands as people type them: alone, and on a real database. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStarterDesk } from '../../src/flow/starter/load.ts';
import { readUseCase } from '../../src/flow/use-case-file.ts';
import { tenants } from '../../src/store/tenants.ts';
import { useCase } from '../../src/store/use-cases.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addressOf } from '../support/running-desk.ts';
import { slotdeskCommand } from '../support/slotdesk-command.ts';

let folder: string;
let database: TestDatabase;
const path = (name: string) => join(folder, name);
const alone = (...args: string[]) => slotdeskCommand(args, { DATA_DIR: path('nothing') });
const onDesk = (...args: string[]) => slotdeskCommand(args, { DATABASE_URL: addressOf(database.connection) });

const talk = `
key: talk
name: Talk
summary: A short talk.
duration: 30
grid: 30
questions:
  - key: name
    kind: text
    label: Who is it for?
    feeds: attendee.name
  - key: topic
    kind: choice
    label: What about?
    feeds: skill
    choices:
      - { value: core, label: The core plan }
      - { value: enterprise, label: The enterprise plan }
pool: sales
policies:
  buffers: { before: 0, after: 0 }
  minimumNotice: 60
  maximumLead: 10
  holidays: { country: US }
routing:
  method: round-robin
  fallback:
    - person: olivia.grant@example.com
reminders: []
`;

const request = `
requester: { name: Jamie, zone: America/New_York }
answers:
  name: Ada
  topic: core
owners:
  - name: Dana Reyes
    zone: America/New_York
    skills: [core]
    busy: [2026-12-01T09:00/2026-12-01T16:30]
  - name: Tom Okafor
    zone: America/Los_Angeles
    skills: [enterprise]
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotdesk-text-'));
  database = await createTestDatabase();
  await loadStarterDesk(database.store, { platform: 'slack', workspace: 'T0TEXT', name: 'Acme' }, { withPeople: true });
  await writeFile(path('talk.yaml'), talk);
  await writeFile(path('request.yaml'), request);
});

afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('without any desk', () => {
  it('a good file is fine', async () => {
    expect(await alone('check', path('talk.yaml'))).toEqual({
      code: 0,
      out: `${path('talk.yaml')}: Talk (talk) is fine.\n`,
      err: '',
    });
  });

  it('all problems of all files are told with their lines, and the good ones are fine', async () => {
    await writeFile(path('shape.yaml'), talk.replace('maximumLead', 'maximumLaed').replace('grid: 30', 'grid: 3'));
    await writeFile(path('place.yaml'), talk.replace('country: US', 'country: XX'));
    await writeFile(path('sense.yaml'), talk.replace('Notice: 60', 'Notice: 90000'));
    const said = await alone('check', path('shape.yaml'), path('talk.yaml'), path('sense.yaml'), path('place.yaml'));
    expect(said.code).toBe(1);
    expect(said.out).toBe(`${path('talk.yaml')}: Talk (talk) is fine.\n`);
    expect(said.err.split('\n')).toEqual([
      `${path('shape.yaml')}:6:7  “grid” is 3, but must be a whole number from 5 to 120.`,
      `${path('shape.yaml')}:23:3  In “policies” there is no key “maximumLaed”. Did you mean “maximumLead”?`,
      expect.stringContaining(`${path('sense.yaml')}:22:3  No time is ever open: it needs`),
      expect.stringContaining(`${path('place.yaml')}:24:15  No holidays are known for the country "XX".`),
      '4 problems to mend.',
      '',
    ]);
  });

  it.each([
    ['a file that is not there', 'no.yaml', 'there is no such file'],
    ['a folder', '.', 'it is a folder'],
  ])('%s is told', async (_, name, why) => {
    expect(await alone('check', path(name))).toEqual({
      code: 1,
      out: '',
      err: `${path(name)} cannot be read: ${why}.\n`,
    });
  });

  it('describe says in plain English what a file configures', async () => {
    const { code, out } = await alone('describe', path('talk.yaml'));
    expect(code).toBe(0);
    for (const line of [
      'Talk (talk)\n  A short talk.\n',
      '  Who is it for? a line of text, required. Used to name whom the meeting is for.\n',
      '  It starts at least 1 hour after it is booked.\n',
      'Reminders\n  Nobody is reminded.\n',
    ])
      expect(out).toContain(line);
  });

  it('propose shows the times that would be offered and why, by the clock that is given', async () => {
    const { code, out } = await alone(
      'propose',
      path('talk.yaml'),
      '--request',
      path('request.yaml'),
      '--now',
      '2026-11-30T22:00',
    );
    expect(code).toBe(0);
    expect(out).toContain('Talk, asked on Mon, Nov 30, 10:00 PM EST. Nothing is written.\n');
    expect(out).toContain('1. Tue, Dec 1, 4:30 – 5:00 PM EST with Dana Reyes\n');
    expect(out).toContain('Dana Reyes has the skill you asked for: The core plan.');
    expect(out).toContain('  - Tom Okafor: 0 open; closed by SKILL');
    expect(out).toContain('Routed by round-robin.');
  });

  it('propose as JSON is one document, with the evaluation', async () => {
    const { out } = await alone(
      'propose',
      path('talk.yaml'),
      '--request',
      path('request.yaml'),
      '--now',
      '2026-12-01T03:00Z',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({
      useCase: 'talk',
      now: '2026-12-01T03:00:00.000Z',
      ok: true,
      slots: [{ ownerName: 'Dana Reyes', startsAt: '2026-12-01T21:30:00.000Z' }, {}, {}, {}],
      evaluation: {
        method: 'round-robin',
        owners: [
          { name: 'Dana Reyes', rank: 1 },
          { name: 'Tom Okafor', rank: null },
        ],
      },
    });
  });

  it('propose names the answers that need another look by where they stand', async () => {
    await writeFile(path('wrong.yaml'), request.replace('topic: core', 'topic: cor').replace('name: Ada', 'name: ""'));
    const args = ['propose', path('talk.yaml'), '--request', path('wrong.yaml'), '--now', '2026-11-30T10:00'];
    const said = await alone(...args);
    expect(said).toMatchObject({ code: 1, out: '' });
    expect(said.err).toContain(`${path('wrong.yaml')}:4:9  name: Fill this in.\n`);
    expect(said.err).toContain(`${path('wrong.yaml')}:5:10  topic: That is not one of the choices.`);
    const json = await alone(...args, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, fields: { name: 'Fill this in.' } });
  });

  it('a request for another form, and a time that is none, are told', async () => {
    await writeFile(path('other.yaml'), request.replace('topic:', 'topci:'));
    expect((await alone('propose', path('talk.yaml'), '--request', path('other.yaml'))).err).toContain(
      `${path('other.yaml')}:5:3  There is no question “topci”. Did you mean “topic”?`,
    );
    const args = ['propose', path('talk.yaml'), '--request', path('request.yaml'), '--now', 'tomorrow'];
    expect((await alone(...args)).err).toContain('--now tomorrow is no time. Write it like 2026-12-01T09:00');
    expect((await alone('propose', path('talk.yaml'))).err).toContain('--request is missing');
  });

  it('commands that need a desk say so', async () => {
    expect((await alone('export', 'talk')).err).toContain('There is no desk here yet.');
  });
});

describe('on a desk', () => {
  const stored = async (key: string) => {
    const [tenant] = await tenants(database.store.db);
    return tenant ? useCase(database.store.db, tenant.id, key) : null;
  };

  it('a file is checked against the people and pools of the desk', async () => {
    await writeFile(
      path('strange.yaml'),
      talk.replace('olivia.grant', 'nobody').replace('pool: sales', 'pool: sails').replace('key: talk', 'key: strange'),
    );
    const { code, err } = await onDesk('apply', path('strange.yaml'));
    expect(code).toBe(1);
    expect(err).toContain('Nobody is in the pool sails, so no time can be found. There is: ');
    expect(err).toContain('Nobody here has the email nobody@example.com.');
    expect(await stored('strange')).toBeNull();
  });

  it('applying saves a version, says what changed, and writes it into the audit trail', async () => {
    expect(await onDesk('apply', path('talk.yaml'))).toEqual({
      code: 0,
      out: 'Talk can be asked for now: /schedule talk\n',
      err: '',
    });
    expect((await onDesk('apply', path('talk.yaml'))).out).toBe('Nothing changes: version 1 of Talk says the same.\n');
    await writeFile(
      path('talk2.yaml'),
      talk.replace('minimumNotice: 60', 'minimumNotice: 120').replace('label: What about?', 'label: About what?'),
    );
    expect((await onDesk('apply', path('talk2.yaml'))).out.split('\n')).toEqual([
      'Talk is at version 2 now. Requests that were asked before keep theirs.',
      '  questions.topic.label: What about? → About what?',
      '  policies.minimumNotice: 60 → 120',
      '',
    ]);
    expect(await stored('talk')).toMatchObject({ version: 2, useCase: { policies: { minimumNotice: 120 } } });
    const rows = await database.store.db.audit.findMany({ where: { what: 'configured' }, orderBy: { seq: 'asc' } });
    expect(rows.map(({ after, door }) => ({ after, door }))).toEqual([
      { door: 'cli', after: { useCase: 'talk', version: 1 } },
      {
        door: 'cli',
        after: {
          useCase: 'talk',
          version: 2,
          changes: ['questions.topic.label: What about? → About what?', 'policies.minimumNotice: 60 → 120'],
        },
      },
    ]);
  });

  it('what is exported is what is stored, and applying it changes nothing', async () => {
    const { code, out } = await onDesk('export', 'onsite-visit');
    expect(code).toBe(0);
    const read = readUseCase(out);
    expect(read.ok && read.useCase).toEqual((await stored('onsite-visit'))?.useCase);
    await writeFile(path('exported.yaml'), out);
    expect((await onDesk('apply', path('exported.yaml'))).out).toContain('Nothing changes: version 1');
    expect((await onDesk('export', 'onsite-visti')).err).toContain('Did you mean “onsite-visit”? There is: ');
  });

  it('propose without owners reads those of the desk, and writes nothing at all', async () => {
    await writeFile(path('short.yaml'), request.slice(0, request.indexOf('owners:')));
    const everything = async () =>
      Promise.all(
        ['audit', 'request', 'proposal', 'claim', 'use_case_version', 'inbox'].map(async (table) => {
          const { rows: found } = await database.store.pool.query(`select count(*)::int as n from ${table}`);
          return found[0]?.n;
        }),
      );
    const before = await everything();
    const { code, out, err } = await onDesk(
      'propose',
      path('talk.yaml'),
      '--request',
      path('short.yaml'),
      '--now',
      '2026-12-01T10:00',
      '--json',
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const said = JSON.parse(out);
    expect(said.slots).toHaveLength(4);
    expect(said.evaluation.owners.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Dana Reyes',
      'Marcus Webb',
      'Priya Nair',
      'Tom Okafor',
    ]);
    expect(await everything()).toEqual(before);
  });
});
