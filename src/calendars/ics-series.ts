/**
 * The wall times at which a recurrence rule (RFC 5545) repeats. Rules come from files that anybody may have written: every
 * step is counted, so that an endless or impossible rule ends with an error and not with a desk that hangs.
 */
import ICAL from 'ical.js';
import { DAY_MS } from '../scheduling/time/local-date.ts';
import { IcsUnreadable } from './ics-unreadable.ts';

/** How many steps all the rules of one file may still take. */
export interface Budget {
  left: number;
}

// Longer steps are counted day by day inside ical.js.
const longestInterval = 1_000;

function spend(budget: Budget): void {
  budget.left -= 1;
  if (budget.left < 0) throw new IcsUnreadable('an event in it repeats too often, or never');
}

/** ical.js's iterator, whose own loops can be endless (FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30), with each round counted. */
class CountedIterator extends ICAL.RecurIterator {
  declare budget: Budget;

  override fromData(options: { rule: ICAL.Recur; dtstart: ICAL.Time; budget?: Budget }): void {
    this.budget = options.budget ?? { left: 0 };
    super.fromData(options);
  }

  override check_contracting_rules(): boolean {
    spend(this.budget);
    return super.check_contracting_rules();
  }

  override increment_month(): void {
    spend(this.budget);
    super.increment_month();
  }

  override increment_year(years: number): void {
    spend(this.budget);
    super.increment_year(years);
  }
}

/** A date or time of a file as wall time: the epoch ms that its fields would have in UTC. */
export function wallOf(time: ICAL.Time): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

function timeOf(wall: number): ICAL.Time {
  const date = new Date(wall);
  return new ICAL.Time(
    {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
      isDate: false,
    },
    ICAL.Timezone.localTimezone,
  );
}

/** A start with the same rhythm just before `from`, so that a daily series of twenty years is not walked through. */
function nearer(rule: ICAL.Recur, start: number, from: number): number {
  if (rule.count || (rule.freq !== 'DAILY' && rule.freq !== 'WEEKLY')) return start;
  const period = rule.interval * DAY_MS * (rule.freq === 'WEEKLY' ? 7 : 1);
  return start + Math.max(0, Math.floor((from - start) / period)) * period;
}

/**
 * The starts of a rule within [from, to], as wall times, in order.
 * @param start the first start of the series, wall time
 * @param until the last moment at which the rule may start, wall time; null when it is endless or counted
 * @throws IcsUnreadable
 */
export function ruleStarts(
  rule: ICAL.Recur,
  start: number,
  until: number | null,
  [from, to]: readonly [from: number, to: number],
  budget: Budget,
): number[] {
  if (rule.interval > longestInterval) throw new IcsUnreadable('an event in it repeats too rarely');
  const last = Math.min(to, until ?? to);
  if (last < Math.max(start, from)) return [];
  const endless = rule.clone();
  endless.until = null;
  const options = { rule: endless, dtstart: timeOf(nearer(rule, start, from)), budget };
  const iterator = new CountedIterator(options);
  const found: number[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const wall = wallOf(next);
    if (wall > last) break;
    if (wall >= from) found.push(wall);
  }
  return found;
}
