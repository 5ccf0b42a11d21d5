import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardScreen, renderHome, renderMessage, renderModal } from '../../../src/chat/slack/render.ts';
import { checkHome, checkMessage, checkView } from '../../../src/sandbox/block-kit.ts';
import type { Block, Button, Card, Field, Line, Screen, Span } from '../../../src/views/view.ts';

const at = Date.UTC(2026, 11, 1, 15, 30);
const zone = 'America/New_York';
const screen = (blocks: Block[], more: Partial<Screen> = {}): Screen => ({
  kind: 'screen',
  name: 'test',
  title: 'Title',
  state: '',
  blocks,
  ...more,
});
const card = (blocks: Block[], summary = 'Summary'): Card => ({ kind: 'card', summary, blocks });
const button = (more: Partial<Button> = {}): Button => ({ action: 'book', label: 'Book', value: 'v', ...more });

/** Every string in a payload, with the name of the field that holds it and the type of the object around it. */
function strings(value: unknown, field = '', type = ''): { field: string; type: string; text: string }[] {
  if (typeof value === 'string') return [{ field, type, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => strings(one, field, type));
  if (value === null || typeof value !== 'object') return [];
  const own = 'type' in value && typeof value.type === 'string' ? value.type : '';
  return Object.entries(value).flatMap(([name, inner]) => strings(inner, name, own));
}

/** A view that shows `text` in every position that can carry one. */
function everywhere(text: string, size = 1): Block[] {
  const long = text.repeat(size);
  const line: Line = [long, { kind: 'strong', text: long }, { kind: 'person', name: long, chatId: 'U0ANN' }, long];
  const confirm = { title: long, text: long, yes: long, no: long };
  return [
    { kind: 'heading', text: long },
    { kind: 'text', line: [long] },
    { kind: 'text', line },
    {
      kind: 'text',
      line: [
        { kind: 'person', name: long },
        { kind: 'person', name: long, chatId: long },
      ],
    },
    { kind: 'quiet', line },
    { kind: 'facts', facts: Array.from({ length: 11 }, () => ({ label: long, line })) },
    { kind: 'option', line, details: [line, [long]], button: button({ label: long, says: long, confirm }) },
    { kind: 'buttons', buttons: Array.from({ length: 3 }, () => button({ label: long })) },
    { kind: 'divider' },
  ];
}

function everyField(text: string, size = 1): Block[] {
  const long = text.repeat(size);
  const kinds = [
    'text',
    'long-text',
    'email',
    'phone',
    'number',
    'date',
    'time',
    'choice',
    'multiple-choice',
    'person',
    'time-zone',
    'yes-no',
  ] as const;
  return kinds.map((kind) => ({
    kind: 'field',
    field: {
      key: kind,
      kind,
      label: long,
      hint: long,
      placeholder: long,
      required: kind === 'text',
      value: kind === 'choice' ? 'c7' : kind === 'time-zone' ? zone : long,
      error: long,
      tells: true,
      maxLength: 9_000,
      choices: Array.from({ length: kind === 'choice' ? 250 : 12 }, (_none, index) => ({
        value: `c${index}`,
        label: long,
      })),
    },
  }));
}

describe('views drawn for Slack', () => {
  it.each(['<!channel>', '<@U0BOB>', '<http://x.example|y>', '<#C0SALES>', '<!subteam^S1>', '*a* _b_ ~c~ `d` :tada:'])(
    'show %s as text wherever it stands',
    (text) => {
      const drawn = [
        renderModal(screen([...everywhere(text), ...everyField(text)], { title: text, submit: text, close: text })),
        renderHome(card(everywhere(text), text)),
        renderMessage(card(everywhere(text), text), 'many'),
      ];
      const found = drawn.flatMap((payload) => strings(payload));
      const marked = found.filter(({ field, type }) => field === 'text' && type !== 'plain_text');
      expect(marked.length).toBeGreaterThan(10);
      for (const { text: markup } of marked) {
        // What is live is ours: the one mention, and the asterisks around strong text and labels.
        const rest = markup.replaceAll('<@U0ANN>', ' ').replace(/\*[^*\n]+\*/g, ' ');
        expect(rest).not.toMatch(/[<>*~`]|(?<![\p{L}\p{N}])_|:[\w+-]+:/u);
      }
    },
  );

  it('never let Slack make links, mentions or emoji of its own', () => {
    const objects = JSON.stringify(renderMessage(card(everywhere('http://x.example @here')), 'many'));
    expect(objects.match(/"type":"mrkdwn"/g)?.length).toBe(objects.match(/"verbatim":true/g)?.length);
    expect(objects.match(/"type":"plain_text"/g)?.length).toBe(objects.match(/"emoji":false/g)?.length);
  });

  it('are plain text where nothing needs markup', () => {
    const { blocks } = renderMessage(card([{ kind: 'text', line: ['at ', { kind: 'time', at, zone }] }]), 'one');
    expect(blocks[0]).toMatchObject({ text: { type: 'plain_text', text: 'at Tue, Dec 1, 10:30 AM EST' } });
  });

  it('write a time that readers look for in bold', () => {
    const line: Span[] = [{ kind: 'range', start: at, end: at + 1_800_000, zone, strong: true }];
    const { blocks } = renderModal(screen([{ kind: 'option', line, details: [] }]));
    expect(blocks).toMatchObject([{ text: { type: 'mrkdwn', text: '*Tue, Dec 1, 10:30 – 11:00 AM EST*' } }]);
  });

  it('mention a person only by an id of Slack', () => {
    const line: Span[] = [
      { kind: 'person', name: 'Ann', chatId: 'U0ANN' },
      { kind: 'person', name: 'Bob', chatId: '!channel' },
      { kind: 'person', name: 'Eve' },
    ];
    const { blocks } = renderMessage(card([{ kind: 'text', line }]), 'one');
    expect(blocks[0]).toMatchObject({ text: { text: '<@U0ANN>BobEve' } });
  });

  it('leave asterisks out where Slack would show them', () => {
    const line: Span[] = [{ kind: 'strong', text: 'Ann' }, 's call with ', { kind: 'strong', text: 'Bob' }];
    expect(renderMessage(card([{ kind: 'text', line }]), 'one').blocks[0]).toMatchObject({
      text: { text: 'Anns call with *Bob*' },
    });
  });

  it.each([
    ['ordinary', 'Ann Lee', 1],
    ['empty', '', 1],
    ['blank', ' \n\t ', 3],
    ['huge', 'A long name & more <b> ', 400],
    ['huge and of emoji', '👩‍🚀🎉', 1_500],
    ['huge and from right to left', 'שלום עולם \u202E', 700],
    ['huge and of escapes only', '<', 8_000],
    ['of half characters', 'a\uD83D', 900],
  ])('keep every limit of Slack with %s text', (_what, text, size) => {
    const modal = screen([...everywhere(text, size), ...everyField(text, size)], { title: text.repeat(size) });
    expect(checkView(renderModal(modal))).toEqual([]);
    expect(checkView(renderModal(cardScreen(card(everywhere(text, size)))))).toEqual([]);
    expect(checkHome(renderHome(card(everywhere(text, size))))).toEqual([]);
    for (const readers of ['one', 'many'] as const) {
      expect(checkMessage(renderMessage(card(everywhere(text, size), text.repeat(size)), readers))).toEqual([]);
    }
  });

  it('keep every limit whatever is put together', () => {
    const text = fc
      .oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('<', '&', '*', '\uD83D', ''))
      .chain((unit) => fc.constantFrom(1, 40, 3_000).map((times) => unit.repeat(times)));
    const span: fc.Arbitrary<Span> = fc.oneof(
      text,
      fc.record({ kind: fc.constant('strong' as const), text }),
      fc.record({ kind: fc.constant('person' as const), name: text, chatId: fc.constantFrom('U0ANN', '<x>') }),
      fc.constant({ kind: 'time' as const, at, zone }),
    );
    const line = fc.array(span, { maxLength: 5 });
    const press = fc.record({
      action: fc.constantFrom('book', 'x'),
      label: text,
      value: fc.constant('v'.repeat(1_900)),
    });
    const block: fc.Arbitrary<Block> = fc.oneof(
      fc.record({ kind: fc.constant('heading' as const), text }),
      fc.record({ kind: fc.constantFrom('text' as const, 'quiet' as const), line }),
      fc.record({
        kind: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: text, line }), { maxLength: 23 }),
      }),
      fc.record({
        kind: fc.constant('option' as const),
        line,
        details: fc.array(line, { maxLength: 3 }),
        button: press,
      }),
      fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(press, { maxLength: 30 }) }),
      fc.constant({ kind: 'divider' as const }),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 120 }), text, (blocks, summary) => {
        expect(checkMessage(renderMessage(card(blocks, summary), 'many'))).toEqual([]);
        expect(checkHome(renderHome(card(blocks)))).toEqual([]);
        expect(checkView(renderModal(screen(blocks, { title: summary })))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('say how much did not fit, and keep the heading and the buttons', () => {
    const options = Array.from(
      { length: 60 },
      (_none, index): Block => ({ kind: 'option', line: [`Slot ${index}`], details: [] }),
    );
    const blocks: Block[] = [{ kind: 'heading', text: 'Slots' }, ...options, { kind: 'buttons', buttons: [button()] }];
    const drawn = renderMessage(card(blocks), 'one').blocks;
    expect(drawn).toHaveLength(50);
    expect(drawn.at(0)).toMatchObject({ type: 'header' });
    expect(drawn.at(-2)).toMatchObject({ elements: [{ text: 'and 13 more' }] });
    expect(drawn.at(-1)).toMatchObject({ type: 'actions' });
  });

  it('never leave out a question', () => {
    const fields = Array.from(
      { length: 101 },
      (_none, index): Block => ({
        kind: 'field',
        field: { key: `q${index}`, kind: 'text', label: 'Q', required: true },
      }),
    );
    expect(() => renderModal(screen(fields))).toThrow(/more than Slack shows/);
    const room = renderModal(
      screen([...fields.slice(0, 99), { kind: 'text', line: ['1'] }, { kind: 'text', line: ['2'] }]),
    );
    expect(room.blocks.filter((block) => block.type === 'input')).toHaveLength(99);
  });

  it('give every button an action_id of its own', () => {
    const rows = Array.from({ length: 30 }, () => button());
    const { blocks } = renderMessage(
      card([
        { kind: 'buttons', buttons: rows },
        { kind: 'buttons', buttons: rows },
      ]),
      'one',
    );
    const ids = blocks.flatMap((block) => (block.type === 'actions' ? block.elements.map((one) => one.action_id) : []));
    expect(ids).toHaveLength(60);
    expect(new Set(ids).size).toBe(60);
  });

  it('ask before a button counts, in its colour', () => {
    const confirm = { title: 'Cancel it?', text: 'The owner is told.', yes: 'Cancel it', no: 'Keep it' };
    const { blocks } = renderMessage(
      card([{ kind: 'buttons', buttons: [button({ style: 'danger', confirm })] }]),
      'one',
    );
    expect(blocks[0]).toMatchObject({
      elements: [
        { style: 'danger', confirm: { style: 'danger', deny: { text: 'Keep it' }, confirm: { text: 'Cancel it' } } },
      ],
    });
  });

  it('throw for our own mistakes rather than cut what has to come back', () => {
    const field: Field = { key: 'a', kind: 'text', label: 'A', required: true };
    const twice: Block[] = [
      { kind: 'field', field },
      { kind: 'field', field },
    ];
    const mistakes = [
      () => renderModal(screen([], { state: 'x'.repeat(3_001) })),
      () => renderModal(screen([], { name: 'x'.repeat(256) })),
      () => renderModal(screen(twice)),
      () => renderModal(screen([{ kind: 'field', field: { ...field, kind: 'choice', choices: [] } }])),
      () => renderMessage(card([{ kind: 'field', field }]), 'one'),
      () => renderHome(card([{ kind: 'field', field }])),
      () => renderMessage(card([{ kind: 'buttons', buttons: [button({ value: 'x'.repeat(2_001) })] }]), 'one'),
    ];
    for (const mistake of mistakes) expect(mistake).toThrow(RangeError);
  });
});

describe('questions drawn for Slack', () => {
  const draw = (field: Partial<Field> & Pick<Field, 'kind'>): KnownBlock => {
    const drawn = renderModal(screen([{ kind: 'field', field: { key: 'q', label: 'Q', required: true, ...field } }]));
    return drawn.blocks[0] as KnownBlock;
  };

  it('carry their key as block_id and can be sent', () => {
    const modal = renderModal(
      screen([{ kind: 'field', field: { key: 'why', kind: 'long-text', label: 'Why?', required: false } }]),
    );
    expect(modal).toMatchObject({
      submit: { text: 'Send' },
      blocks: [{ block_id: 'why', optional: true, element: { action_id: 'answer', multiline: true } }],
    });
  });

  it.each([
    ['text', 'plain_text_input', { initial_value: '2026-12-01' }],
    ['email', 'email_text_input', { initial_value: '2026-12-01' }],
    ['phone', 'plain_text_input', { initial_value: '2026-12-01' }],
    ['date', 'datepicker', { initial_date: '2026-12-01' }],
  ] as const)('of kind %s are a %s with what is known', (kind, type, known) => {
    expect(draw({ kind, value: '2026-12-01' })).toMatchObject({ element: { type, ...known } });
  });

  it.each(['1999-02-30', 'tomorrow', ''])('offer no date when "%s" is none', (value) => {
    expect(draw({ kind: 'date', value })).not.toHaveProperty('element.initial_date');
  });

  it('cut what is known to what may be typed', () => {
    expect(draw({ kind: 'text', maxLength: 5, value: 'too long' })).toMatchObject({
      element: { max_length: 5, initial_value: 'too…' },
    });
  });

  it('hold more than a hundred choices in groups, the chosen one among them', () => {
    const choices = Array.from({ length: 150 }, (_none, index) => ({ value: `c${index}`, label: `Choice ${index}` }));
    expect(draw({ kind: 'choice', choices, value: 'c120' })).toMatchObject({
      element: {
        option_groups: [{ label: { text: '1 to 100' } }, { label: { text: '101 to 150' } }],
        initial_option: { value: 'c120', text: { text: 'Choice 120' } },
      },
    });
  });

  it('offer the zones of the United States first, and the current one always', () => {
    const known = draw({ kind: 'time-zone', value: 'America/Phoenix' });
    expect(known).toMatchObject({
      element: {
        option_groups: [{ label: { text: 'United States' } }, {}, {}, {}, {}, {}],
        initial_option: { value: 'America/Phoenix' },
      },
    });
    const rare = draw({ kind: 'time-zone', value: 'America/Indiana/Knox' });
    expect(rare).toMatchObject({
      element: {
        option_groups: [{ label: { text: 'Set now' } }, {}, {}, {}, {}, {}, {}],
        initial_option: { value: 'America/Indiana/Knox' },
      },
    });
  });
});
