/** The use cases of the starter desk, useful as they are: a sales call, an onsite visit, an interview, a review. */
import { type Step, stepsOf } from '../../scheduling/routing/schema.ts';
import { type UseCase, useCaseSchema } from '../../scheduling/use-case.ts';

const from = {
  key: 'from',
  kind: 'date',
  label: 'Earliest day',
  hint: 'Leave it open for the soonest.',
  required: false,
  feeds: 'window.from',
} as const;
const until = { key: 'until', kind: 'date', label: 'Latest day', required: false, feeds: 'window.until' } as const;
const notes = {
  key: 'notes',
  kind: 'long-text',
  label: 'Anything the owner should know',
  required: false,
  maxLength: 1000,
  feeds: 'notes',
} as const;
const attendee = (label: string, placeholder: string) =>
  ({ key: 'name', kind: 'text', label, placeholder, maxLength: 100, feeds: 'attendee.name' }) as const;
const email = (label: string) =>
  ({ key: 'email', kind: 'email', label, placeholder: 'name@company.com', feeds: 'attendee.email' }) as const;
const zone = (label: string) => ({ key: 'zone', kind: 'time-zone', label, feeds: 'attendee.zone' }) as const;
const choice = (
  key: string,
  label: string,
  feeds: 'skill' | 'territory',
  choices: [value: string, label: string][],
) => ({
  key,
  kind: 'choice' as const,
  label,
  feeds,
  choices: choices.map(([value, name]) => ({ value, label: name })),
});

/** How a meeting is held, and the number to call when it is by phone. */
const how = [
  {
    key: 'how',
    kind: 'choice',
    label: 'How do they meet?',
    required: false,
    feeds: 'how',
    choices: [
      { value: 'video', label: 'By video' },
      { value: 'phone', label: 'By phone' },
    ],
  },
  {
    key: 'phone',
    kind: 'phone',
    label: 'Phone to call',
    placeholder: '(602) 555-0134',
    feeds: 'attendee.phone',
    when: { question: 'how', is: 'phone' },
  },
] as const;

/** The larger plan asks who they are, and a customer who already knows somebody here may have the same person. */
const enterprise = [
  {
    key: 'asker',
    kind: 'choice',
    label: 'Who are they?',
    feeds: 'asker',
    choices: [
      { value: 'new-lead', label: 'New to us' },
      { value: 'customer', label: 'A customer already' },
    ],
    when: { question: 'product', is: 'enterprise' },
  },
  {
    key: 'owner',
    kind: 'person',
    label: 'Who knows them here?',
    hint: 'Whoever takes the call is told.',
    required: false,
    feeds: 'owner',
    when: { question: 'asker', is: 'customer' },
  },
] as const;

const onsiteWork = [
  {
    key: 'urgency',
    kind: 'choice',
    label: 'How urgent is it?',
    feeds: 'priority',
    choices: [
      { value: 'normal', label: 'It can wait a few days' },
      { value: 'urgent', label: 'Work has stopped there' },
    ],
    when: { question: 'work', is: 'repair' },
  },
  {
    key: 'access',
    kind: 'multiple-choice',
    label: 'What should be known about getting in?',
    required: false,
    feeds: 'accessibility',
    choices: [
      { value: 'stairs', label: 'Stairs only' },
      { value: 'escort', label: 'Badge or escort needed' },
      { value: 'dock', label: 'Loading dock' },
    ],
    when: { question: 'work', in: ['install', 'repair'] },
  },
  {
    key: 'time-of-day',
    kind: 'choice',
    label: 'Best time of day',
    required: false,
    feeds: 'time-of-day',
    choices: [
      { value: 'morning', label: 'Morning' },
      { value: 'afternoon', label: 'Afternoon' },
    ],
  },
] as const;

const dayBeforeAndSoon = [
  { kind: 'day-before', at: '15:00', to: 'owner' },
  { kind: 'elapsed', minutes: 15, to: 'owner' },
  { kind: 'elapsed', minutes: 60, to: 'requester' },
] as const;

/** The states that the technicians travel in. */
const served = 'AZ CA CO CT FL GA IL IN MA MI MN MO NC NJ NM NV NY OH OR PA TN TX UT VA WA WI'.split(' ');

/** Days of the company beside the public holidays. */
const companyDays = [{ date: '2026-11-27', name: 'the day after Thanksgiving' }];
/** One person's requests that wait for a pick: nobody collects offers that others then miss. */
const openRequests = { max: 5 };

/** Who looks after what nobody could take. */
const lastResort = { person: 'olivia.grant@example.com' };

