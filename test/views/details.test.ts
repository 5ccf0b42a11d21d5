/** The details of a request: everything once, as its reader would say it. */
import { expect, test } from 'vitest';
import { type AuditLine, type Details, detailsScreen } from '../../src/views/details.ts';
import { aBookedRequest, aSlot, morning, useCase, wordsOf } from './samples.ts';

function texts(changes: Partial<Details>): string[] {
  const nothing = { evaluation: null, event: null, history: [], zone: 'America/New_York' };
  const { blocks } = detailsScreen({ request: aBookedRequest(), useCase, ...nothing, ...changes });
  return blocks.flatMap((block) => {
    if (block.kind === 'text') return [wordsOf(block.line)];
    return block.kind === 'facts' ? block.facts.map(({ label, line }) => `${label}: ${wordsOf(line)}`) : [];
  });
}

test('the reasons of the slot stand there whole', () => {
  const whole = aSlot().reasons.map((r) => r.text);
  expect(texts({})).toContain(whole.join('\n'));
});

test('the history does not repeat the reasons that stand above, but keeps those of an earlier time', () => {
  const row = (what: string, why: string | null): AuditLine => ({ at: morning, who: 'Jamie', what, why });
  const current = aSlot()
    .reasons.map((r) => r.text)
    .join(' ');
  const shown = texts({
    history: [row('booked it', 'It was the soonest.'), row('moved it', current), row('put it', null)],
  });
  expect(shown.slice(-3)).toEqual([
    `<${morning}> · Jamie · booked it: It was the soonest.`,
    `<${morning}> · Jamie · moved it`,
    `<${morning}> · Jamie · put it`,
  ]);
});

test('answers are shown as people say them', () => {
  const { intake } = aBookedRequest();
  const answers = { zone: 'America/Phoenix', first: '2026-12-10', language: 'spanish', notes: 'Ring twice.' };
  expect(texts({ request: aBookedRequest({ intake: { ...intake, answers } }) })).toEqual(
    expect.arrayContaining([
      'Their time zone: Phoenix',
      'First day: Thu, Dec 10',
      'Language: Spanish',
      'Notes: Ring twice.',
    ]),
  );
});
