/** What a form may be: its schema refuses what could never work, and the lint names what nothing uses. */
import { describe, expect, test } from 'vitest';
import { starterUseCases } from '../../src/flow/starter/use-cases.ts';
import { conditionSchema } from '../../src/scheduling/conditions.ts';
import { questionsSchema } from '../../src/scheduling/question.ts';
import { unusedQuestions } from '../../src/scheduling/unused-questions.ts';
import { aUseCase } from './worlds.ts';

const text = (key: string, more: object = {}) => ({ key, kind: 'text', label: key, feeds: 'notes', ...more });
const yesNo = (key: string, more: object = {}) => ({ key, kind: 'yes-no', label: key, feeds: 'condition', ...more });
const on = (question: string) => ({ question, is: 'yes' });

function faults(questions: unknown): string[] {
  const parsed = questionsSchema.safeParse(questions);
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('the schema of a form', () => {
  test('accepts conditions on questions before and after, nested, with several parents', () => {
    const when = { any: [{ all: [on('aa'), { not: on('bb') }] }, { question: 'cc', answered: true }] };
    expect(faults([text('dd', { when }), yesNo('aa'), yesNo('bb', { when: on('aa') }), text('cc')])).toEqual([]);
  });

  test.each([
    ['itself', [yesNo('aa', { when: on('aa') })], ['0.when']],
    ['each other', [yesNo('aa', { when: on('bb') }), yesNo('bb', { when: on('aa') })], ['0.when', '1.when']],
    [
      'each other through a nested condition',
      [
        yesNo('aa', { when: { not: { any: [on('bb'), on('cc')] } } }),
        yesNo('bb'),
        yesNo('cc', { when: { all: [on('aa')] } }),
      ],
      ['0.when', '2.when'],
    ],
  ])('refuses questions that hang on %s', (_, questions, places) => {
    const found = faults(questions);
    expect(found.map((fault) => fault.split(':')[0])).toEqual(places);
    expect(found.join()).toContain('hangs on itself');
  });

  test.each([
    ['a condition on nothing', [text('aa', { when: on('zz') })], 'there is no question "zz"'],
    [
      'a condition on a value that cannot be chosen',
      [yesNo('aa'), text('bb', { when: { question: 'aa', in: ['yes', 'maybe'] } })],
      '"aa" has no choice "maybe"; it has yes, no',
    ],
    ['a condition that asks nothing', [yesNo('aa'), text('bb', { when: { question: 'aa' } })], 'when'],
    ['an unknown word in a condition', [yesNo('aa'), text('bb', { when: { question: 'aa', equals: 'yes' } })], 'when'],
    ['two questions of one key', [text('aa'), text('aa')], 'two questions have the key "aa"'],
    ['a choice without choices', [text('aa', { kind: 'choice' })], 'give at least one choice'],
    [
      'the same value twice',
      [
        text('aa', {
          kind: 'choice',
          choices: [
            { value: 'x', label: 'X' },
            { value: 'x', label: 'Y' },
          ],
        }),
      ],
      'two choices have the value "x"',
    ],
    [
      'a comma in a value of a multiple choice',
      [text('aa', { kind: 'multiple-choice', choices: [{ value: 'x,y', label: 'X' }] })],
      'must have no comma',
    ],
    [
      'a kind that cannot feed it',
      [text('aa', { feeds: 'window.from' })],
      '"window.from" is fed by a question of kind date',
    ],
    [
      'a value that its use does not know',
      [text('aa', { kind: 'choice', feeds: 'priority', choices: [{ value: 'asap', label: 'ASAP' }] })],
      '"priority" knows the values low, normal, high, urgent, not "asap"',
    ],
    ['bounds the wrong way round', [text('aa', { kind: 'number', min: 3, max: 2 })], 'min is greater than max'],
  ])('refuses %s', (_, questions, says) => {
    expect(faults(questions).join('\n')).toContain(says);
  });

  test('refuses conditions nested thousands deep without falling over', () => {
    let deep: unknown = on('aa');
    for (let i = 0; i < 100_000; i++) deep = { not: deep };
    expect(conditionSchema.safeParse(deep)).toMatchObject({ success: false });
  });
});

describe('the lint of a form', () => {
  test('finds nothing in the starter desk', () => {
    expect(starterUseCases.flatMap(unusedQuestions)).toEqual([]);
  });

  test.each([
    ['a question for conditions that no condition names', [yesNo('aa'), text('bb')], 'aa', 'No condition names "aa"'],
    ['a question for a rule that no rule names', [text('aa', { feeds: 'rule' }), text('bb')], 'aa', 'No rule'],
    ['an answer that another always replaces', [text('aa'), text('bb')], 'aa', '"bb" is always answered'],
    [
      'a condition that can never hold',
      [yesNo('aa'), text('bb', { when: { all: [on('aa'), { not: on('aa') }] } })],
      'bb',
      'can never hold',
    ],
  ])('names %s', (_, questions, key, says) => {
    const useCase = aUseCase({ questions: questionsSchema.parse(questions) });
    expect(unusedQuestions(useCase).filter((unused) => unused.question === key)).toEqual([
      { question: key, index: expect.any(Number), why: expect.stringContaining(says) },
    ]);
  });
});
