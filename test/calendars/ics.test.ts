import { describe, expect, it } from 'vitest';
import { busyFromIcs } from '../../src/calendars/ics.ts';
import { IcsUnreadable } from '../../src/calendars/ics-unreadable.ts';
import type { Interval } from '../../src/scheduling/time/intervals.ts';

const at = (iso: string) => Date.parse(iso);
const span = (from: string, to: string): Interval => [at(from), at(to)];
const shown = (ranges: readonly Interval[]) =>
  ranges.map(
    ([start, end]) => `${new Date(start).toISOString().slice(0, 16)}/${new Date(end).toISOString().slice(0, 16)}`,
  );

const year2026 = span('2026-01-01T00:00Z', '2027-01-01T00:00Z');

const calendar = (...parts: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...parts, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

/** The busy time of one event, for an owner in New York. */
const busyOf = (lines: string[], window = year2026, zone = 'America/New_York') =>
  shown(busyFromIcs(calendar(event('UID:a', ...lines)), window, zone));

describe('busy time out of a file', () => {
  it('is empty for a calendar without events', () => {
    expect(busyFromIcs(calendar(), year2026, 'America/New_York')).toEqual([]);
  });

  it.each([
    ['UTC', ['DTSTART:20260310T140000Z', 'DTEND:20260310T150000Z'], '2026-03-10T14:00/2026-03-10T15:00'],
    [
      'a named zone',
      ['DTSTART;TZID=America/Los_Angeles:20260310T090000', 'DTEND;TZID=America/Los_Angeles:20260310T100000'],
      '2026-03-10T16:00/2026-03-10T17:00',
    ],
    ['no zone: the owner’s', ['DTSTART:20260310T090000', 'DTEND:20260310T100000'], '2026-03-10T13:00/2026-03-10T14:00'],
    [
      'two zones, for a flight',
      ['DTSTART;TZID=America/New_York:20260310T090000', 'DTEND;TZID=America/Los_Angeles:20260310T120000'],
      '2026-03-10T13:00/2026-03-10T19:00',
    ],
    [
      'Outlook’s name of a zone',
      ['DTSTART;TZID=Pacific Standard Time:20260310T090000', 'DTEND;TZID=Pacific Standard Time:20260310T100000'],
      '2026-03-10T16:00/2026-03-10T17:00',
    ],
    [
      'an older program’s name of a zone',
      ['DTSTART;TZID=/mozilla.org/20050126_1/America/Los_Angeles:20260310T090000', 'DURATION:PT1H'],
      '2026-03-10T16:00/2026-03-10T17:00',
    ],
    ['a duration', ['DTSTART:20260310T140000Z', 'DURATION:PT1H30M'], '2026-03-10T14:00/2026-03-10T15:30'],
  ])('reads times in %s', (_, lines, expected) => {
    expect(busyOf(lines)).toEqual([expected]);
  });

  it('takes an all-day event as the owner’s day, of 23 hours when the clocks jump', () => {
    expect(busyOf(['DTSTART;VALUE=DATE:20260310', 'DTEND;VALUE=DATE:20260312'])).toEqual([
      '2026-03-10T04:00/2026-03-12T04:00',
    ]);
    expect(busyOf(['DTSTART;VALUE=DATE:20260308'])).toEqual(['2026-03-08T05:00/2026-03-09T04:00']);
    expect(busyOf(['DTSTART;VALUE=DATE:20260308'], year2026, 'America/Phoenix')).toEqual([
      '2026-03-08T07:00/2026-03-09T07:00',
    ]);
  });

  it('takes an all-day event whose end is its start for that day', () => {
    expect(busyOf(['DTSTART;VALUE=DATE:20260310', 'DTEND;VALUE=DATE:20260310'])).toHaveLength(1);
  });

  it.each([
    ['transparent', 'TRANSP:TRANSPARENT'],
    ['cancelled', 'STATUS:CANCELLED'],
    ['free in Outlook', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'],
  ])('leaves out what is %s', (_, line) => {
    expect(busyOf(['DTSTART:20260310T140000Z', 'DTEND:20260310T150000Z', line])).toEqual([]);
  });

  it.each(['STATUS:TENTATIVE', 'STATUS:CONFIRMED', 'TRANSP:OPAQUE', 'X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE'])(
    'counts %s as busy',
    (line) => expect(busyOf(['DTSTART:20260310T140000Z', 'DTEND:20260310T150000Z', line])).toHaveLength(1),
  );

  it('joins what overlaps, and cuts at the window', () => {
    const text = calendar(
      event('UID:b', 'DTSTART:20260310T143000Z', 'DTEND:20260310T160000Z'),
      event('UID:a', 'DTSTART:20260310T130000Z', 'DTEND:20260310T150000Z'),
      event('UID:c', 'DTSTART:20260311T130000Z', 'DTEND:20260311T150000Z'),
    );
    const window = span('2026-03-10T14:00Z', '2026-03-11T14:00Z');
    expect(shown(busyFromIcs(text, window, 'America/New_York'))).toEqual([
      '2026-03-10T14:00/2026-03-10T16:00',
      '2026-03-11T13:00/2026-03-11T14:00',
    ]);
  });

  it('sees an event that began long before the window', () => {
    const window = span('2026-03-10T14:00Z', '2026-03-10T15:00Z');
    expect(busyOf(['DTSTART:20250101T000000Z', 'DTEND:20261231T000000Z'], window)).toHaveLength(1);
  });

  it('reads published free/busy times', () => {
    const text = calendar(
      'BEGIN:VFREEBUSY',
      'FREEBUSY:20260310T140000Z/PT1H,20260310T180000Z/20260310T190000Z',
      'FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260311T140000Z/PT1H',
      'FREEBUSY;FBTYPE=FREE:20260312T140000Z/PT1H',
      'END:VFREEBUSY',
    );
    expect(shown(busyFromIcs(text, year2026, 'America/New_York'))).toEqual([
      '2026-03-10T14:00/2026-03-10T15:00',
      '2026-03-10T18:00/2026-03-10T19:00',
      '2026-03-11T14:00/2026-03-11T15:00',
    ]);
  });

  it('reads several calendars in one file, with a byte order mark, bare line ends and folded lines', () => {
    const one = calendar(event('UID:a', 'SUMMARY:Long', ' er', 'DTSTART:20260310T140000Z', 'DURATION:PT1H'));
    const two = calendar(event('UID:b', 'DTSTART:20260311T140000Z', 'DURATION:PT1H'));
    expect(busyFromIcs(`\uFEFF${one}${two}`.replaceAll('\r\n', '\n'), year2026, 'America/New_York')).toHaveLength(2);
  });
});

describe('a series', () => {
  const march = span('2026-03-01T00:00Z', '2026-03-16T00:00Z');
  const nine = ['DTSTART;TZID=America/New_York:20200106T090000', 'DTEND;TZID=America/New_York:20200106T093000'];

  it('stays at nine across the change of the clocks', () => {
    expect(busyOf([...nine, 'RRULE:FREQ=WEEKLY;BYDAY=MO'], march)).toEqual([
      '2026-03-02T14:00/2026-03-02T14:30',
      '2026-03-09T13:00/2026-03-09T13:30',
    ]);
  });

  it('stays at nine in Outlook’s zones and in zones that the file spells out', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Our own zone',
      'BEGIN:STANDARD',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:-0400',
      'TZOFFSETTO:-0500',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:-0500',
      'TZOFFSETTO:-0400',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const weekly = (id: string) =>
      event('UID:a', `DTSTART;TZID=${id}:20200106T090000`, `DTEND;TZID=${id}:20200106T093000`, 'RRULE:FREQ=WEEKLY');
    const expected = ['2026-03-02T14:00/2026-03-02T14:30', '2026-03-09T13:00/2026-03-09T13:30'];
    const read = (text: string) => shown(busyFromIcs(text, march, 'America/Denver'));
    expect(read(calendar(...zone, weekly('Our own zone')))).toEqual(expected);
    expect(read(calendar(weekly('Eastern Standard Time')))).toEqual(expected);
  });

  it('takes the zone that a spelled-out one says it stands for', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:NYC', 'X-LIC-LOCATION:America/New_York', 'END:VTIMEZONE'];
    const text = calendar(...zone, event('UID:a', 'DTSTART;TZID=NYC:20260310T090000', 'DURATION:PT1H'));
    expect(shown(busyFromIcs(text, year2026, 'America/Denver'))).toEqual(['2026-03-10T13:00/2026-03-10T14:00']);
  });

  it('does not vanish in the hour that a clock change skips', () => {
    const lines = ['DTSTART;TZID=America/New_York:20260306T023000', 'DTEND;TZID=America/New_York:20260306T031500'];
    expect(busyOf([...lines, 'RRULE:FREQ=DAILY;COUNT=3'])).toEqual([
      '2026-03-06T07:30/2026-03-06T08:15',
      '2026-03-07T07:30/2026-03-07T08:15',
      '2026-03-08T07:30/2026-03-08T08:15',
    ]);
  });

  it('leaves out excluded dates, however they are written', () => {
    const daily = [...nine, 'RRULE:FREQ=DAILY'];
    const week = span('2026-03-02T00:00Z', '2026-03-05T00:00Z');
    expect(busyOf(daily, week)).toHaveLength(3);
    expect(busyOf([...daily, 'EXDATE;TZID=America/New_York:20260302T090000,20260303T090000'], week)).toEqual([
      '2026-03-04T14:00/2026-03-04T14:30',
    ]);
    expect(busyOf([...daily, 'EXDATE:20260302T140000Z', 'EXDATE;VALUE=DATE:20260304'], week)).toEqual([
      '2026-03-03T14:00/2026-03-03T14:30',
    ]);
    const allDay = ['DTSTART;VALUE=DATE:20260301', 'RRULE:FREQ=DAILY;COUNT=4'];
    expect(busyOf([...allDay, 'EXDATE;VALUE=DATE:20260301', 'EXDATE:20260304T000000Z'])).toEqual([
      '2026-03-02T05:00/2026-03-04T05:00',
    ]);
  });

  it('takes added dates and periods', () => {
    const lines = [...nine, 'RDATE;TZID=America/New_York:20260302T090000', 'RDATE:20260303T150000Z'];
    expect(busyOf(lines, march)).toEqual(['2026-03-02T14:00/2026-03-02T14:30', '2026-03-03T15:00/2026-03-03T15:30']);
    const period = [...nine, 'RDATE;VALUE=PERIOD:20260302T140000Z/PT2H'];
    expect(busyOf(period, march)).toEqual(['2026-03-02T14:00/2026-03-02T16:00']);
  });

  it('puts a changed occurrence in the place of the one it changes', () => {
    const master = event('UID:a', ...nine, 'RRULE:FREQ=WEEKLY');
    const moved = event(
      'UID:a',
      'RECURRENCE-ID;TZID=America/New_York:20260302T090000',
      'DTSTART:20260303T200000Z',
      'DURATION:PT1H',
    );
    const cancelled = event('UID:a', 'RECURRENCE-ID:20260309T130000Z', 'STATUS:CANCELLED', 'DTSTART:20260309T130000Z');
    const other = event('UID:b', 'RECURRENCE-ID:20260309T130000Z', 'DTSTART:20260310T130000Z', 'DURATION:PT1H');
    expect(shown(busyFromIcs(calendar(moved, master, cancelled, other), march, 'America/New_York'))).toEqual([
      '2026-03-03T20:00/2026-03-03T21:00',
      '2026-03-10T13:00/2026-03-10T14:00',
    ]);
  });

  it('sees an occurrence that was moved into the window from far outside', () => {
    const master = event('UID:a', ...nine, 'RRULE:FREQ=WEEKLY');
    const moved = event('UID:a', 'RECURRENCE-ID:20250505T130000Z', 'DTSTART:20260303T200000Z', 'DURATION:PT1H');
    expect(busyFromIcs(calendar(master, moved), march, 'America/New_York')).toHaveLength(3);
  });

  it('ends with its last occurrence, in any zone', () => {
    const tokyo = [
      'DTSTART;TZID=Asia/Tokyo:20260301T080000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;UNTIL=20260302T230000Z',
    ];
    expect(busyOf(tokyo)).toEqual([
      '2026-02-28T23:00/2026-03-01T00:00',
      '2026-03-01T23:00/2026-03-02T00:00',
      '2026-03-02T23:00/2026-03-03T00:00',
    ]);
    const denver = [
      'DTSTART;TZID=America/Denver:20260301T180000',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;UNTIL=20260303T010000Z',
    ];
    expect(busyOf(denver)).toHaveLength(2);
    expect(busyOf([...nine, 'RRULE:FREQ=DAILY;UNTIL=20260303'], march).at(-1)).toBe(
      '2026-03-03T14:00/2026-03-03T14:30',
    );
    expect(busyOf(['DTSTART;VALUE=DATE:20260301', 'RRULE:FREQ=DAILY;UNTIL=20260303'])).toEqual([
      '2026-03-01T05:00/2026-03-04T05:00',
    ]);
  });

  it('counts from its start', () => {
    expect(busyOf([...nine, 'RRULE:FREQ=WEEKLY;COUNT=322'], march)).toEqual(['2026-03-02T14:00/2026-03-02T14:30']);
  });

  it.each([
    ['FREQ=WEEKLY;INTERVAL=2', ['03-09']],
    ['FREQ=WEEKLY;INTERVAL=3', ['03-02']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', ['03-09', '03-11']],
    ['FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,MO', ['03-08', '03-09']],
    ['FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=SU,MO', ['03-01', '03-09', '03-15']],
    ['FREQ=DAILY;INTERVAL=5', ['03-05', '03-10', '03-15']],
    ['FREQ=DAILY;BYDAY=SA;BYMONTH=3', ['03-07', '03-14']],
    ['FREQ=MONTHLY;BYDAY=2TU', ['03-10']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1', ['03-02']],
    ['FREQ=MONTHLY;BYMONTHDAY=-30', ['03-02']],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=2SU', ['03-08']],
  ])('repeats by %s, counted or not', (rule, days) => {
    const found = busyOf([...nine, `RRULE:${rule}`], march);
    expect(found.map((text) => text.slice(5, 10))).toEqual(days);
    // A counted series is walked through from its start, an endless one is not.
    expect(busyOf([...nine, `RRULE:${rule};COUNT=5000`], march)).toEqual(found);
  });

  it('takes no longer for a start long ago', () => {
    const text = calendar(
      ...Array.from({ length: 300 }, (_, n) =>
        event(`UID:${n}`, 'DTSTART:19900101T090000', 'DURATION:PT30M', 'RRULE:FREQ=DAILY'),
      ),
    );
    expect(busyFromIcs(text, march, 'America/New_York')).toHaveLength(15);
  });
});

describe('a file that cannot be understood', () => {
  const unreadable = (text: string) => () => busyFromIcs(text, year2026, 'America/New_York');
  const start = 'DTSTART:20260301T090000';

  it.each([
    ['nothing', ''],
    ['a web page', '<html>Sign in</html>'],
    ['a contact', 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD'],
    ['half a file', calendar(event('UID:a', start)).slice(0, 80)],
    ['junk between the lines', calendar('junk', event('UID:a', start))],
    ['an event without a start', calendar(event('UID:a', 'DTEND:20260301T090000Z'))],
    ['an impossible date', calendar(event('UID:a', 'DTSTART:20261341T090000', 'DURATION:PT1H'))],
    ['no date at all', calendar(event('UID:a', 'DTSTART:soon', 'DURATION:PT1H'))],
    ['an unknown rule', calendar(event('UID:a', start, 'DURATION:PT1H', 'RRULE:FREQ=SOMETIMES'))],
    ['an unknown zone', calendar(event('UID:a', 'DTSTART;TZID=Middle Earth:20260301T090000', 'DURATION:PT1H'))],
    [
      'a series that was moved as a whole',
      calendar(
        event('UID:a', start, 'DURATION:PT1H', 'RRULE:FREQ=DAILY'),
        event('UID:a', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000', 'DTSTART:20260303T110000', 'DURATION:PT1H'),
      ),
    ],
  ])('is refused: %s', (_, text) => {
    expect(unreadable(text)).toThrow(IcsUnreadable);
  });

  it('is refused with a clause that names the cause', () => {
    expect(unreadable('<html>')).toThrow('the file is not a calendar');
    expect(unreadable(calendar(event('UID:a', 'DTSTART;TZID=Middle Earth:20260301T090000', 'DURATION:PT1H')))).toThrow(
      'unknown time zone “Middle Earth”',
    );
  });

  it('may have an unknown zone far outside of the window', () => {
    const text = calendar(
      event('UID:a', 'DTSTART;TZID=Middle Earth:20100301T090000', 'DTEND;TZID=Middle Earth:20100301T100000'),
    );
    expect(busyFromIcs(text, year2026, 'America/New_York')).toEqual([]);
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;INTERVAL=7;BYDAY=TU',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;COUNT=99999999',
    'FREQ=MONTHLY;INTERVAL=24;BYDAY=5SU',
    'FREQ=DAILY;INTERVAL=2000000000',
    'FREQ=WEEKLY;BYDAY=MO;INTERVAL=2000000000',
  ])('does not hang the desk: %s', (rule) => {
    const text = calendar(event('UID:a', 'DTSTART:20210201T090000', 'DURATION:PT1S', `RRULE:${rule}`));
    expect(unreadable(text)).toThrow(IcsUnreadable);
  });

  it('does not hang the desk by many impossible events, or by its zones', () => {
    const many = Array.from({ length: 2_000 }, (_, n) =>
      event(`UID:${n}`, 'DTSTART:20210201T090000', 'DURATION:PT1H', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=6MO'),
    );
    expect(unreadable(calendar(...many))).toThrow(IcsUnreadable);
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Ours', 'BEGIN:STANDARD', 'DTSTART:16010101T020000', 'TZOFFSETFROM:-0400'];
    const endless = [...zone, 'TZOFFSETTO:-0500', 'RRULE:FREQ=SECONDLY', 'END:STANDARD', 'END:VTIMEZONE'];
    const inIt = event('UID:a', 'DTSTART;TZID=Ours:20260301T090000', 'DURATION:PT1H');
    expect(unreadable(calendar(...endless, inIt))).toThrow(IcsUnreadable);
  });
});
