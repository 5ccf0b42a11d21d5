/** Adapter for teams: all fixed hosts, and one host of each group. Ranges of two hosts of a group are never joined. */
import { z } from 'zod';
import { type Interval, intersect, merge } from '../../../src/scheduling/time/intervals.ts';
import { type Adapter, ranges, sorted } from './case.ts';
import { withoutContained } from './intervals.ts';

export interface TeamHost {
  fixed: boolean;
  /** Hosts without one are a group together. */
  group?: string | null | undefined;
  free: readonly Interval[];
}

const teamSchema = z.object({
  scheduling: z.string(),
  hosts: z.array(z.object({ fixed: z.boolean(), group: z.string().nullish(), free: ranges })),
});

export const teamFreeRanges: Adapter = ({ input, expect }) => {
  const { scheduling, hosts } = teamSchema.parse(input);
  return { found: teamRanges(scheduling, hosts), expected: sorted(z.object({ ranges }).parse(expect).ranges) };
};

/** The ranges in which the team is free. */
export function teamRanges(scheduling: string, hosts: readonly TeamHost[]): Interval[] {
  const isFixed = ({ fixed }: TeamHost) => fixed || scheduling.toLowerCase() === 'collective';
  const fixed = hosts.filter(isFixed).map(({ free }) => merge(free));
  const turning = hosts.filter((host) => !isFixed(host));
  const groups = [...new Set(turning.map(({ group }) => group ?? null))].map((group) =>
    turning.filter((host) => (host.group ?? null) === group).flatMap(({ free }) => free),
  );
  const [first, ...others] = [...(fixed.length === 0 ? [] : [fixed.reduce(intersect)]), ...groups];
  const together = (a: readonly Interval[], b: readonly Interval[]) =>
    a.flatMap((x) => b.flatMap((y) => intersect([x], merge([y]))));
  return withoutContained(others.reduce(together, first ?? []));
}
