/** Adapters for whose turn it is: hosts become owners with a standing in the core's fairness ledger. */
import { z } from 'zod';
import type { OwnerFacts } from '../../../src/scheduling/facts.ts';
import { turnsIn } from '../../../src/scheduling/routing/ledger.ts';
import { inTurn } from '../../../src/scheduling/routing/round-robin.ts';
import { booking } from '../../../src/scheduling/routing/units.ts';
import { anOwner, id, ownerFacts } from '../worlds.ts';
import { type Adapter, value } from './case.ts';

const bookings = z.array(z.object({ hostId: z.number(), createdAt: value }));
const pickSchema = z.object({
  weightsEnabled: z.boolean(),
  available: z.array(z.object({ id: z.number(), priority: z.number(), weight: z.number() })),
  allHosts: z.array(z.object({ id: z.number(), weight: z.number() })),
  lastBookedAt: z.record(z.string(), value.nullable()),
  bookingsOfAvailable: bookings,
  bookingsOfNotAvailable: bookings,
  bookingsOfAll: bookings,
  hostsAddedInInterval: z.array(z.object({ id: z.number(), createdAt: value })),
  outOfOffice: z.array(z.object({ id: z.number(), entries: z.array(z.tuple([value, value])) })),
  attributeWeights: z
    .array(z.object({ id: z.number(), weight: z.number() }))
    .nullable()
    .catch(null),
});
type Pick = z.infer<typeof pickSchema>;

const expectSchema = z.object({
  hostId: z.number(),
  shortfalls: z.array(
    z.object({ id: z.number(), bookingShortfall: z.number(), calibration: z.number(), weight: z.number() }),
  ),
});

export const pickHost: Adapter = ({ input, expect }) => {
  const asked = pickSchema.parse(input);
  const expected = expectSchema.parse(expect);
  const pool = asked.available.map((host) => ownerOf(host.id, asked));
  const settings = settingsOf(asked);
  // Bookings of hosts who are not available count for what is due to those who are.
  const others = ownerFacts(anOwner(0, { email: addressOf(0) }), { taken: asked.bookingsOfNotAvailable.length });
  const first = inTurn(pool, [...pool, others], settings)[0]?.facts.owner.id;
  const turns = turnsIn(asked.weightsEnabled ? [...pool, others] : [], settings);
  const shortfalls = asked.available.flatMap((host) => {
    const turn = turns.find(({ facts }) => facts.owner.id === id(host.id));
    if (turn === undefined) return [];
    const bookingShortfall = (turn.due - turn.standing) / booking;
    return [
      { id: host.id, bookingShortfall, calibration: calibrationOf(host.id, asked), weight: weightOf(host, asked) },
    ];
  });
  const near = <T extends { bookingShortfall: number; calibration: number }>(one: T) => ({
    ...one,
    bookingShortfall: Math.round(one.bookingShortfall * 1000) / 1000,
    calibration: Math.round(one.calibration * 1000) / 1000,
  });
  return {
    found: { hostId: asked.available.find((host) => id(host.id) === first)?.id, shortfalls: shortfalls.map(near) },
    expected: { hostId: expected.hostId, shortfalls: expected.shortfalls.map(near) },
  };
};

/** Of hosts by when they were last booked, whoever waits longest. */
export const pickHostLeastRecent: Adapter = ({ input, expect }) =>
  pickOne(input, expect, value.nullable(), (lastTakenAt) => ({ lastTakenAt }));

/** Of hosts by how many bookings they have, whoever has the fewest. */
export const pickHostFewest: Adapter = ({ input, expect }) =>
  pickOne(input, expect, z.number(), (taken) => ({ taken }));

/** The core breaks ties by a fixed order, the peer by chance: any of `oneOf` will do. */
function pickOne<T>(
  input: unknown,
  expect: unknown,
  read: z.ZodType<T>,
  factsOf: (value: T) => Partial<OwnerFacts>,
): ReturnType<Adapter> {
  const [hosts = {}] = Object.values(z.record(z.string(), z.record(z.string(), read)).parse(input));
  const { oneOf } = z.object({ oneOf: z.array(z.coerce.string()) }).parse(expect);
  const pool = Object.entries(hosts).map(([key, value], i) => ({
    key,
    facts: ownerFacts(anOwner(i + 1), factsOf(value)),
  }));
  const owners = pool.map(({ facts }) => facts);
  const first = inTurn(owners, owners, plain)[0]?.facts;
  const found = pool.find(({ facts }) => facts === first)?.key;
  return {
    found: found === undefined ? [] : [found],
    expected: found !== undefined && oneOf.includes(found) ? [found] : oneOf,
  };
}

const plain = { method: 'round-robin' as const, weights: {}, priorities: {}, creditFor: [] };

function ownerOf(host: number, asked: Pick): OwnerFacts {
  const given = asked.bookingsOfAvailable.filter(({ hostId }) => hostId === host).length;
  const got = asked.weightsEnabled ? given * booking : 0;
  const calibrations = asked.weightsEnabled ? Math.round(calibrationOf(host, asked) * booking) : 0;
  return ownerFacts(anOwner(host, { email: addressOf(host) }), {
    ledger: { got, credits: 0, corrections: 0, calibrations },
    lastTakenAt: asked.lastBookedAt[host] ?? null,
  });
}

/** Weights sum to those of all hosts, available or not; with cal.com the higher priority is the first, here the lower. */
function settingsOf(asked: Pick): typeof plain {
  const weights = asked.available.map((host) => [addressOf(host.id), asked.weightsEnabled ? weightOf(host, asked) : 1]);
  const all = asked.allHosts.reduce((sum, host) => sum + weightOf(host, asked), 0);
  const here = asked.available.reduce((sum, host) => sum + weightOf(host, asked), 0);
  const highest = new Map<number, number>();
  for (const { id: host, priority } of asked.available) highest.set(host, Math.max(priority, highest.get(host) ?? 0));
  return {
    ...plain,
    weights: Object.fromEntries([...weights, [addressOf(0), Math.max(0, all - here)]]),
    priorities: Object.fromEntries([...highest].map(([host, priority]) => [addressOf(host), 10 - priority])),
  };
}

function weightOf(host: { id: number; weight: number }, { attributeWeights }: Pick): number {
  return attributeWeights?.find((one) => one.id === host.id)?.weight ?? host.weight;
}

/** What counts as given for time away: the others' bookings meanwhile, shared among them; in bookings. */
function calibrationOf(host: number, asked: Pick): number {
  const others = asked.bookingsOfAll.filter(({ hostId }) => hostId !== host);
  const added = asked.hostsAddedInInterval.find((one) => one.id === host)?.createdAt ?? Number.NEGATIVE_INFINITY;
  const away = asked.outOfOffice.find((one) => one.id === host)?.entries ?? [];
  const missed = others.filter(
    ({ createdAt }) => createdAt < added || away.some(([from, to]) => from <= createdAt && createdAt <= to),
  );
  return missed.length / Math.max(1, asked.allHosts.length - 1);
}

function addressOf(host: number): string {
  return `host-${host}@example.com`;
}
