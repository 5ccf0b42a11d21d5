import { expect, it } from 'vitest';
import { describeUseCase } from '../../src/scheduling/describe.ts';
import { describePolicies } from '../../src/scheduling/policies/policies.ts';
import { useCaseSchema } from '../../src/scheduling/use-case.ts';

const useCase = useCaseSchema.parse({
  key: 'onsite-visit',
  name: 'Onsite visit',
  summary: 'A technician comes.',
  duration: 120,
  grid: 60,
  questions: [
    { key: 'name', kind: 'text', label: 'Customer', feeds: 'attendee.name' },
    {
      key: 'work',
      kind: 'choice',
      label: 'What is to be done?',
      feeds: 'skill',
      choices: ['Install', 'Repair', 'Inspect', 'Remove', 'Move', 'Clean', 'Look'].map((label) => ({
        value: label.toLowerCase(),
        label,
      })),
    },
    {
      key: 'urgent',
      kind: 'yes-no',
      label: 'Is it urgent?',
      feeds: 'condition',
      required: false,
      when: { all: [{ question: 'work', in: ['repair', 'inspect'] }, { not: { question: 'name', answered: false } }] },
    },
    {
      key: 'why',
      kind: 'long-text',
      label: 'Why',
      feeds: 'notes',
      when: { any: [{ question: 'urgent', is: 'yes' }, { all: [{ question: 'work', is: 'look' }] }] },
    },
  ],
  pool: 'field',
  policies: {
    buffers: { before: 30, after: 0 },
    minimumNotice: 60,
    maximumLead: 10,
    broken: { minimumNotice: 'needs-override' },
  },
  duplicates: { days: 14, of: ['customer', 'requester'] },
  routing: { method: 'round-robin', fallback: [{ person: 'olivia@example.com' }] },
  approvers: ['victor@example.com', 'olivia@example.com'],
  reminders: [
    { kind: 'elapsed', minutes: 90, to: 'requester' },
    { kind: 'day-before', at: '15:00', to: 'owner' },
  ],
  channel: 'field-desk',
});

const sections = new Map(describeUseCase(useCase).map(({ title, lines }) => [title, lines]));

it('says what a meeting is', () => {
  expect(sections.get('Onsite visit (onsite-visit)')).toEqual([
    'A technician comes.',
    'A meeting takes 2 hours, and may begin every hour of the attendee’s day.',
    'Up to 4 times are offered at once.',
    'Its card is shown in #field-desk.',
  ]);
});

it('says what is asked, when, and what for', () => {
  expect(sections.get('What it asks')).toEqual([
    'Customer: a line of text, required. Used to name whom the meeting is for.',
    'What is to be done? one of a list (Install, Repair, Inspect, Remove, Move and 2 more), required. Used to find owners with the skill.',
    'Is it urgent? yes or no, may be left out. Used by other questions that hang on it. Asked only if “What is to be done?” is Repair or Inspect and it is not so that “Customer” is not answered.',
    'Why: text, required. Used to prepare the owner. Asked only if “Is it urgent?” is yes or (“What is to be done?” is Look).',
  ]);
});

it('says who takes it and who looks after the rest', () => {
  const lines = sections.get('Who takes it') ?? [];
  expect(lines[0]).toBe('Owners of the pool field take it.');
  expect(lines.at(-1)).toContain('olivia@example.com');
});

it('says every policy, who may make an exception, and what counts as the same wish', () => {
  const lines = sections.get('Rules') ?? [];
  expect(lines).toEqual(expect.arrayContaining(describePolicies(useCase)));
  expect(lines).toContain('It starts at least 1 hour after it is booked, unless an approver allows it.');
  expect(lines).toContain('Exceptions are allowed by victor@example.com or olivia@example.com.');
  expect(lines).toContain(
    'Asking again within 14 days for the same customer or the same requester is taken for the same wish, unless they say it is another.',
  );
});

it('says who is reminded, and when', () => {
  expect(sections.get('Reminders')).toEqual([
    'The requester is reminded 90 minutes before the start.',
    'The owner is reminded the day before at 3:00 PM, on their own clock.',
  ]);
  const quiet = describeUseCase({ ...useCase, reminders: [] });
  expect(quiet.at(-1)?.lines).toEqual(['Nobody is reminded.']);
});
