/**
 * Times as the reader sees them. Every function takes the instant (epoch ms) and the reader's IANA zone; nothing here
 * reads a clock. English of the United States throughout, as the workspace speaks.
 */

const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  let made: Intl.DateTimeFormat;
  try {
    made = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  } catch {
    // A person whose zone this browser does not know still gets times; they are named as UTC.
    made = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
  formats.set(key, made);
  return made;
}

function say(at: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  // Intl puts a narrow no-break space before AM and PM; plain spaces compare and wrap as people expect.
  return format(zone, options).format(at).replaceAll('\u202f', ' ');
}

interface Wall {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** The wall clock of `zone` at an instant. */
export function wallOf(at: number, zone: string): Wall {
  const parts = format(zone, {
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

/** The instant of a wall time in a zone; inside a spring gap the time after it. */
export function instantOf(wall: Omit<Wall, 'second'>, zone: string): number {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const shiftAt = (at: number) => {
    const seen = wallOf(at, zone);
    return Date.UTC(seen.year, seen.month - 1, seen.day, seen.hour, seen.minute) - Math.floor(at / 60_000) * 60_000;
  };
  const first = asUtc - shiftAt(asUtc);
  return asUtc - shiftAt(first);
}

/** Days since the epoch on the wall of `zone`: two instants on one day have the same number. */
export function dayNumber(at: number, zone: string): number {
  const wall = wallOf(at, zone);
  return Date.UTC(wall.year, wall.month - 1, wall.day) / DAY;
}

/** How long until 9:00 in the morning of the next day on the wall of `zone`, in ms. */
export function untilNineTomorrow(now: number, zone: string): number {
  const tomorrow = wallOf(Date.UTC(1970, 0, 1) + (dayNumber(now, zone) + 1) * DAY, 'UTC');
  return instantOf({ ...tomorrow, hour: 9, minute: 0 }, zone) - now;
}

/** "10:30 AM". */
export function timeOfDay(at: number, zone: string): string {
  return say(at, zone, { hour: 'numeric', minute: '2-digit' });
}

/** "Tue, Dec 1, 10:30 AM EST". */
export function dateAndTime(at: number, zone: string): string {
  return say(at, zone, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** "EST", or an offset where the zone has no letters. */
export function zoneName(at: number, zone: string): string {
  return (
    format(zone, { timeZoneName: 'short' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? zone
  );
}

/** "Today", "Yesterday", or "Tuesday, December 1st". */
export function dayHeading(at: number, now: number, zone: string): string {
  const near = nearDay(at, now, zone);
  if (near !== null) return near.charAt(0).toUpperCase() + near.slice(1);
  const date = `${say(at, zone, { weekday: 'long' })}, ${say(at, zone, { month: 'long' })} ${ordinal(wallOf(at, zone).day)}`;
  const year = wallOf(at, zone).year;
  return year === wallOf(now, zone).year ? date : `${date}, ${year}`;
}

/** "1 day 2 h 15 min". */
export function stretch(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), Math.floor(minutes / 1440) === 1 ? 'day' : 'days'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? '0 min' : said.join(' ');
}

/**
 * Slack's date templates, as in `<!date^ts^{date_short_pretty} at {time}|fallback>`.
 * Source: Slack's reference "Formatting text for app surfaces", section on dates. Null when a token is unknown, so that
 * the caller shows the fallback, as Slack does.
 */
export function slackDate(template: string, at: number, now: number, zone: string): string | null {
  let known = true;
  const filled = template.replace(/\{([a-z_]+)\}/g, (_, token: string) => {
    const value = dateToken(token, at, now, zone);
    if (value === null) known = false;
    return value ?? '';
  });
  return known ? filled.charAt(0).toUpperCase() + filled.slice(1) : null;
}

function dateToken(token: string, at: number, now: number, zone: string): string | null {
  if (token.endsWith('_pretty')) {
    const plain = token === 'day_divider_pretty' ? 'date_long' : token.slice(0, -'_pretty'.length);
    return nearDay(at, now, zone) ?? dateToken(plain, at, now, zone);
  }
  const wall = wallOf(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  const longMonth = `${say(at, zone, { month: 'long' })} ${ordinal(wall.day)}, ${wall.year}`;
  switch (token) {
    case 'date_num':
      return `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
    case 'date_slash':
      return `${two(wall.month)}/${two(wall.day)}/${wall.year}`;
    case 'date_long':
      return `${say(at, zone, { weekday: 'long' })}, ${longMonth}`;
    case 'date':
    case 'date_long_full':
      return longMonth;
    case 'date_short':
      return say(at, zone, { month: 'short', day: 'numeric', year: 'numeric' });
    case 'time':
      return timeOfDay(at, zone);
    case 'time_secs':
      return say(at, zone, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return at <= now ? `${stretch(now - at)} ago` : `in ${stretch(at - now)}`;
    default:
      return null;
  }
}

function nearDay(at: number, now: number, zone: string): string | null {
  const away = dayNumber(at, zone) - dayNumber(now, zone);
  return ({ '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } as Record<string, string>)[away] ?? null;
}

function ordinal(day: number): string {
  const teen = day > 10 && day < 20;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
