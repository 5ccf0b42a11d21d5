/**
 * How soon the desk answers Slack while twenty people ask at once: each types `/schedule bench-call`, sends the form, and
 * books a slot, again and again. Through the real receiver, with signed requests, against the real database. First at
 * the pace of people, a second between one thing and the next; then without any pause, which keeps a whole core busy.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { loadStarterDesk } from '../../src/flow/starter/load.ts';
import { createLog } from '../../src/lib/log.ts';
import { inTransaction, openStore } from '../../src/store/database.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { addToPool, allOwners } from '../../src/store/owners.ts';
import { tenantOfWorkspace } from '../../src/store/tenants.ts';
import { saveUseCase } from '../../src/store/use-cases.ts';
import { aUseCase } from '../scheduling/worlds.ts';
import { askAndBook, type Round } from './person.ts';
import { inFolder, startProgram } from './program.ts';
import { quantile, report } from './report.ts';
import { type StandIn, startStandIn, team } from './stand-in.ts';

const people = 20;
const paces = [
  {
    name: '20 people, a second between steps',
    rounds: 15,
    pauseMs: 1_000,
    goals: { p99: 1_000, slowest: 2_500, again: 0 },
  },
  { name: '20 people without a pause', rounds: 10, pauseMs: 0, goals: {} },
];
type Pace = (typeof paces)[number];

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
      for (const [n, as] of standIn.people.entries()) await askAndBook(standIn, as, n, 0);
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
  const done: Round[] = [];
  const all = standIn.people.map(async (as, n) => {
    // Not all at the same moment: each begins a little after the one before.
    await pause((pace.pauseMs / people) * n);
    for (let i = 0; i < pace.rounds; i += 1) done.push(await askAndBook(standIn, as, n + i * people, pace.pauseMs));
  });
  await Promise.all(all);
  reportAnswers(standIn, pace, done);
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

function reportAnswers({ answers }: StandIn, { name, goals }: Pace, done: readonly Round[]): void {
  const all = [...answers.values()].flat();
  const of = `first answer, ${name}`;
  report({ measure: `${of} (${all.length}): p50`, value: quantile(all, 0.5), unit: 'ms' });
  report({ measure: `${of}: p99`, value: quantile(all, 0.99), unit: 'ms', goal: goals.p99 });
  report({ measure: `${of}: slowest`, value: Math.max(...all), unit: 'ms', goal: goals.slowest });
  for (const [kind, times] of [...answers].sort())
    report({ measure: `  ${kind} (${times.length}): p99`, value: quantile(times, 0.99), unit: 'ms' });
  const toSlots = done.map((one) => one.toSlots);
  report({ measure: '  from the sent form to the slots: p50', value: quantile(toSlots, 0.5), unit: 'ms' });
  report({ measure: '  from the sent form to the slots: p99', value: quantile(toSlots, 0.99), unit: 'ms' });
  const again = done.reduce((sum, one) => sum + one.again, 0);
  report({ measure: '  asked again, because a dialog did not come', value: again, unit: 'times', goal: goals.again });
}
