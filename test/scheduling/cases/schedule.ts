/** Adapters for whole schedules: hosts become owners, the core's rules say when each is free, and starts follow from that. */
import { z } from 'zod';
import type { Booked, OwnerFacts } from '../../../src/scheduling/facts.ts';
import { buffers } from '../../../src/scheduling/policies/buffers.ts';
import { rulesOf } from '../../../src/scheduling/policies/policies.ts';
import { type Search, searchFor } from '../../../src/scheduling/search.ts';
import { type Interval, merge, subtract } from '../../../src/scheduling/time/intervals.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/scheduling/time/local-date.ts';
import { localDate } from '../../../src/scheduling/time/zone.ts';
import type { UseCase } from '../../../src/scheduling/use-case.ts';
import { anIntake, aUseCase, ownerFacts, someFacts } from '../worlds.ts';
import { type Adapter, type Case, range, value } from './case.ts';
import { type Following, startsIn, tolerance } from './starts.ts';
import { teamRanges } from './team.ts';
import { hoursSchema, ownerOf } from './working-hours.ts';

const buffersSchema = z.object({ before: z.number(), after: z.number() });
const none = { before: 0, after: 0 };
const takenSchema = z.object({
  start: value,
  end: value,
  /** A booking has buffers of its own, a calendar event has none. */
  source: z.enum(['booking', 'calendar']),
  buffersMin: buffersSchema.default(none),
});
const perSchema = z.partialRecord(z.enum(['day', 'week', 'month']), z.number());
const hostSchema = hoursSchema.extend({
  id: z.number(),
  fixed: z.boolean(),
  group: z.string().nullish(),
  busy: z.array(takenSchema),
  limits: z.strictObject({ bookings: perSchema.optional(), durationMin: perSchema.optional() }).default({}),
  limitZone: z.string().optional(),
});
const scheduleSchema = z.object({
  now: value,
  from: value,
  to: value,
  inviteeZone: z.string(),
  intervalMin: z.number(),
  durationMin: z.number(),
  offsetStartMin: z.number(),
  minNoticeMin: z.number(),
  buffersMin: buffersSchema,
  scheduling: z.string(),
  contactOwner: z.number().optional(),
  fallbackIfOwnerHasNoSlotWithinDays: z.number().optional(),
  hosts: z.array(hostSchema),
});
const expectSchema = z.union([
  z.object({ slots: z.array(value) }),
  z.object({ countOnLocalDate: z.object({ zone: z.string(), date: z.string(), count: z.number() }) }),
  z.object({ slotsOnUtcDate: z.object({ date: z.string(), slots: z.array(value) }) }),
]);
type Schedule = z.infer<typeof scheduleSchema>;
type Host = z.infer<typeof hostSchema>;

export const schedule: Adapter = (one) => {
  const slots = slotsOf(one, scheduleSchema.parse(one.input));
  const expect = expectSchema.parse(one.expect);
  if ('slots' in expect) return { found: slots, expected: expect.slots };
  if ('countOnLocalDate' in expect) {
    const { zone, date, count } = expect.countOnLocalDate;
    return { found: slots.filter((at) => localDate(zone, at) === date).length, expected: count };
  }
  const { date, slots: expected } = expect.slotsOnUtcDate;
  return { found: slots.filter((at) => localDate('UTC', at) === date), expected };
};

/** What is busy, as a meeting with buffers of its own meets it: read back from the starts that the core's rule closes. */
export const busyFromBookings: Adapter = ({ input, expect }) => {
  const asked = z.object({ bookings: z.array(takenSchema), newBuffersMin: buffersSchema }).parse(input);
  const owner = ownerFacts(ownerOf(nobody, { zone: 'UTC', weekly: [], overrides: [] }), claimed(asked.bookings));
  const useCase = aUseCase({ policies: { buffers: asked.newBuffersMin } });
  const search = searchFor(someFacts([owner], { useCase }), anIntake(), 0);
  const closed = buffers(useCase).flatMap((rule) => rule.closes(owner, search));
  const busy = closed.map(([from, to]): Interval => [from - 1 + search.duration, to]);
  const plain = asked.bookings.map(({ start, end, buffersMin }): Interval => widened(start, end, buffersMin));
  const found = merge(asked.newBuffersMin.before + asked.newBuffersMin.after === 0 ? plain : busy);
  return { found, expected: merge(z.object({ busy: z.array(range) }).parse(expect).busy) };
};

