import { describe, expect, it } from 'vitest';
import { type Inline, parseInline, parseMrkdwn } from '../../src/sandbox/page/mrkdwn-parse.ts';
import { commandOf, completions, isCommand } from '../../src/sandbox/page/slash.ts';
import { dayHeading, instantOf, slackDate, stretch, untilNineTomorrow } from '../../src/sandbox/page/time.ts';
import { inputsOf, stateOf, valuesFor } from '../../src/sandbox/page/values.ts';

const NEW_YORK = 'America/New_York';
const PHOENIX = 'America/Phoenix';
const TUESDAY = Date.UTC(2026, 11, 1, 15, 30);
const HOUR = 3_600_000;

describe('mrkdwn', () => {
  const text = (said: string): Inline => ({ kind: 'text', text: said });

  it('knows bold, italic, strike and code, also inside each other', () => {
    expect(parseInline('a *b _c_* ~d~ `*e*`')).toEqual([
      text('a '),
      { kind: 'mark', mark: 'bold', inner: [text('b '), { kind: 'mark', mark: 'italic', inner: [text('c')] }] },
      text(' '),
      { kind: 'mark', mark: 'strike', inner: [text('d')] },
      text(' '),
      { kind: 'code', text: '*e*' },
    ]);
  });

  it('leaves stars and underscores inside words and sums alone', () => {
    for (const plain of ['snake_case_name', '2 * 3 * 4', 'a*b*c', '* alone', '~']) {
      expect(parseInline(plain)).toEqual([text(plain)]);
    }
  });

  it('decodes only the three entities of Slack, and only once', () => {
    expect(parseInline('&lt;b&gt; &amp;amp; &quot;')).toEqual([text('<b> &amp; &quot;')]);
  });

  it('reads people, channels, calls to all, links and dates', () => {
    expect(parseInline('<@U1> <#C1|sales> <!here> <https://a.example/x?y=1&amp;z=2|*see*>')).toEqual([
      { kind: 'person', id: 'U1', label: '' },
      text(' '),
      { kind: 'channel', id: 'C1', label: 'sales' },
      text(' '),
      { kind: 'broadcast', label: '@here' },
      text(' '),
      {
        kind: 'link',
        url: 'https://a.example/x?y=1&z=2',
        inner: [{ kind: 'mark', mark: 'bold', inner: [text('see')] }],
      },
    ]);
    expect(parseInline('<!date^1796139000^{date_short} at {time}^https://a.example|then>')).toEqual([
      {
        kind: 'date',
        at: 1_796_139_000_000,
        template: '{date_short} at {time}',
        url: 'https://a.example',
        fallback: 'then',
      },
    ]);
  });

  it('never makes a link of an address that could run something', () => {
    for (const bad of ['<javascript:alert(1)|x>', '<data:text/html,x|x>', '<vbscript:x>', '<JaVaScRiPt:x|x>']) {
      expect(parseInline(bad)).toEqual([text(bad)]);
    }
  });

  it('links a bare address without the full stop behind it', () => {
    expect(parseInline('See https://a.example/b.')).toEqual([
      text('See '),
      { kind: 'link', url: 'https://a.example/b', inner: [text('https://a.example/b')] },
      text('.'),
    ]);
  });

  it('draws the emoji it knows and leaves the others as they were written', () => {
    expect(parseInline(':bell: :constructor: 10:30:15')).toEqual([
      { kind: 'emoji', name: 'bell', character: '🔔' },
      text(' :constructor: 10:30:15'),
    ]);
  });

  it('keeps preformatted text as it is, and joins the lines of a quote', () => {
    expect(parseMrkdwn('a\n&gt; b\n> c\n```*d*\n  e```\nf')).toEqual([
      { kind: 'line', inner: [text('a')] },
      { kind: 'quote', inner: [text('b'), { kind: 'break' }, text('c')] },
      { kind: 'pre', text: '*d*\n  e' },
      { kind: 'line', inner: [text('f')] },
    ]);
    expect(parseMrkdwn('```never closed')).toEqual([{ kind: 'line', inner: [text('```never closed')] }]);
  });

  it('reads a long text of half-open marks in a moment', () => {
    const long = '*a _b ~c <d `e '.repeat(200);
    const [piece] = parseMrkdwn(long);
    expect(piece?.kind).toBe('line');
  });
});

