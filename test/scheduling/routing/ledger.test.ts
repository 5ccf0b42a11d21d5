/** The fairness ledger over many bookings: nobody is ever further from their due than one booking times their weight. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OwnerFacts } from '../../../src/scheduling/facts.ts';
import type { Slot } from '../../../src/scheduling/request.ts';
import { entriesOf } from '../../../src/scheduling/routing/entries.ts';
import { turnsIn } from '../../../src/scheduling/routing/ledger.ts';
import { inTurn } from '../../../src/scheduling/routing/round-robin.ts';
import { routingSchema, turnsOf } from '../../../src/scheduling/routing/schema.ts';
import { booking, type LedgerLine } from '../../../src/scheduling/routing/units.ts';
import { anOwner, at, aUseCase, hour, id, ownerFacts, someFacts } from '../worlds.ts';

const noon = at('2026-12-01T17:00:00Z');
const empty: LedgerLine = { got: 0, credits: 0, corrections: 0, calibrations: 0 };
const off = { dateHours: [{ date: '2026-12-01', start: 0, end: 0 }] };

/** A ledger that is kept as the store keeps it. */
class Book {
  readonly lines = new Map<string, LedgerLine>();
  readonly useCase;
  private now = 0;
  private readonly last = new Map<string, number>();
  constructor(weights: Record<string, number>) {
    this.useCase = aUseCase({ routing: routingSchema.parse({ method: 'round-robin', weights }) });
  }
  get turns() {
    return turnsOf(this.useCase.routing);
  }
  pool(present: ReadonlySet<number>, away: ReadonlySet<number> = new Set()): OwnerFacts[] {
    return [...present].map((n) =>
      ownerFacts(anOwner(n, { email: `o${n}@example.com`, ...(away.has(n) ? off : {}) }), {
        ledger: this.lines.get(id(n)) ?? null,
        lastTakenAt: this.last.get(id(n)) ?? null,
      }),
    );
  }
  /** Books whoever is next of those who are not away. */
  book(pool: readonly OwnerFacts[]): string | null {
    const able = pool.filter((one) => one.owner.dateHours.length === 0);
    const first = inTurn(able, pool, this.turns)[0]?.facts.owner;
    if (first === undefined) return null;
    const here = new Set(pool.map(({ owner }) => owner.id));
    const leftPool = [...this.lines.keys()].filter((known) => !here.has(known));
    const slot: Slot = {
      ownerId: first.id,
      ownerName: '',
      ownerZone: first.zone,
      start: noon,
      end: noon + hour,
      reasons: [],
    };
    for (const { ownerId, kind, units } of entriesOf(slot, someFacts(pool, { useCase: this.useCase, leftPool }))) {
      const line = this.lines.get(ownerId) ?? empty;
      if (kind === 'left') this.lines.delete(ownerId);
      else if (kind === 'got') this.lines.set(ownerId, { ...line, got: line.got + units });
      else this.lines.set(ownerId, { ...line, calibrations: line.calibrations + units });
    }
    this.last.set(first.id, ++this.now);
    return first.id;
  }
}

/** How far everybody is from their due, in bookings, against one booking times their weight. */
function furthest(pool: readonly OwnerFacts[], book: Book): number {
  const current = pool.map((one) => ({ ...one, ledger: book.lines.get(one.owner.id) ?? null }));
  return Math.max(...turnsIn(current, book.turns).map((t) => Math.abs(t.standing - t.due) / (booking * t.weight)));
}