export const starterUseCases: readonly UseCase[] = [
  {
    key: 'sales-call',
    name: 'Sales call',
    summary: 'A first call with a prospective customer.',
    duration: 30,
    grid: 30,
    questions: [
      attendee('Customer', 'Name and company'),
      email('Customer’s email'),
      zone('Customer’s time zone'),
      choice('product', 'What are they interested in?', 'skill', [
        ['core', 'Core plan'],
        ['enterprise', 'Enterprise plan'],
      ]),
      ...enterprise,
      from,
      until,
      notes,
    ],
    pool: 'sales',
    policies: {
      buffers: { before: 5, after: 10 },
      minimumNotice: 120,
      maximumLead: 30,
      holidays: { country: 'US' },
      companyDays,
      limits: [
        { whose: 'owner', per: 'day', max: 5 },
        { whose: 'owner', per: 'week', max: 20, of: 'all-use-cases' },
      ],
      openRequests,
      rescheduling: { maxMoves: 3 },
    },
    // The customer's own owner first, unless that takes too long; Dana, who has no other work, has twice the turns.
    routing: {
      method: 'account-owner',
      unlessAfterDays: 5,
      fallback: [
        { method: 'last-touch', withinDays: 90, unlessAfterDays: 5 },
        { method: 'round-robin', weights: { 'dana.reyes@example.com': 2 } },
        lastResort,
      ],
    },
    offer: 4,
    reminders: dayBeforeAndSoon,
    channel: 'sales-desk',
  },
  {
    key: 'onsite-visit',
    name: 'Onsite visit',
    summary: 'A technician comes to the customer’s site.',
    duration: 120,
    grid: 60,
    questions: [
      attendee('Customer', 'Name and company'),
      email('Customer’s email'),
      { key: 'phone', kind: 'phone', label: 'Phone on site', placeholder: '(602) 555-0134', feeds: 'attendee.phone' },
      {
        key: 'address',
        kind: 'address',
        label: 'Address of the site',
        hint: 'Street, city, state and ZIP code.',
        feeds: 'place',
      },
      {
        ...zone('Time zone of the site'),
        hint: 'Leave it open where the whole state has one.',
        required: false,
      },
      choice('work', 'What is to be done?', 'skill', [
        ['install', 'Installation'],
        ['repair', 'Repair'],
        ['inspection', 'Inspection'],
      ]),
      ...onsiteWork,
      from,
      until,
      notes,
    ],
    // The same customer within two weeks is mostly the same visit, asked by somebody else.
    duplicates: { days: 14, of: ['customer'] },
    pool: 'field',
    policies: {
      buffers: { before: 30, after: 30 },
      minimumNotice: 24 * 60,
      maximumLead: 45,
      holidays: { country: 'US' },
      companyDays,
      blackouts: [{ name: 'year-end inventory', from: '2026-12-30', until: '2026-12-31T12:00' }],
      limits: [{ whose: 'owner', per: 'day', max: 3 }],
      openRequests,
      places: { states: served },
      evidence: [{ from: 'owner', certificate: 'electrical safety' }],
      cancellation: { notUnder: 4 * 60 },
      rescheduling: { maxMoves: 3, notUnder: 4 * 60 },
    },
    // Around Phoenix and Los Angeles by ZIP code, elsewhere by the states of the technicians.
    routing: {
      method: 'territory',
      areas: [
        { owners: ['ruth.begay@example.com'], postal: ['850', '852', '853', '85701-85775'] },
        { owners: ['sam.whitaker@example.com'], postal: ['90', '917', '918'] },
      ],
      fallback: [{ method: 'round-robin' }, lastResort],
    },
    offer: 4,
    reminders: [
      { kind: 'day-before', at: '15:00', to: 'owner' },
      { kind: 'day-before', at: '10:00', to: 'requester' },
    ],
    channel: 'field-desk',
  },
  {
    key: 'interview',
    name: 'Interview',
    summary: 'A candidate meets an interviewer.',
    duration: 45,
    grid: 15,
    questions: [
      attendee('Candidate', 'Full name'),
      email('Candidate’s email'),
      zone('Candidate’s time zone'),
      choice('team', 'For which team?', 'skill', [
        ['engineering', 'Engineering'],
        ['sales', 'Sales'],
        ['support', 'Support'],
      ]),
      ...how,
      from,
      { ...until, when: { question: 'from', answered: true } },
      notes,
    ],
    pool: 'interview',
    policies: {
      buffers: { before: 10, after: 15 },
      minimumNotice: 24 * 60,
      maximumLead: 21,
      holidays: { country: 'US' },
      companyDays,
      limits: [
        { whose: 'owner', per: 'day', max: 3 },
        { whose: 'owner', per: 'week', max: 8 },
      ],
      openRequests,
      rescheduling: { maxMoves: 3 },
    },
    routing: { method: 'skills', fallback: [{ method: 'round-robin' }, lastResort] },
    offer: 5,
    reminders: dayBeforeAndSoon,
    channel: 'hiring-desk',
  },
  {
    key: 'internal-review',
    name: 'Internal review',
    summary: 'A reviewer looks at your work with you.',
    duration: 30,
    grid: 30,
    questions: [
      { key: 'subject', kind: 'text', label: 'What is to be reviewed?', maxLength: 100, feeds: 'attendee.name' },
      from,
      until,
      notes,
    ],
    pool: 'review',
    policies: {
      buffers: { before: 0, after: 5 },
      minimumNotice: 60,
      maximumLead: 14,
      holidays: { country: 'US' },
      companyDays,
      limits: [
        { whose: 'owner', per: 'day', max: 4 },
        { whose: 'requester', per: 'week', max: 3 },
      ],
      openRequests,
    },
    routing: { method: 'round-robin', fallback: [lastResort] },
    offer: 3,
    reminders: [{ kind: 'elapsed', minutes: 15, to: 'owner' }],
  },
].map((u) => useCaseSchema.parse(u));

/** A use case without the sample people, for a workspace that has its own: routing then names nobody. */
export function withoutPeople(useCase: UseCase): UseCase {
  const [first, ...fallback] = stepsOf(useCase.routing).map(unnamed);
  return useCaseSchema.parse({ ...useCase, routing: { ...first, fallback } });
}

function unnamed(step: Step): Step {
  if (step.method === 'round-robin') return { ...step, weights: {}, priorities: {} };
  return step.method === 'territory' ? { ...step, areas: [] } : step;
}

/** Whose accounts the sample customers are, by domain and owner's email. */
export const starterAccounts: readonly (readonly [domain: string, owner: string])[] = [
  ['globex.example', 'tom.okafor@example.com'],
  ['initech.example', 'priya.nair@example.com'],
];

/** The channels that the use cases name, and one for everybody. */
export const starterChannels: readonly string[] = ['general', 'sales-desk', 'field-desk', 'hiring-desk'];
