/** Adapters for nettu's grid, which lies on its window and not on a clock. Its units are taken for minutes since 1970. */
import { z } from 'zod';
import { availabilityOf } from '../../../src/scheduling/availability.ts';
import { type Search, searchFor } from '../../../src/scheduling/search.ts';
import { complement, type Interval, merge } from '../../../src/scheduling/time/intervals.ts';
import { MINUTE_MS } from '../../../src/scheduling/time/local-date.ts';
import { anIntake, anOwner, aUseCase, ownerFacts, someFacts } from '../worlds.ts';
import { type Adapter, ranges, value } from './case.ts';

const windowSchema = z.object({ from: value, to: value, duration: value, interval: value });
type Window = z.infer<typeof windowSchema>;

export const slotsOnFixedGrid: Adapter = ({ input, expect }) => {
  const asked = windowSchema.extend({ free: ranges }).parse(input);
  const slots = startsOf(asked.free, asked).map((start) => ({
    start,
    availableUntil: asked.free.find(([from, to]) => from <= start && start < to)?.[1],
  }));
  return { found: { slots }, expected: expect };
};

export const teamSlotsOnFixedGrid: Adapter = ({ input, expect }) => {
  const asked = windowSchema.extend({ hostsFree: z.array(ranges) }).parse(input);
  const open = asked.hostsFree.map((free) => startsOf(free, asked));
  const starts = [...new Set(open.flat())].sort((a, b) => a - b);
  const hostsAt = (start: number) => open.flatMap((list, host) => (list.includes(start) ? [host] : []));
  return { found: { slots: starts.map((start) => ({ start, hosts: hostsAt(start) })) }, expected: expect };
};

/** The starts open to an owner who is free in these ranges, by the core's rules. */
function startsOf(free: readonly Interval[], asked: Window): number[] {
  const inMs = free.map(([from, to]): Interval => [from * MINUTE_MS, to * MINUTE_MS]);
  const search = searchIn(asked);
  const whole: Interval = [search.from, search.to + search.duration];
  const owner = anOwner(1, { zone: 'UTC', hours: [{ days: [0, 1, 2, 3, 4, 5, 6], start: 0, end: 1440 }] });
  const facts = ownerFacts(owner, { busy: { kind: 'known', ranges: complement(merge(inMs), whole) } });
  const starts: number[] = [];
  for (let at = asked.from; at + asked.duration <= asked.to; at += asked.interval) starts.push(at);
  const grid = { starts: starts.map((start) => start * MINUTE_MS), days: starts.map(() => 0), minutes: starts };
  return availabilityOf(facts, search, grid).open.map((place) => starts[place] ?? Number.NaN);
}

function searchIn(asked: Window): Search {
  const useCase = aUseCase({ policies: { maximumLead: 180 } });
  const from = asked.from * MINUTE_MS;
  const search = searchFor(someFacts([], { useCase }), anIntake({ attendee: { name: 'Ada', zone: 'UTC' } }), from);
  return { ...search, from, to: asked.to * MINUTE_MS, duration: asked.duration * MINUTE_MS };
}
