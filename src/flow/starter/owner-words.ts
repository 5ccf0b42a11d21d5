/** Reads how people write hours, days and lists on a command line. */
import type { Hours } from '../../scheduling/owner.ts';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * Working hours from "09:00-17:00" and "mon-fri" or "mon,wed,fri".
 * @returns null when either cannot be understood
 */
export function parseHours(hours: string, days: string): Hours | null {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(hours.trim());
  const which = parseDays(days);
  if (match === null || which === null) return null;
  const [, h1, m1, h2, m2] = match.map(Number);
  const start = (h1 ?? 0) * 60 + (m1 ?? 0);
  const end = (h2 ?? 0) * 60 + (m2 ?? 0);
  return start <= 1440 && end <= 1440 && start !== end ? { days: which, start, end } : null;
}

function parseDays(days: string): number[] | null {
  const all = new Set<number>();
  for (const part of days.toLowerCase().split(',')) {
    const [from, to = from] = part.split('-').map((d) => dayNames.indexOf(d.trim().slice(0, 3)));
    if (from === undefined || to === undefined || from < 0 || to < 0) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      all.add(day);
      if (day === to) break;
    }
  }
  return [...all].sort();
}

/** The items of a list written with commas. */
export function parseList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
