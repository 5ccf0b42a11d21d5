/**
 * An independent checker, as naive as can be: it walks through a meeting in steps of five minutes, reads every clock
 * with luxon, and looks at every rule by itself. It shares no code with the core.
 */
import { DateTime } from 'luxon';
import type { Facts, OwnerFacts } from '../../src/scheduling/facts.ts';
import type { Intake } from '../../src/scheduling/intake.ts';

const minute = 60_000;
const clocks = new Map<string, { date: string; minute: number; weekday: number }>();

/** What a clock shows: from an instant to a wall time luxon is never in doubt. */
export function clock(zone: string, at: number) {
  const key = `${zone} ${at}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const time = DateTime.fromMillis(at, { zone });
  const shown = { date: time.toFormat('yyyy-MM-dd'), minute: time.hour * 60 + time.minute, weekday: time.weekday % 7 };
  clocks.set(key, shown);
  return shown;
}

function dateAfter(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** Every rule that a meeting of this owner at this start would break, by its code. */
export function broken(facts: Facts, owner: OwnerFacts, intake: Intake, now: number, start: number): Set<string> {
  const { duration, policies } = facts.useCase;
  const end = start + duration * minute;
  const codes = new Set<string>();
  if (start < now) codes.add('PAST');
  if (start < now + policies.minimumNotice * minute) codes.add('TOO_SOON');
  const zone = intake.attendee.zone;
  if (clock(zone, start).date > dateAfter(clock(zone, now).date, policies.maximumLead)) codes.add('RANGE');
  for (let at = start; at < end; at += 5 * minute) {
    const here = clock(owner.owner.zone, at);
    if (facts.holidays.has(here.date)) codes.add('HOLIDAY');
    if (!works(owner, here)) codes.add('HOURS');
  }
  if (owner.busy.kind === 'unknown') codes.add('UNKNOWN_CALENDAR');
  const busy = owner.busy.kind === 'known' ? owner.busy.ranges : [];
  const from = start - policies.buffers.before * minute;
  const to = end + policies.buffers.after * minute;
  for (const [a, b] of busy) if (a < end && start < b) codes.add('BUSY');
  for (const [a, b] of owner.claimed) if (a < end && start < b) codes.add('RESERVED');
  for (const [a, b] of [...busy, ...owner.claimed]) if (a < to && from < b) codes.add('BUFFER');
  return codes;
}

function works({ owner }: OwnerFacts, here: { date: string; minute: number; weekday: number }): boolean {
  const own = owner.dateHours.filter((h) => h.date === here.date);
  const today =
    own.length > 0 ? own.filter((h) => h.start !== h.end) : owner.hours.filter((h) => h.days.includes(here.weekday));
  if (today.some((h) => here.minute >= h.start && (h.end <= h.start || here.minute < h.end))) return true;
  if (own.length > 0) return false;
  const yesterday = dateAfter(here.date, -1);
  const ownYesterday = owner.dateHours.filter((h) => h.date === yesterday);
  const before =
    ownYesterday.length > 0
      ? ownYesterday.filter((h) => h.start !== h.end)
      : owner.hours.filter((h) => h.days.includes((here.weekday + 6) % 7));
  return before.some((h) => h.end <= h.start && here.minute < h.end);
}
