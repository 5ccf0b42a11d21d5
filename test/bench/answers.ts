/**
 * How soon the desk answers Slack while twenty people ask at once: each types `/schedule bench-call`, sends the form, and
 * books a slot, again and again. Through the real receiver, with signed requests, against the real database. First at
 * the pace of people, a second between one thing and the next; then without any pause, which keeps a whole core busy.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { loadStarterDesk } from '../../src/flow/starter/load.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { createLog } from '../../src/lib/log.ts';
import type { Act, ActAnswer, SandboxView, Snapshot } from '../../src/sandbox/protocol.ts';
import { inTransaction, openStore } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { addToPool, allOwners } from '../../src/store/owners.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';
import { aUseCase } from '../scheduling/worlds.ts';
import { inFolder, startProgram } from './program.ts';
import { quantile, report } from './report.ts';
import { type StandIn, startStandIn, team } from './stand-in.ts';

const people = 20;
const paces = [
  { name: '20 people, a second between steps', rounds: 15, pauseMs: 1_000, goals: { p99: 1_000, slowest: 2_500 } },
  { name: '20 people without a pause', rounds: 10, pauseMs: 0, goals: {} },
];
type Pace = (typeof paces)[number];
/** How often a person looks whether the dialog has changed, in ms. */
const blink = 40;
const patienceMs = 30_000;

const log = createLog({ level: 'error' });

/** Measures it. */
export async function benchAnswers(): Promise<void> {
  await inFolder(async (folder) => {
    await fill(folder);
    const standIn = await startStandIn(folder, people);
    const { sandbox } = standIn;
    const desk = await startProgram(folder, {
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_SIGNING_SECRET: sandbox.signingSecret,
      SLACK_API_URL: `${standIn.url}/sandbox/api/`,
    });
    standIn.deliverTo(desk.url);
    try {
      // The first rounds make every plan and open every connection; a desk that runs has them.
      for (const [n, as] of standIn.people.entries()) await round(standIn, as, n, 0);
      for (const pace of paces) await benchPace(standIn, pace);
      const { peak } = await desk.memory();
      if (peak !== null) report({ measure: 'memory of the Node process, most of all this', value: peak, unit: 'MB' });
    } finally {
      await desk.stop();
      await standIn.stop();
    }
  });
}

async function benchPace(standIn: StandIn, pace: Pace): Promise<void> {
  standIn.answers.clear();
  const toSlots: number[] = [];
  const all = standIn.people.map(async (as, n) => {
    // Not all at the same moment: each begins a little after the one before.
    await pause((pace.pauseMs / people) * n);
    for (let i = 0; i < pace.rounds; i += 1) toSlots.push(await round(standIn, as, n + i * people, pace.pauseMs));
  });
  await Promise.all(all);
  reportAnswers(standIn, pace, toSlots);
}

/** Every sample owner may take it, and no limit ends it before the bench does. */
const useCase = aUseCase({
  key: 'bench-call',
  name: 'Bench call',
  pool: 'bench',
  policies: {
    buffers: { before: 5, after: 10 },
    minimumNotice: 120,
    maximumLead: 30,
    holidays: { country: 'US' },
  },
});

/** Puts the starter desk with its people, and the use case, into the database of a folder. */
async function fill(folder: string): Promise<void> {
  const embedded = await startEmbedded({ dataDir: folder, log });
  await migrate(embedded.connection, { dir: join(import.meta.dirname, '../../prisma/migrations'), log });
  const store = openStore({ connection: embedded.connection, log });
  const workspace = { platform: 'slack', workspace: team.id, name: team.name } as const;
  await loadStarterDesk(store, workspace, { withPeople: true });
  await inTransaction(store, async (tx) => {
    const tenant = await tenantOfWorkspace(tx, workspace.platform, workspace.workspace);
    if (tenant === null) throw new Error('The starter desk was not loaded.');
    await saveUseCase(tx, tenant, useCase);
    for (const { id } of await allOwners(tx, tenant)) await addToPool(tx, tenant, useCase.pool, id);
  });
  await store.close();
  await embedded.stop();
}

function reportAnswers({ answers }: StandIn, { name, goals }: Pace, toSlots: readonly number[]): void {
  const all = [...answers.values()].flat();
  const of = `first answer, ${name}`;
  report({ measure: `${of} (${all.length}): p50`, value: quantile(all, 0.5), unit: 'ms' });
  report({ measure: `${of}: p99`, value: quantile(all, 0.99), unit: 'ms', goal: goals.p99 });
  report({ measure: `${of}: slowest`, value: Math.max(...all), unit: 'ms', goal: goals.slowest });
  for (const [kind, times] of [...answers].sort())
    report({ measure: `  ${kind} (${times.length}): p99`, value: quantile(times, 0.99), unit: 'ms' });
  report({ measure: '  from the sent form to the slots: p50', value: quantile(toSlots, 0.5), unit: 'ms' });
  report({ measure: '  from the sent form to the slots: p99', value: quantile(toSlots, 0.99), unit: 'ms' });
}

