/** The engine's answer to a workload of the slot bench. */
import { availabilityOf } from '../../src/scheduling/availability.ts';
import type { OwnerFacts } from '../../src/scheduling/facts.ts';
import { gridOf, type Search, searchFor } from '../../src/scheduling/search.ts';
import { anIntake, anOwner, aUseCase, ownerFacts, someFacts } from '../scheduling/worlds.ts';
import type { Workload } from './workloads.ts';

export interface Asked {
  owners: OwnerFacts[];
  search: Search;
}

/** The workload as the engine's own facts. */
export function asked(work: Workload): Asked {
  const owners = work.hosts.map((host) =>
    ownerFacts(anOwner(host.id + 1, { zone: host.zone, hours: host.weekly, dateHours: host.overrides }), {
      busy: { kind: 'known', ranges: host.busy },
    }),
  );
  const useCase = aUseCase({
    duration: work.duration,
    grid: work.interval,
    policies: { minimumNotice: work.notice, maximumLead: 180 },
  });
  const intake = anIntake({ attendee: { name: 'Ada', zone: work.invitee } });
  const search = searchFor(someFacts(owners, { useCase }), intake, work.now);
  // The window holds whole meetings.
  return { owners, search: { ...search, from: work.from, to: work.to - search.duration + 1 } };
}

/** The starts (epoch ms, ascending) at which at least one owner is free for the whole duration. */
export function engineStarts({ owners, search }: Asked): number[] {
  const grid = gridOf(search);
  const open = new Uint8Array(grid.starts.length);
  for (const owner of owners) for (const place of availabilityOf(owner, search, grid).open) open[place] = 1;
  return grid.starts.filter((_, place) => open[place] === 1);
}
