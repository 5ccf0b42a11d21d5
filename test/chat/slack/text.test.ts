import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cut, literal, plain, whole } from '../../../src/chat/slack/text.ts';

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '&',
        '<',
        '>',
        '👩‍🚀',
        '\uD83D',
        '\uDC00',
        '*',
        '_',
        '~',
        '`',
        ':tada:',
        '\n> ',
        '\u202E',
        'שלום',
        '\u0000',
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('text for Slack', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1>', '&lt;@U1&gt;'],
    ['<http://x|y>', '&lt;http://x|y&gt;'],
    ['&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['AT&T', 'AT&amp;T'],
  ])('escapes %s, so that Slack shows it as it is', (text, escaped) => {
    expect(literal(text, 100)).toBe(escaped);
  });

  it.each(['*bold*', '~gone~', '`code`', '```block```', '_italic_', ' _italic_', '(_italic_)', ':tada:', ':+1::wave:'])(
    'takes the force out of %s',
    (text) => {
      expect(literal(text, 100)).not.toMatch(/[*~`]|(?<![\p{L}\p{N}])_|:[\w+-]+:/u);
    },
  );

  it('takes the force out of a quote', () => {
    expect(literal('one\n> two', 100)).toBe('one\n› two');
  });

  it.each(['ann_lee@example.com', 'snake_case_name', '10:30 to 11:00', "O'Brien", 'a > b', 'Smith & Søn 🎉'])(
    'shows %s unchanged',
    (text) => {
      const shown = literal(text, 100).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(shown).toBe(text);
    },
  );

  it('takes out what would turn or break its surroundings', () => {
    expect(clean('a\u202Eb\u0000c\uD83Dd\r\ne')).toBe('abc\uFFFDd\ne');
  });

  it('cuts with an ellipsis, never within a character', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('🎉🎉🎉', 4)).toBe('🎉…');
    expect(cut('abcd', 4)).toBe('abcd');
  });

  it('cuts escaped text never within an escape', () => {
    expect(literal('<<<<', 10)).toBe('&lt;&lt;…');
  });

  it('keeps every limit and never leaves half a character or half an escape, whatever the text', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, limit) => {
        const escaped = literal(text, limit);
        expect(escaped.length).toBeLessThanOrEqual(limit);
        expect(escaped).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
        expect(escaped).not.toMatch(/\p{Surrogate}/u);
        const object = plain(text, limit);
        expect(object.text.length).toBeLessThanOrEqual(limit);
        expect(object.text.length).toBeGreaterThan(0);
        expect(object.text).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  it('refuses to cut what has to come back unchanged', () => {
    expect(whole('abc', 3, 'The state')).toBe('abc');
    expect(() => whole('abcd', 3, 'The state')).toThrow('The state has 4 characters; Slack carries 3.');
  });
});
