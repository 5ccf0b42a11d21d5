/** Ten thousand damaged files: each is answered with a result, or with problems that name place and mend. */
import { expect, it } from 'vitest';
import { dryRun } from '../../src/flow/dry-run.ts';
import { readScenario } from '../../src/flow/scenario-file.ts';
import { starterUseCases } from '../../src/flow/starter/use-cases.ts';
import { checkUseCase, readUseCase, writeUseCase } from '../../src/flow/use-case-file.ts';
import { writeDocument } from '../../src/lib/text/document.ts';
import type { Problem } from '../../src/lib/text/problem.ts';
import { describeUseCase } from '../../src/scheduling/describe.ts';
import type { UseCase } from '../../src/scheduling/use-case.ts';
import { damagedData, damagedText, pick, type Random, randomFrom } from '../support/mutations.ts';

const seed = Number(process.env.FUZZ_SEED ?? 20261122);
const count = Number(process.env.FUZZ_COUNT ?? 10_000);
const now = Date.UTC(2026, 10, 30, 15);

const answersOf = ({ questions }: UseCase) =>
  Object.fromEntries(
    questions.map(({ key, kind, choices }) => [
      key,
      {
        email: 'ada@example.com',
        phone: '(602) 555-0142',
        date: '2026-12-03',
        'time-zone': 'America/Chicago',
        choice: choices?.[0]?.value,
        'multiple-choice': choices?.map(({ value }) => value),
        address: '1 Main St, Phoenix, AZ 85004',
        number: 3,
        'yes-no': true,
        time: '10:00',
        person: 'dana@example.com',
        'date-range': '2026-12-01/2026-12-09',
        text: 'Ada',
        'long-text': 'Ada',
      }[kind],
    ]),
  );

const scenarioOf = (useCase: UseCase) => ({
  requester: { name: 'Jamie', email: 'jamie@example.com', zone: 'America/New_York' },
  answers: answersOf(useCase),
  owners: [
    {
      name: 'Dana',
      zone: 'America/New_York',
      email: 'dana@example.com',
      skills: ['core', 'install', 'engineering'],
      territories: ['AZ'],
      hours: ['mon-fri 09:00-17:00', 'sat 10:00-12:00'],
      busy: ['2026-12-01T09:00/2026-12-01T10:30', '2026-12-02T15:00Z/2026-12-02T16:00Z'],
      taken: 2,
    },
    { name: 'Tom', zone: 'America/Los_Angeles', busy: 'unknown' },
  ],
});

/** As YAML or as JSON, damaged in its text, in its data or in both. */
function damaged(data: unknown, random: Random): string {
  const broken = random() < 0.6 ? damagedData(data, random) : data;
  const text = random() < 0.7 ? writeDocument(broken) : JSON.stringify(broken, null, random() < 0.5 ? 2 : 0);
  return broken === data || random() < 0.3 ? damagedText(text ?? '', random) : (text ?? '');
}

/** What to do: a word of mending, or what must be. */
const mends =
  /\b(write|add|use|put|take|name|did you mean|choose|make|give|indent|set|let|keep|end|begin|rename|change|say|nest|mend|must|knows?|fed by|there is|it has)\b/i;

/** What is wrong with how problems are told; null when nothing is. */
function badlyTold(problems: readonly Problem[], text: string): string | null {
  const lines = text.split('\n').length;
  if (problems.length === 0) return 'no problem is named';
  for (const { line, column, text: said } of problems) {
    if (!(Number.isInteger(line) && line >= 1 && line <= lines)) return `line ${line} of ${lines}`;
    if (!(Number.isInteger(column) && column >= 1)) return `column ${column}`;
    if (!/[.!?]$/.test(said)) return `no sentence: ${said}`;
    if (said.length > 2_000) return `long: ${said.length}`;
    if (/undefined|\[object|\n\s+at |Error:|_zod/.test(said) || said.includes('\u0000'))
      return `not for people: ${said}`;
    if (!mends.test(said)) return `says nothing to do: ${said}`;
  }
  return null;
}

/** Plays one input; what is wrong with the answer, or null. */
function play(random: Random, tally: Record<string, number>): { text: string; wrong: string | null } {
  const whole = pick(random, starterUseCases);
  if (whole === undefined) throw new Error('There is no use case to damage.');
  // Often with a short form, which is read faster.
  const base = random() < 0.3 ? whole : { ...whole, questions: whole.questions.slice(0, 3) };
  const judged = (kind: string, text: string, problems: readonly Problem[] | null) => {
    const outcome = `${kind} ${problems === null ? 'read' : 'refused'}`;
    tally[outcome] = (tally[outcome] ?? 0) + 1;
    return { text, wrong: problems && badlyTold(problems, text) };
  };
  if (random() < 0.6) {
    const text = damaged(base, random);
    const read = readUseCase(text);
    if (!read.ok) return judged('use case', text, read.problems);
    const { useCase } = read;
    describeUseCase(useCase);
    const again = readUseCase(writeUseCase(useCase));
    if (!again.ok || JSON.stringify(again.useCase) !== JSON.stringify(useCase))
      return { text, wrong: 'what was written does not read the same' };
    const scenario = readScenario(writeDocument({ ...scenarioOf(useCase) }), useCase);
    if (scenario.ok && scenario.scenario.owners) dryRun(useCase, scenario.scenario, scenario.scenario.owners, now);
    const checked = checkUseCase(text);
    return judged('use case', text, checked.ok ? null : checked.problems);
  }
  const text = damaged(scenarioOf(base), random);
  const read = readScenario(text, base);
  if (read.ok && read.scenario.owners) dryRun(base, read.scenario, read.scenario.owners, now);
  return judged('request', text, read.ok ? null : read.problems);
}

it(`answers ${count} damaged files with a result or with what to mend (seed ${seed})`, { timeout: 600_000 }, () => {
  const tally: Record<string, number> = {};
  const started = performance.now();
  let slowest = 0;
  for (let n = 0; n < count; n += 1) {
    const from = performance.now();
    let played: ReturnType<typeof play> | undefined;
    try {
      played = play(randomFrom(seed + n), tally);
    } catch (error) {
      throw new Error(`input ${n} of seed ${seed} was not answered: set FUZZ_SEED=${seed + n} FUZZ_COUNT=1`, {
        cause: error,
      });
    }
    slowest = Math.max(slowest, performance.now() - from);
    expect(played.wrong, `input ${n}: FUZZ_SEED=${seed + n} FUZZ_COUNT=1\n${played.text.slice(0, 300)}`).toBeNull();
  }
  const took = Math.round(performance.now() - started);
  process.stdout.write(
    `fuzz: seed ${seed}, ${count} inputs in ${took} ms, slowest ${Math.round(slowest)} ms: ${JSON.stringify(tally)}\n`,
  );
  expect(slowest).toBeLessThan(5_000);
});