test('over 10,000 bookings, while people join, leave, return and take days off', () => {
  const seed = 20261201;
  console.log(`fairness over 10,000 bookings: seed ${seed}`);
  const churn = fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 12, maxLength: 12 }),
    steps: fc.array(
      fc.record({ who: fc.integer({ min: 1, max: 12 }), what: fc.constantFrom('in', 'out', 'away', 'back') }),
      {
        minLength: 250,
        maxLength: 250,
      },
    ),
  });
  fc.assert(
    fc.property(churn, ({ weights, steps }) => {
      const book = new Book(Object.fromEntries(weights.map((w, i) => [`o${i + 1}@example.com`, w])));
      const present = new Set([1, 2, 3, 4]);
      const away = new Set<number>();
      for (const { who, what } of steps) {
        if (what === 'in') present.add(who);
        if (what === 'out' && present.size > 2) present.delete(who);
        if (what === 'away' && away.size < 3) away.add(who);
        if (what === 'back') away.delete(who);
        for (let n = 0; n < 40; n++) {
          const pool = book.pool(present, away);
          if (book.book(pool) === null) continue;
          expect(furthest(pool, book)).toBeLessThanOrEqual(1.001);
        }
      }
    }),
    { seed, numRuns: 1, endOnFailure: true },
  );
}, 60_000);

test('shares follow the weights', () => {
  const book = new Book({ 'o1@example.com': 3, 'o2@example.com': 2 });
  const counts = new Map<string, number>();
  for (let n = 0; n < 600; n++) {
    const who = book.book(book.pool(new Set([1, 2, 3]))) ?? '';
    counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  expect([id(1), id(2), id(3)].map((one) => counts.get(one))).toEqual([300, 200, 100]);
});

test('the same owners in any order get the same turns', () => {
  const book = new Book({ 'o2@example.com': 2 });
  for (let n = 0; n < 20; n++) book.book(book.pool(new Set([1, 2, 3])));
  const order = (who: number[]) => {
    const pool = book.pool(new Set(who));
    return inTurn(pool, pool, book.turns).map((r) => r.facts.owner.id);
  };
  expect(order([3, 1, 2])).toEqual(order([1, 2, 3]));
});

describe('a booking', () => {
  const slot = (n: number, routedBy = 'round-robin'): Slot => ({
    ownerId: id(n),
    ownerName: 'Dana',
    ownerZone: 'America/New_York',
    start: noon,
    end: noon + hour,
    reasons: [],
    routedBy,
  });

  test('is not due to somebody whose whole day is off or taken by one event', () => {
    const allDay: OwnerFacts['busy'] = {
      kind: 'known',
      ranges: [[at('2026-12-01T05:00:00Z'), at('2026-12-02T05:00:00Z')]],
    };
    const facts = someFacts([
      ownerFacts(anOwner(1), { ledger: empty }),
      ownerFacts(anOwner(2, off), { ledger: empty }),
      ownerFacts(anOwner(3), { ledger: empty, busy: allDay }),
      ownerFacts(anOwner(4), { ledger: empty, busy: { kind: 'known', ranges: [[noon, noon + hour]] } }),
    ]);
    expect(entriesOf(slot(1), facts).map(({ ownerId, kind, units }) => [ownerId, kind, units])).toEqual([
      [id(1), 'got', booking],
      [id(2), 'calibration', booking / 2],
      [id(3), 'calibration', booking / 2],
    ]);
    expect(entriesOf(slot(1), facts)[1]?.reason).toBe('Was away on Tue, Dec 1, so this booking was not due to them.');
  });

  test('gives joiners their start, and ends the line of those who left', () => {
    const facts = someFacts(
      [ownerFacts(anOwner(1), { ledger: { ...empty, got: 4 * booking } }), ownerFacts(anOwner(2), { ledger: null })],
      { leftPool: [id(8)] },
    );
    expect(entriesOf(slot(1), facts).map(({ ownerId, kind, units }) => [ownerId, kind, units])).toEqual([
      [id(8), 'left', 0],
      [id(2), 'joined', 4 * booking],
      [id(1), 'got', booking],
    ]);
  });

  test('that goes to the account owner is nobody’s turn', () => {
    expect(entriesOf(slot(1, 'account-owner'), someFacts([ownerFacts(anOwner(1), { ledger: empty })]))).toEqual([]);
  });
});