const block = z.object({
  block_id: z.string(),
  element: z.object({ type: z.string(), action_id: z.string() }).optional(),
  accessory: z.record(z.string(), z.unknown()).optional(),
  elements: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** One person asks for time and books it, their `n`-th wish; gives how long the slots took, in ms. */
async function round(standIn: StandIn, as: string, n: number, pauseMs: number): Promise<number> {
  const { channels } = await see(standIn, as);
  const channel = channels.find(({ name }) => name === 'general')?.id ?? '';
  await act(standIn, { kind: 'command', as, channel, text: '/schedule bench-call' });
  const form = await top(standIn, as, (view) => blocksOf(view).some((b) => b.element !== undefined));
  await pause(pauseMs);
  const sent = performance.now();
  await act(standIn, { kind: 'submit', as, viewId: form.id, values: filled(form, n) });
  const offer = await top(standIn, as, (view) => bookButton(view) !== undefined);
  const took = performance.now() - sent;
  await pause(pauseMs);
  const booked = await book(standIn, as, offer, n);
  await act(standIn, { kind: 'close', as, viewId: booked.id });
  await pause(pauseMs);
  return took;
}

/** Presses a slot; when somebody else was faster, one of those offered instead. */
async function book(standIn: StandIn, as: string, offer: SandboxView, n: number): Promise<SandboxView> {
  let shown = offer;
  for (let action = bookButton(shown, n); action !== undefined; action = bookButton(shown, n)) {
    const before = shown.hash;
    await act(standIn, { kind: 'press-view', as, viewId: shown.id, action, values: {} });
    shown = await top(standIn, as, ({ hash, view }) => hash !== before && view.callback_id !== 'waiting');
  }
  if (shown.view.callback_id !== 'booked') throw new Error(`Nothing was booked: ${JSON.stringify(shown.view)}`);
  return shown;
}

function filled(form: SandboxView, n: number) {
  const option = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
  const answers: Record<string, Record<string, unknown>> = {
    customer: { value: `Customer ${n}` },
    email: { value: `customer.${n}@example.com` },
    zone: option('America/New_York'),
    // As in life, most customers want another day.
    first: { selected_date: new Date(systemClock.now() + (n % 20) * 86_400_000).toISOString().slice(0, 10) },
  };
  return Object.fromEntries(
    blocksOf(form).flatMap(({ block_id, element }) =>
      element === undefined ? [] : [[block_id, { [element.action_id]: { type: element.type, ...answers[block_id] } }]],
    ),
  );
}

function blocksOf({ view }: SandboxView): z.infer<typeof block>[] {
  return z
    .array(z.unknown())
    .parse(view.blocks)
    .flatMap((one) => {
      const read = block.safeParse(one);
      return read.success ? [read.data] : [];
    });
}

/** A button that books a slot, as it is pressed: with the n-th, people who ask at once seldom want the same. */
function bookButton(view: SandboxView, n = 0): Record<string, unknown> | undefined {
  const all = blocksOf(view).flatMap(({ block_id, accessory, elements }) =>
    [...(accessory ? [accessory] : []), ...(elements ?? [])].map((one) => ({ ...one, block_id })),
  );
  const books = all.filter((one) => String(('action_id' in one && one.action_id) || '').startsWith('book'));
  return books[n % Math.max(1, books.length)];
}

async function top(standIn: StandIn, as: string, wanted: (view: SandboxView) => boolean): Promise<SandboxView> {
  for (const until = performance.now() + patienceMs; performance.now() < until; await pause(blink)) {
    const { views } = await see(standIn, as);
    const view = views.at(-1);
    if (view && wanted(view)) return view;
  }
  const { views, complaints } = await see(standIn, as);
  throw new Error(`The dialog did not come. There is:\n${JSON.stringify({ views, complaints }, null, 2)}`);
}

async function see({ url }: StandIn, as: string): Promise<Snapshot> {
  return (await (await fetch(`${url}/sandbox/state?as=${as}`)).json()) as Snapshot;
}

async function act({ url }: StandIn, what: Act): Promise<void> {
  const answer = await fetch(`${url}/sandbox/act/${what.kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  });
  const said = (await answer.json()) as ActAnswer;
  if (!said.ok) throw new Error(`${what.kind}: ${said.error}`);
}
