/** Hours, days and lists as people write them on a command line: read, and written back. */
import { type Hours, type Owner, ownerSchema } from '../../scheduling/owner.ts';

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
  const onClock = [m1, m2].every((m) => (m ?? 0) < 60) && start <= 1440 && end <= 1440;
  return onClock && start !== end ? { days: which, start, end } : null;
}

/** "mon-fri 09:00-17:00": what `parseHours` reads. */
export function hoursInWords({ days, start, end }: Hours): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first;
  const name = (day: number) => dayNames[day] ?? '';
  const inRow = sorted.length > 2 && last - first === sorted.length - 1;
  const clock = (minutes: number) =>
    [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');
  return `${inRow ? `${name(first)}-${name(last)}` : sorted.map(name).join(',')} ${clock(start)}-${clock(end)}`;
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
export function parseList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/**
 * Certificates from "electrical safety=2027-06-30,crane=2026-12-31": each with its last valid day.
 * @returns undefined when nothing is given, null when it cannot be understood
 */
export function parseCertificates(text: string | undefined): Owner['certificates'] | null {
  if (text === undefined) return undefined;
  const pairs = parseList(text).map((item) => {
    const [name = '', expires = ''] = item.split('=').map((part) => part.trim());
    return { name, expires };
  });
  const read = ownerSchema.shape.certificates.safeParse(pairs);
  return read.success ? read.data : null;
}
