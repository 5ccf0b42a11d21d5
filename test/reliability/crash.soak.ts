import { afterAll, describe, expect, inject, it } from 'vitest';
import { type CrashLane, crashLane, type Found } from '../support/crash-lane.ts';
import { bookingPoints, type CrashPoint, jobPoints, mayPostTwice, reminderPoints } from '../support/crash-points.ts';
import { shuffled } from '../support/shuffled.ts';

const rounds = 15;
const anyMoment = 'at any moment after the click';
/** A booking and its messages take less than this, in ms, on an idle machine. */
const longestMoment = 400;

type Step = CrashPoint | typeof anyMoment;
const steps: readonly Step[] = [...bookingPoints, ...jobPoints, ...reminderPoints, anyMoment];
const reminders: ReadonlySet<string> = new Set(reminderPoints);

interface Line {
  kills: number;
  lost: number;
  doubled: number;
  postedTwice: number;
  slowestMs: number;
}
const table = new Map<Step, Line>(
  steps.map((step) => [step, { kills: 0, lost: 0, doubled: 0, postedTwice: 0, slowestMs: 0 }]),
);

const once = (found: Found) => [found.bookings, found.claims, found.calendarEvents, found.booked];

function judge(step: Step, found: Found): void {
  const { card, owner, reminder } = found.posts;
  const posts = reminders.has(step) ? [card, owner, reminder] : [card, owner];
  const line = table.get(step);
  if (!line) throw new Error(`${step} is no step.`);
  line.kills += 1;
  line.lost += [...once(found), ...posts].some((n) => n < 1) || found.followUps < 2 ? 1 : 0;
  line.doubled += once(found).some((n) => n > 1) || found.followUpsTwice > 0 ? 1 : 0;
  line.postedTwice += posts.some((n) => n > 1) ? 1 : 0;
  line.slowestMs = Math.max(line.slowestMs, found.settledMs);
}

function killed(lane: CrashLane, step: Step, moment: number): Promise<Found> {
  if (step === anyMoment) return lane.bookOver({ afterMs: moment });
  return reminders.has(step) ? lane.remindOver(step) : lane.bookOver(step);
}

describe('a desk that is killed at every step', () => {
  const seed = inject('seed');

  it.concurrent.each(Array.from({ length: rounds }, (_, n) => n))('comes back whole, round %i', async (round) => {
    const { order, random } = shuffled(steps, seed + round);
    const lane = await crashLane();
    try {
      for (const step of order) judge(step, await killed(lane, step, Math.floor(random() * longestMoment)));
    } finally {
      await lane.stop();
    }
  });

  afterAll(() => {
    console.info(`seed ${seed}`);
    console.table(Object.fromEntries(table));
    const lines = [...table];
    expect(lines.filter(([, line]) => line.lost + line.doubled > 0)).toEqual([]);
    const repeated = lines.filter(
      ([step, line]) => line.postedTwice > 0 && !mayPostTwice.has(step) && step !== anyMoment,
    );
    expect(repeated).toEqual([]);
  });
});
