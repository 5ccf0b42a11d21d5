/** How long one whole proposal takes in the core: twelve owners, thirty days, busy calendars; rules, routing and reasons. */
import { starterOwners } from '../../src/flow/starter/people.ts';
import { propose } from '../../src/scheduling/proposal.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';
import { anIntake, anOwner, aUseCase, hour, minute, monday, ownerFacts, someFacts } from '../scheduling/worlds.ts';
import { quantile, report } from './report.ts';

const days = 30;
const runs = 300;

/** Three meetings a day, at times that differ from owner to owner but not from run to run. */
function busyOf(owner: number): Interval[] {
  return Array.from({ length: days * 3 }, (_, n): Interval => {
    const start = monday + n * 8 * hour + ((owner * 7 + n * 5) % 12) * 15 * minute;
    return [start, start + hour];
  });
}

/** Measures it, the first time and when it is warm. */
export function benchProposal(): void {
  const owners = starterOwners.map(({ zone }, n) =>
    ownerFacts(anOwner(n + 1, { zone }), { busy: { kind: 'known', ranges: busyOf(n) } }),
  );
  const useCase = aUseCase({
    grid: 15,
    policies: { buffers: { before: 5, after: 10 }, minimumNotice: 120, maximumLead: days },
  });
  const wish = { facts: someFacts(owners, { useCase }), intake: anIntake(), now: monday };
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    if (propose(wish).slots.length === 0) throw new Error('A proposal without slots measures nothing.');
    return performance.now() - start;
  });
  const what = `a proposal in the core, ${owners.length} owners x ${days} days`;
  report({ measure: `${what}: the first`, value: times[0] ?? Number.NaN, unit: 'ms' });
  report({ measure: `${what}: median of ${runs}`, value: quantile(times, 0.5), unit: 'ms' });
  report({ measure: `${what}: p99`, value: quantile(times, 0.99), unit: 'ms' });
}
