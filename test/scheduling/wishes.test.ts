/** What was wished of the time: its part of the day comes first, and the meeting is as long as was asked. */
import { expect, test } from 'vitest';
import { propose } from '../../src/scheduling/proposal.ts';
import { anIntake, anOwner, aUseCase, hour, minute, monday, ownerFacts, someFacts } from './worlds.ts';

const offered = (intake: object, busy: [number, number][] = []) => {
  const facts = someFacts([ownerFacts(anOwner(1), { busy: { kind: 'known', ranges: busy } })], {
    useCase: aUseCase({ offer: 4 }),
  });
  return propose({ facts, intake: anIntake(intake), now: monday }).slots;
};
/** New York is five hours behind UTC in December. */
const clock = (at: number) => new Date(at - 5 * hour).toISOString().slice(11, 16);

test('times in the wished part of the day are offered alone while there are enough', () => {
  const slots = offered({ preferred: { from: 0, until: 12 * 60 } });
  expect(slots).toHaveLength(4);
  for (const { start, end, reasons } of slots) {
    expect(clock(start) >= '09:00' && clock(end) <= '12:00').toBe(true);
    expect(reasons.map((r) => r.text)).toContain('It is before 12:00 PM, as wished.');
  }
});

test('other times fill up, and say that they are not what was wished', () => {
  // Busy from nine to noon every day, but for the first hour of tomorrow.
  const mornings = Array.from({ length: 15 }, (_, day): [number, number] => {
    const nine = Date.UTC(2026, 10, 30 + day, 14);
    return [day === 1 ? nine + hour : nine, nine + 3 * hour];
  });
  const slots = offered({ preferred: { from: 0, until: 12 * 60 } }, mornings);
  expect(slots).toHaveLength(4);
  const wished = slots.filter(({ reasons }) => reasons.some((r) => r.code === 'WISHED_TIME'));
  expect(wished.map(({ start }) => clock(start))).toEqual(['09:00', '09:30']);
  for (const slot of slots.filter((one) => !wished.includes(one)))
    expect(slot.reasons.map((r) => r.text)).toContain('Too little is open before 12:00 PM, which was wished.');
});

test('a wish for a length is the length of the meeting', () => {
  for (const { start, end } of offered({ duration: 45 })) expect(end - start).toBe(45 * minute);
  for (const { start, end } of offered({})) expect(end - start).toBe(30 * minute);
});

test('a long meeting still ends inside the owner’s hours', () => {
  for (const { start, end } of offered({ duration: 240, preferred: { from: 12 * 60, until: 24 * 60 } })) {
    expect(clock(start) >= '09:00' && clock(end) <= '17:00').toBe(true);
  }
});
