/**
 * Whole proposals for large pools: every kind of rule, routing, reasons and the record. Prints how long they take, and
 * how that grows with owners and with days: an exponent of 1 is in proportion.
 */
import { propose, type Wish } from '../../src/scheduling/proposal.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';
import { anIntake, anOwner, aUseCase, hour, minute, monday, ownerFacts, someFacts } from '../scheduling/worlds.ts';
import { growth, measure, rounded } from './measure.ts';

const zones = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles'];

/** Meetings of an owner, four a day, at times that differ from owner to owner but not from run to run. */
function busyOf(owner: number, days: number): Interval[] {
  return Array.from({ length: days * 4 }, (_, n): Interval => {
    const start = monday + n * 6 * hour + ((owner * 7 + n * 5) % 12) * 15 * minute;
    return [start, start + hour];
  });
}

function wishOf(owners: number, days: number): Wish {
  const certificates = [{ name: 'forklift', expires: '2027-12-31' }];
  const pool = Array.from({ length: owners }, (_, n) =>
    ownerFacts(anOwner(n + 1, { zone: zones[n % zones.length] ?? 'UTC', certificates, skills: ['english'] }), {
      busy: { kind: 'known', ranges: busyOf(n, days) },
      claimed: busyOf(n + 5, days).filter((_, i) => i % 8 === 0),
      booked: busyOf(n, days).map(([start]) => ({ useCaseKey: 'sales-call', start })),
      taken: n % 17,
      lastTakenAt: monday - n * hour,
    }),
  );
  const useCase = aUseCase({
    grid: 15,
    policies: {
      buffers: { before: 5, after: 10 },
      minimumNotice: 120,
      maximumLead: days,
      companyDays: [{ date: '2026-12-24', name: 'a day of the company' }],
      blackouts: [{ name: 'inventory', from: '2026-12-10', until: '2026-12-10', broken: 'needs-override' }],
      limits: [{ whose: 'owner', per: 'day', weekStart: 'monday', max: 5, of: 'this-use-case', broken: 'refuse' }],
      evidence: [{ from: 'owner', certificate: 'forklift', broken: 'refuse' }],
    },
  });
  return { facts: someFacts(pool, { useCase }), intake: anIntake({ skill: 'english' }), now: monday };
}

function run(owners: number, days: number): () => unknown {
  const wish = wishOf(owners, days);
  return () => {
    const { slots, evaluation } = propose(wish);
    if (slots.length === 0 || evaluation.owners.length !== owners)
      throw new Error('A proposal without slots measures nothing.');
  };
}

/** Prints the figures; answers whether every goal was met. */
export function benchLargeProposals(): boolean {
  const sized = (owners: number, days: number, seconds: number) => ({
    owners,
    days,
    ...measure({ run: run(owners, days) }, seconds).run,
  });
  const hundred = sized(100, 30, 4);
  const twoThousand = sized(2000, 28, 4);
  const byOwners = [250, 500, 1000].map((owners) => sized(owners, 28, 2));
  const byDays = [7, 14, 28, 56].map((days) => sized(500, days, 2));
  const ofOwners = growth([...byOwners, twoThousand].map(({ owners, cpu }) => ({ size: owners, ms: cpu })));
  const ofDays = growth(byDays.map(({ days, cpu }) => ({ size: days, ms: cpu })));
  const lines = [
    { ...figures(hundred), p95AtMost: 100, met: hundred.p95 <= 100 },
    { ...figures(twoThousand), medianAtMost: 500, met: twoThousand.median <= 500 },
    {
      scenario: 'growth',
      ofOwners: rounded(ofOwners),
      ofDays: rounded(ofDays),
      atMost: 1.15,
      met: Math.max(ofOwners, ofDays) <= 1.15,
    },
  ];
  for (const line of lines) console.log(JSON.stringify(line));
  return lines.every(({ met }) => met);
}

function figures({
  owners,
  days,
  median,
  p95,
  cpu,
  runs,
}: ReturnType<typeof measure>['run'] & { owners: number; days: number }) {
  return {
    scenario: 'proposal',
    owners,
    days,
    medianMs: rounded(median),
    p95Ms: rounded(p95),
    cpuMs: rounded(cpu),
    runs,
  };
}
