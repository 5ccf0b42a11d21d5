/**
 * Adapters for periods that are bounded by fixed offsets and not by zones. The core has no rolling window that counts
 * bookable days: its longest lead counts days of the attendee. The adapters carry that rule, on the core's local days.
 */
import { z } from 'zod';
import {
  DAY_MS,
  type Day,
  dateOfDay,
  dayOfDate,
  MINUTE_MS,
  weekdayOf,
} from '../../../src/scheduling/time/local-date.ts';
import { offsetAt } from '../../../src/scheduling/time/zone.ts';
import { type Adapter, value } from './case.ts';

const bookable = z.record(z.string(), z.boolean());

export const rollingWindowEnd: Adapter = ({ input, expect }) => {
  const asked = z
    .object({
      bookerOffsetMin: z.number(),
      startAt: value,
      daysNeeded: z.number(),
      countNonBusinessDays: z.boolean(),
      bookableDates: bookable,
      maxDaysToLook: z.number(),
    })
    .parse(input);
  return { found: lastMoment(rollingDay(asked), asked.bookerOffsetMin), expected: timeOf(expect, 'endAt') };
};

interface Rolling {
  bookerOffsetMin: number;
  startAt: number;
  daysNeeded: number;
  countNonBusinessDays: boolean;
  bookableDates: Readonly<Record<string, boolean>>;
  maxDaysToLook: number;
}

/** The last of the bookable days that are needed, counted from the day of the start. */
function rollingDay(asked: Rolling): Day {
  const first = dayOf(asked.startAt, asked.bookerOffsetMin);
  let day = first;
  let last: Day | null = null;
  for (let counted = 0; counted < asked.daysNeeded && day - first <= asked.maxDaysToLook; ) {
    if (asked.bookableDates[dateOfDay(day)] === true) {
      counted++;
      last = day;
    }
    day = nextDay(day, asked.countNonBusinessDays);
  }
  return last ?? day;
}

export const periodLimit: Adapter = ({ input, expect }) => {
  const asked = z
    .object({
      now: value,
      type: z.enum(['RANGE', 'ROLLING', 'ROLLING_WINDOW', 'UNLIMITED']),
      days: z.number().nullable(),
      countCalendarDays: z.boolean().nullable(),
      start: value.nullable(),
      end: value.nullable(),
      eventOffsetMin: z.number(),
      bookerOffsetMin: z.number(),
      bookableDates: bookable.nullable(),
    })
    .parse(input);
  const { type, days, start, end, eventOffsetMin, bookerOffsetMin } = asked;
  const countNonBusinessDays = asked.countCalendarDays ?? false;
  const rolling = { ...asked, startAt: asked.now, daysNeeded: days ?? 0, countNonBusinessDays, maxDaysToLook: 61 };
  const rollingEnd =
    type === 'ROLLING'
      ? lastMoment(after(dayOf(asked.now, bookerOffsetMin), days ?? 0, countNonBusinessDays), bookerOffsetMin)
      : type === 'ROLLING_WINDOW' && asked.bookableDates !== null
        ? lastMoment(rollingDay({ ...rolling, bookableDates: asked.bookableDates }), bookerOffsetMin)
        : null;
  // A range is given by dates, which are those of its instants in UTC.
  const inRange = type === 'RANGE' && start !== null && end !== null ? { start, end } : null;
  return {
    found: {
      endOfRollingPeriodEndDayInBookerTz: rollingEnd,
      startOfRangeStartDayInEventTz: inRange && dayOf(inRange.start, 0) * DAY_MS - eventOffsetMin * MINUTE_MS,
      endOfRangeEndDayInEventTz: inRange && lastMoment(dayOf(inRange.end, 0), eventOffsetMin),
    },
    expected: z
      .object({
        endOfRollingPeriodEndDayInBookerTz: value.nullable(),
        startOfRangeStartDayInEventTz: value.nullable(),
        endOfRangeEndDayInEventTz: value.nullable(),
      })
      .parse(expect),
  };
};

const fairness = z.object({
  now: value,
  interval: z.enum(['DAY', 'MONTH']),
  basis: z.enum(['CREATED_AT', 'START_TIME']),
  meetingStart: value.nullable(),
});

export const fairnessWindowStart: Adapter = ({ input, expect }) => {
  const { now, interval, basis, meetingStart } = fairness.parse(input);
  const day = dayOf((basis === 'START_TIME' ? meetingStart : null) ?? now, 0);
  return { found: (interval === 'DAY' ? day : firstOfMonth(day)) * DAY_MS, expected: timeOf(expect, 'at') };
};

export const fairnessWindowEnd: Adapter = ({ input, expect }) => {
  const { now, interval, basis, meetingStart } = fairness.parse(input);
  const day = basis === 'START_TIME' && meetingStart !== null ? dayOf(meetingStart, 0) : null;
  const last = day === null ? null : interval === 'DAY' ? day : firstOfMonth(firstOfMonth(day) + 31) - 1;
  return { found: last === null ? now : lastMoment(last, 0), expected: timeOf(expect, 'at') };
};

/** Whether the clocks were changed between one instant and the next. */
export const offsetChangedFlags: Adapter = ({ input, expect }) => {
  const { zone, instants } = z.object({ zone: z.string(), instants: z.array(value) }).parse(input);
  const offsets = instants.map((at) => offsetAt(zone, at));
  const flags = offsets.map((offset, i) => i > 0 && offset !== offsets[i - 1]);
  return { found: flags, expected: z.object({ flags: z.array(z.boolean()) }).parse(expect).flags };
};

function dayOf(at: number, offsetMin: number): Day {
  return Math.floor((at + offsetMin * MINUTE_MS) / DAY_MS);
}

/** The last millisecond of a day. */
function lastMoment(day: Day, offsetMin: number): number {
  return (day + 1) * DAY_MS - offsetMin * MINUTE_MS - 1;
}

function nextDay(day: Day, countNonBusinessDays: boolean): Day {
  const weekend = (one: Day) => [0, 6].includes(weekdayOf(one));
  let next = day + 1;
  while (!countNonBusinessDays && weekend(next)) next++;
  return next;
}

function after(day: Day, days: number, countNonBusinessDays: boolean): Day {
  let last = day;
  for (let n = 0; n < days; n++) last = nextDay(last, countNonBusinessDays);
  return last;
}

function firstOfMonth(day: Day): Day {
  return dayOfDate(`${dateOfDay(day).slice(0, 7)}-01`) ?? day;
}

function timeOf(expect: unknown, key: string): number {
  return z.record(z.string(), value).parse(expect)[key] ?? Number.NaN;
}