const nobody: Case = { id: '', kind: '', origin: {}, input: null, expect: null };

function slotsOf(one: Case, asked: Schedule): number[] {
  const own = asked.hosts.filter(({ id }) => id === asked.contactOwner);
  if (own.length === 0) return slotsOfTeam(one, asked, asked.hosts);
  const slots = slotsOfTeam(one, asked, own);
  const within = asked.fallbackIfOwnerHasNoSlotWithinDays ?? Number.POSITIVE_INFINITY;
  return slots.some((at) => at < asked.now + within * DAY_MS) ? slots : slotsOfTeam(one, asked, asked.hosts);
}

function slotsOfTeam(one: Case, asked: Schedule, hosts: readonly Host[]): number[] {
  const team = hosts.map((host) => ({ ...host, free: freeOf(one, asked, host) }));
  const following: Following = { ...asked, packTightly: false };
  return startsIn(teamRanges(asked.scheduling, team), following);
}

/** When a host is free for the meeting: the starts that the core's rules leave open, each with the length of the meeting. */
function freeOf(one: Case, asked: Schedule, host: Host): Interval[] {
  const owner = ownerFacts(ownerOf(one, host), { ...claimed(host.busy), booked: bookedOf(asked, host) });
  const useCase = useCaseOf(asked, host);
  const search = searchIn(asked, useCase, owner);
  const open = rulesOf(useCase).reduce(
    (left, rule) => subtract(left, merge(rule.closes(owner, search))),
    merge([[search.from, search.to]]),
  );
  return open.map(([from, to]): Interval => [from, to - 1 + search.duration]);
}

function searchIn(asked: Schedule, useCase: UseCase, owner: OwnerFacts): Search {
  const intake = anIntake({ attendee: { name: 'Ada', zone: asked.inviteeZone } });
  const search = searchFor(someFacts([owner], { useCase }), intake, asked.now);
  return { ...search, from: asked.from, to: asked.to + tolerance - search.duration + 1 };
}

function useCaseOf(asked: Schedule, { zone, limits, limitZone = zone }: Host): UseCase {
  if (limitZone !== zone) throw new Error("The core counts by the owner's own zone.");
  const counted = [
    ...Object.entries(limits.bookings ?? {}).map(([per, max]) => ({ whose: 'owner', per, max })),
    ...Object.entries(limits.durationMin ?? {}).map(([per, minutes]) => ({
      whose: 'owner',
      per,
      max: Math.floor(minutes / asked.durationMin),
    })),
  ];
  return {
    ...aUseCase({
      policies: {
        buffers: asked.buffersMin,
        minimumNotice: asked.minNoticeMin,
        maximumLead: 180,
        limits: counted as UseCase['policies']['limits'],
      },
    }),
    duration: asked.durationMin,
  };
}

/** Bookings as limits count them; for a limit of minutes, one for each length of the meeting. */
function bookedOf(asked: Schedule, { busy, limits }: Host): Booked[] {
  return busy
    .filter(({ source }) => source === 'booking')
    .flatMap(({ start, end }) => {
      const count = limits.durationMin === undefined ? 1 : Math.ceil((end - start) / MINUTE_MS / asked.durationMin);
      return Array.from({ length: count }, () => ({ useCaseKey: 'sales-call', start }));
    });
}

/** What is taken: bookings as claims with their buffers inside, calendar events as they are. */
function claimed(taken: readonly z.infer<typeof takenSchema>[]): Pick<OwnerFacts, 'busy' | 'claimed'> {
  const of = (wanted: string) =>
    taken
      .filter(({ source }) => source === wanted)
      .map(({ start, end, buffersMin }) => widened(start, end, buffersMin))
      .sort((a, b) => a[0] - b[0]);
  return { busy: { kind: 'known', ranges: of('calendar') }, claimed: of('booking') };
}

function widened(start: number, end: number, { before, after }: z.infer<typeof buffersSchema>): Interval {
  return [start - before * MINUTE_MS, end + after * MINUTE_MS];
}
