/**
 * The baseline of the slot bench: the same answer with luxon alone, written as the rule reads. An owner's free time is
 * their hours, day by day, without what is busy; start after start along the attendee's clock is open for them when a
 * stretch of it holds the whole meeting. As in the engine, each owner's open starts are found, then those of the pool.
 */
import { DateTime, Interval } from 'luxon';
import type { Host, Workload } from './workloads.ts';

/** The starts (epoch ms, ascending) at which at least one owner is free for the whole duration. */
export function luxonStarts(work: Workload): number[] {
  const open = new Set(work.hosts.flatMap((host) => startsOf(host, work)));
  return [...open].sort((a, b) => a - b);
}

function startsOf(host: Host, work: Workload): number[] {
  const free = freeIntervals(host, work);
  const starts: number[] = [];
  const first = DateTime.fromMillis(work.now).plus({ minutes: work.notice }).startOf('minute');
  for (let start = onGrid(first, work); start.toMillis() < work.to; start = start.plus({ minutes: work.interval })) {
    const meeting = Interval.after(start, { minutes: work.duration });
    if (free.some((interval) => interval.engulfs(meeting))) starts.push(start.toMillis());
  }
  return starts;
}

function onGrid(at: DateTime, { invitee, interval }: Workload): DateTime {
  const local = at.setZone(invitee);
  const beyond = local.minute % interval;
  return beyond === 0 ? local : local.plus({ minutes: interval - beyond });
}

function freeIntervals(host: Host, work: Workload): Interval[] {
  const busy = host.busy.map(([start, end]) =>
    Interval.fromDateTimes(DateTime.fromMillis(start), DateTime.fromMillis(end)),
  );
  return workingIntervals(host, work).flatMap((working) => working.difference(...busy));
}

function workingIntervals(host: Host, work: Workload): Interval[] {
  const found: Interval[] = [];
  const from = DateTime.fromMillis(work.from, { zone: host.zone });
  const to = DateTime.fromMillis(work.to, { zone: host.zone });
  const window = Interval.fromDateTimes(from, to);
  for (let day = from.startOf('day'); day <= to; day = day.plus({ days: 1 })) {
    const own = host.overrides.filter((override) => override.date === day.toISODate());
    const hours = own.length > 0 ? own : host.weekly.filter(({ days }) => days.includes(day.weekday % 7));
    for (const { start, end } of hours) {
      if (start === end) continue;
      const begins = day.set({ hour: Math.floor(start / 60), minute: start % 60 });
      const ends = day.set({ hour: Math.floor(end / 60), minute: end % 60 });
      const inWindow = Interval.fromDateTimes(begins, ends).intersection(window);
      if (inWindow !== null) found.push(inWindow);
    }
  }
  return found;
}
