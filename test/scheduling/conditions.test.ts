/** Which questions are asked: by conditions over any other answers, with hidden answers cleared through and through. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedQuestions } from '../../src/scheduling/asked-questions.ts';
import { type Condition, holds } from '../../src/scheduling/conditions.ts';
import { parseIntake } from '../../src/scheduling/intake.ts';
import { questionsSchema } from '../../src/scheduling/question.ts';
import { aUseCase } from './worlds.ts';

const by = { requesterName: 'Robin', requesterZone: 'America/New_York', today: '2026-11-30' };
const yesNo = (key: string, when?: Condition) => ({
  key,
  kind: 'yes-no',
  label: key,
  feeds: 'condition',
  required: false,
  ...(when === undefined ? {} : { when }),
});
const is = (question: string, value = 'yes'): Condition => ({ question, is: value });

function asked(questions: unknown, answers: Record<string, string>): string[] {
  return askedQuestions(questionsSchema.parse(questions), answers).map(({ question }) => question.key);
}

describe('a comparison', () => {
  test.each<[string, Condition, string[], boolean]>([
    ['is', is('q', 'a'), ['a'], true],
    ['is, of several answers', is('q', 'b'), ['a', 'b'], true],
    ['is, not', is('q', 'c'), ['a', 'b'], false],
    ['is, without an answer', is('q', 'a'), [], false],
    ['in', { question: 'q', in: ['a', 'b'] }, ['b'], true],
    ['in, not', { question: 'q', in: ['a', 'b'] }, ['c'], false],
    ['answered', { question: 'q', answered: true }, ['x'], true],
    ['answered, without an answer', { question: 'q', answered: true }, [], false],
    ['not answered', { question: 'q', answered: false }, [], true],
    ['not answered, with an answer', { question: 'q', answered: false }, ['x'], false],
    ['at least, as numbers', { question: 'q', atLeast: 9 }, ['10'], true],
    ['at most, as numbers', { question: 'q', atMost: 9 }, ['10'], false],
    ['at least, as dates', { question: 'q', atLeast: '2026-12-01' }, ['2026-11-30'], false],
    ['between', { question: 'q', atLeast: 2, atMost: 4 }, ['3'], true],
    ['not', { not: is('q', 'a') }, [], true],
  ])('%s', (_, condition, given, result) => {
    expect(holds(condition, () => given)).toBe(result);
  });
});

describe('the questions of a form', () => {
  const chain = [yesNo('aa'), yesNo('bb', is('aa')), yesNo('cc', is('bb')), yesNo('dd', { not: is('cc') })];

  test('come up with the answers that they hang on', () => {
    expect(asked(chain, {})).toEqual(['aa', 'dd']);
    expect(asked(chain, { aa: 'yes' })).toEqual(['aa', 'bb', 'dd']);
    expect(asked(chain, { aa: 'yes', bb: 'yes' })).toEqual(['aa', 'bb', 'cc', 'dd']);
    expect(asked(chain, { aa: 'yes', bb: 'yes', cc: 'yes' })).toEqual(['aa', 'bb', 'cc']);
  });

  test('count no answer of a question that is hidden, however far up it hangs', () => {
    expect(asked(chain, { aa: 'no', bb: 'yes', cc: 'yes' })).toEqual(['aa', 'dd']);
    const useCase = aUseCase({ questions: questionsSchema.parse(chain) });
    const parsed = parseIntake(useCase, { aa: 'no', bb: 'yes', cc: 'yes', dd: 'yes' }, by);
    expect(parsed).toMatchObject({ ok: true, intake: { answers: { aa: 'no', dd: 'yes' } } });
    expect(parsed.ok && Object.keys(parsed.intake.answers)).toEqual(['aa', 'dd']);
  });

  test('may hang on several, before and after them', () => {
    const form = [
      yesNo('zz', { all: [is('aa'), { any: [is('bb'), is('cc')] }] }),
      yesNo('aa'),
      yesNo('bb'),
      yesNo('cc'),
    ];
    expect(asked(form, { aa: 'yes', cc: 'yes' })).toContain('zz');
    expect(asked(form, { cc: 'yes', bb: 'yes' })).not.toContain('zz');
  });

  test('hang on an answer only once it is right', () => {
    const seats = { key: 'seats', kind: 'number', label: 'Seats', feeds: 'complexity', max: 5 };
    const form = [seats, yesNo('aa', { question: 'seats', atLeast: 3 })];
    expect(asked(form, { seats: '4' })).toContain('aa');
    expect(asked(form, { seats: '9' })).not.toContain('aa');
    expect(asked(form, { seats: 'many' })).not.toContain('aa');
  });

  test('a required question is missed only while it is asked', () => {
    const questions = questionsSchema.parse([
      yesNo('aa'),
      { key: 'phone', kind: 'phone', label: 'Phone', feeds: 'attendee.phone', when: is('aa') },
    ]);
    const useCase = aUseCase({ questions });
    expect(parseIntake(useCase, { aa: 'no', phone: 'nonsense' }, by).ok).toBe(true);
    expect(parseIntake(useCase, { aa: 'yes' }, by)).toEqual({ ok: false, errors: { phone: 'Fill this in.' } });
  });
});

test('clearing the hidden answers changes nothing more: the form has come to rest', () => {
  const keys = ['aa', 'bb', 'cc', 'dd', 'ee'];
  const leaf = (upTo: number) =>
    fc.tuple(fc.constantFrom(...keys.slice(0, upTo)), fc.constantFrom('yes', 'no')).map(([k, v]) => is(k, v));
  const condition = (upTo: number): fc.Arbitrary<Condition> =>
    fc.oneof(
      leaf(upTo),
      leaf(upTo).map((inner): Condition => ({ not: inner })),
      fc.array(leaf(upTo), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(leaf(upTo), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    );
  const form = fc
    .tuple(...keys.slice(1).map((_, n) => fc.option(condition(n + 1), { nil: undefined })))
    .map((whens) => keys.map((key, n) => yesNo(key, n === 0 ? undefined : whens[n - 1])));
  const answers = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('yes', 'no'));
  fc.assert(
    fc.property(form, answers, (questions, given) => {
      const shown = asked(questions, given);
      const kept = Object.fromEntries(Object.entries(given).filter(([key]) => shown.includes(key)));
      expect(asked(questions, kept)).toEqual(shown);
      expect(asked([...questions].reverse(), given).sort()).toEqual([...shown].sort());
    }),
    { seed: 20261122, numRuns: 1000 },
  );
});