describe('times', () => {
  it('fills a date template in the zone of the reader', () => {
    expect(slackDate('{date_short} at {time}', TUESDAY, TUESDAY - 9 * 24 * HOUR, NEW_YORK)).toBe(
      'Dec 1, 2026 at 10:30 AM',
    );
    expect(slackDate('{date_long}, {time}', TUESDAY, 0, PHOENIX)).toBe('Tuesday, December 1st, 2026, 8:30 AM');
    expect(slackDate('{date_num}', TUESDAY, 0, 'Pacific/Auckland')).toBe('2026-12-02');
  });

  it('says today, yesterday and tomorrow by the wall of the reader', () => {
    const lateEvening = Date.UTC(2026, 11, 1, 4, 30);
    expect(slackDate('{date_short_pretty}', lateEvening, TUESDAY, NEW_YORK)).toBe('Yesterday');
    expect(slackDate('{date_pretty}', lateEvening, TUESDAY, 'UTC')).toBe('Today');
    expect(dayHeading(TUESDAY + 24 * HOUR, TUESDAY, NEW_YORK)).toBe('Tomorrow');
    expect(dayHeading(TUESDAY - 72 * HOUR, TUESDAY, NEW_YORK)).toBe('Saturday, November 28th');
  });

  it('gives the fallback its turn when a template holds an unknown token', () => {
    expect(slackDate('{date} {moon}', TUESDAY, 0, 'UTC')).toBeNull();
  });

  it('finds nine o’clock tomorrow on both sides of a clock change', () => {
    const before = Date.UTC(2026, 2, 7, 14);
    expect(before + untilNineTomorrow(before, NEW_YORK)).toBe(Date.UTC(2026, 2, 8, 13));
    const autumn = Date.UTC(2026, 9, 31, 13);
    expect(autumn + untilNineTomorrow(autumn, NEW_YORK)).toBe(Date.UTC(2026, 10, 1, 14));
    expect(untilNineTomorrow(before, PHOENIX)).toBe(26 * HOUR);
  });

  it('reads a wall time in a zone as the instant it names', () => {
    expect(instantOf({ year: 2026, month: 12, day: 1, hour: 10, minute: 30 }, NEW_YORK)).toBe(TUESDAY);
    expect(instantOf({ year: 2026, month: 12, day: 1, hour: 8, minute: 30 }, PHOENIX)).toBe(TUESDAY);
  });

  it('says how far ahead a clock is', () => {
    expect(stretch(26 * HOUR + 15 * 60_000)).toBe('1 day 2 h 15 min');
    expect(stretch(10_000)).toBe('0 min');
  });
});

describe('the values of inputs', () => {
  const name = { type: 'plain_text_input', action_id: 'a', initial_value: 'Ann' };
  const zone = {
    type: 'static_select',
    action_id: 'z',
    options: ['x', 'y'].map((value) => ({ text: { type: 'plain_text', text: value }, value })),
  };
  const blocks = [
    { type: 'input', block_id: 'name', element: name },
    { type: 'section', block_id: 'zone', accessory: zone },
    {
      type: 'actions',
      block_id: 'more',
      elements: [
        { type: 'button', action_id: 'b' },
        { type: 'checkboxes', action_id: 'c' },
      ],
    },
  ];

  it('start as the app set them, in the shape of Slack', () => {
    expect(valuesFor(blocks, {})).toEqual({
      name: { a: { type: 'plain_text_input', value: 'Ann' } },
      zone: { z: { type: 'static_select', selected_option: null } },
      more: { c: { type: 'checkboxes', selected_options: [] } },
    });
    expect(inputsOf(blocks).map(({ action }) => action)).toEqual(['a', 'z', 'c']);
  });

  it('stay when the view changes around them, and start anew under another id', () => {
    const typed = { name: { a: stateOf(name, 'Bob') }, zone: { z: stateOf(zone, zone.options[0]) } };
    expect(valuesFor(blocks, typed)).toMatchObject({
      name: { a: { value: 'Bob' } },
      zone: { z: { selected_option: { value: 'x' } } },
    });
    const renamed = [{ type: 'input', block_id: 'name-2', element: name }];
    expect(valuesFor(renamed, typed)).toEqual({ 'name-2': { a: { type: 'plain_text_input', value: 'Ann' } } });
  });

  it('go when what was chosen is not offered any more', () => {
    const typed = { zone: { z: stateOf(zone, zone.options[0]) } };
    const fewer = [{ type: 'section', block_id: 'zone', accessory: { ...zone, options: zone.options.slice(1) } }];
    expect(valuesFor(fewer, typed)).toEqual({ zone: { z: { type: 'static_select', selected_option: null } } });
  });

  it('are empty, not an empty text, when nothing is typed', () => {
    expect(stateOf(name, '')).toEqual({ type: 'plain_text_input', value: null });
    expect(stateOf({ type: 'timepicker', timezone: PHOENIX }, '10:30')).toEqual({
      type: 'timepicker',
      selected_time: '10:30',
      timezone: PHOENIX,
    });
  });
});

describe('slash commands', () => {
  const commands = [
    { command: '/schedule', hint: '[what]', description: 'Ask for time' },
    { command: '/scan', hint: '', description: 'Scan' },
  ];

  it('are offered while their word is typed', () => {
    expect(completions('/', commands)).toHaveLength(2);
    expect(completions('/SCH', commands).map(({ command }) => command)).toEqual(['/schedule']);
    expect(completions('/schedule sales', commands)).toEqual([]);
    expect(completions('hello /', commands)).toEqual([]);
  });

  it('show their hint once their words begin', () => {
    expect(commandOf('/schedule sales', commands)?.hint).toBe('[what]');
    expect(commandOf('/schedule', commands)).toBeNull();
  });

  it('are told from messages', () => {
    expect(isCommand(' /schedule')).toBe(true);
    expect(isCommand('/ not one')).toBe(false);
    expect(isCommand('and/or')).toBe(false);
  });
});
