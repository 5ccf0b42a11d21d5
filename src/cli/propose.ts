/**
 * The command `slotdesk propose`: what a use case would answer to a request, and why. A dry run. With owners of its own
 * it needs no desk; without, the desk is read through sessions that cannot write.
 */
import { createLocalCalendar } from '../calendars/local.ts';
import { type DryRun, dryRun, dryRunOnDesk } from '../flow/dry-run.ts';
import { instantOfWords } from '../flow/instant-words.ts';
import { readScenario, type Scenario } from '../flow/scenario-file.ts';
import { readUseCase } from '../flow/use-case-file.ts';
import type { World } from '../flow/world.ts';
import { systemClock } from '../lib/clock.ts';
import { createLog } from '../lib/log.ts';
import { createFetchText } from '../lib/safe-fetch.ts';
import type { Problem } from '../lib/text/problem.ts';
import type { Evaluation } from '../scheduling/evaluation.ts';
import { inFull } from '../scheduling/reasons.ts';
import type { Slot } from '../scheduling/request.ts';
import { formatRange, formatTime } from '../scheduling/time/format.ts';
import type { UseCase } from '../scheduling/use-case.ts';
import { localEvents } from '../store/local-calendar.ts';
import { type Desk, Misuse, needed, say, type Words, withDesk } from './desk.ts';
import { asMisuse, readText } from './files.ts';

/** Runs it. What is to be mended, and a refusal, end the command with an error. */
export async function propose(path: string, options: Words): Promise<void> {
  const json = options.json !== undefined;
  const requestPath = needed(options, 'request', 'request.yaml');
  const read = readUseCase(await readText(path));
  if (!read.ok) return stop(path, read.problems, json);
  const { useCase } = read;
  const asked = readScenario(await readText(requestPath), useCase);
  if (!asked.ok) return stop(requestPath, asked.problems, json);
  const { scenario } = asked;
  const now = nowOf(options.now, scenario);
  const { owners } = scenario;
  const onDesk = (desk: Desk) => dryRunOnDesk(readingWorld(desk), desk.tenant, useCase, scenario, now);
  const done =
    owners === null
      ? await withDesk(options.workspace, onDesk, { readOnly: true })
      : dryRun(useCase, scenario, owners, now);
  if (json) say(JSON.stringify(asJson(done, useCase, now), null, 2));
  if (!done.ok) return refuse(done, requestPath, scenario, json);
  if (!json) show(done, useCase, scenario, now);
}

/** The desk's calendars as they are, without noting what was read. */
function readingWorld({ store, clock }: Desk): World {
  const log = createLog({ level: 'warn' });
  const fetchText = createFetchText();
  return {
    store,
    clock,
    log,
    chats: new Map(),
    calendarOf: (tenant) => {
      const events = { ...localEvents(store.db, tenant), note: async () => undefined };
      return createLocalCalendar({ events, fetchText, clock, log });
    },
  };
}

function nowOf(typed: string | undefined, { requester }: Scenario): number {
  if (typed === undefined) return systemClock.now();
  const now = instantOfWords(typed, requester.zone);
  if (now === null)
    throw new Misuse(
      `--now ${typed} is no time. Write it like 2026-12-01T09:00, on the requester’s clock, or 2026-12-01T14:00Z.`,
    );
  return now;
}

function stop(path: string, problems: readonly Problem[], json: boolean): void {
  if (json)
    say(JSON.stringify({ ok: false, problems: problems.map((problem) => ({ file: path, ...problem })) }, null, 2));
  throw asMisuse(problems.map((problem) => ({ path, problem })));
}

/** A refusal, with the place of each answer that is at fault. */
function refuse(
  { reason, fields }: Extract<DryRun, { ok: false }>,
  path: string,
  { document }: Scenario,
  json: boolean,
): void {
  if (json) {
    process.exitCode = 1;
    return;
  }
  const places = Object.entries(fields).map(([key, text]) => {
    const { line, column } = document.placeOf(['answers', key]);
    return `${path}:${line}:${column}  ${key}: ${text}`;
  });
  throw new Misuse([inFull(reason), ...places].join('\n'));
}

function asJson(done: DryRun, useCase: UseCase, now: number): object {
  const iso = (at: number) => new Date(at).toISOString();
  const about = { useCase: useCase.key, now: iso(now) };
  if (!done.ok) return { ...about, ...done };
  const slots = done.slots.map((slot) => ({ ...slot, startsAt: iso(slot.start), endsAt: iso(slot.end) }));
  return { ...about, ...done, slots };
}

function show(
  { slots, because, evaluation }: Extract<DryRun, { ok: true }>,
  useCase: UseCase,
  { requester }: Scenario,
  now: number,
): void {
  const { zone } = requester;
  say(`${useCase.name}, asked on ${formatTime(now, zone)}. Nothing is written.`);
  say('');
  if (slots.length === 0) say('No time can be offered:');
  for (const reason of because) say(`  ${inFull(reason)}`);
  for (const [i, slot] of slots.entries()) showSlot(i + 1, slot, zone);
  say('');
  showEvaluation(evaluation);
}

function showSlot(number: number, { start, end, ownerName, reasons }: Slot, zone: string): void {
  say(`${number}. ${formatRange(start, end, zone)} with ${ownerName}`);
  for (const reason of reasons) say(`     ${inFull(reason)}`);
}

function showEvaluation({ owners, starts, method, tried = [], tieBreak }: Evaluation): void {
  say(`Of ${starts.toLocaleString('en-US')} starts that were looked at:`);
  for (const { name, open, closed, rank, reasons } of owners) {
    const by = Object.entries(closed).map(([code, count]) => `${code} ${count.toLocaleString('en-US')}`);
    const gone = by.length === 0 ? '' : `; closed by ${by.join(', ')}`;
    say(`  ${rank === null ? '-' : `${rank}.`} ${name}: ${open.toLocaleString('en-US')} open${gone}`);
    for (const reason of reasons) say(`       ${inFull(reason)}`);
  }
  say(`Routed by ${method}. ${tieBreak}`);
  for (const { reason } of tried) if (reason !== null) say(`  ${inFull(reason)}`);
}
