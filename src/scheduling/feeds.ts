/**
 * What answers are used for. Every question names it, so that a form asks only what routing, a policy, capacity, a
 * follow-up or another question needs.
 */

export const feeds = [
  // who asks, and for whom
  'asker',
  'attendee',
  'attendee.name',
  'attendee.email',
  'attendee.phone',
  'attendee.zone',
  'account',
  // what, where and how
  'subject',
  'outcome',
  'how',
  'place',
  'postal-code',
  'territory',
  // when
  'window',
  'window.from',
  'window.until',
  'time-of-day',
  'time.from',
  'time.until',
  'duration',
  'priority',
  // what the owner needs
  'skill',
  'language',
  'owner',
  'complexity',
  'equipment',
  'accessibility',
  'notes',
  /** A rule of the use case that names this question. */
  'rule',
  /** Conditions of other questions that name this one. */
  'condition',
] as const;

export type Feed = (typeof feeds)[number];

/** Who asks, for the feed `asker`. */
export const askers = ['new-lead', 'customer', 'vendor', 'teammate'] as const;
/** For the feed `priority`, the lowest first. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
/** For the feed `time-of-day`: local minutes from midnight, `until` exclusive. */
export const timesOfDay = {
  morning: { from: 0, until: 12 * 60 },
  afternoon: { from: 12 * 60, until: 17 * 60 },
  evening: { from: 17 * 60, until: 24 * 60 },
} as const;

interface Use {
  /** What reads the answer, as the end of the sentence "It is used …". */
  by: string;
  /** Kinds of question that can feed it; absent: any. */
  kinds?: readonly string[];
  /** The only values that its choices may have. */
  values?: readonly string[];
}

const oneOf = ['choice'] as const;
const words = ['text', 'long-text', 'choice', 'multiple-choice', 'yes-no'] as const;
const several = ['text', 'choice', 'multiple-choice'] as const;

/** How each is used, and by what it can be fed. */
export const uses: Readonly<Record<Feed, Use>> = {
  asker: { by: 'to know who asks', kinds: oneOf, values: askers },
  attendee: { by: 'to invite this person', kinds: ['person'] },
  'attendee.name': { by: 'to name whom the meeting is for', kinds: ['text', 'long-text', 'choice'] },
  'attendee.email': { by: 'to invite the attendee', kinds: ['email'] },
  'attendee.phone': { by: 'to reach the attendee', kinds: ['phone'] },
  'attendee.zone': { by: 'to offer times by the attendee’s clock', kinds: ['time-zone'] },
  account: { by: 'to find the account’s owner', kinds: ['text', 'choice'] },
  subject: { by: 'to prepare the owner', kinds: words },
  outcome: { by: 'to prepare the owner', kinds: words },
  how: { by: 'to tell how the meeting is held', kinds: ['text', 'choice'] },
  place: { by: 'to know where the meeting is', kinds: ['text', 'long-text', 'choice', 'address'] },
  'postal-code': { by: 'to route by the place', kinds: ['text'] },
  territory: { by: 'to route by the state', kinds: ['text', 'choice'] },
  window: { by: 'to search the wished days', kinds: ['date-range'] },
  'window.from': { by: 'to search the wished days', kinds: ['date'] },
  'window.until': { by: 'to search the wished days', kinds: ['date'] },
  'time-of-day': { by: 'to prefer the wished time of day', kinds: oneOf, values: Object.keys(timesOfDay) },
  'time.from': { by: 'to prefer the wished time of day', kinds: ['time'] },
  'time.until': { by: 'to prefer the wished time of day', kinds: ['time'] },
  duration: { by: 'to set the length of the meeting', kinds: ['number', 'choice'] },
  priority: { by: 'to decide between competing wishes', kinds: oneOf, values: priorities },
  skill: { by: 'to find owners with the skill', kinds: several },
  language: { by: 'to find owners who speak it', kinds: ['text', 'choice'] },
  owner: { by: 'to ask for this owner', kinds: ['person', 'email'] },
  complexity: { by: 'to weigh the work', kinds: ['choice', 'number', 'yes-no'] },
  equipment: { by: 'to reserve what is needed', kinds: several },
  accessibility: { by: 'to prepare place and owner', kinds: words },
  notes: { by: 'to prepare the owner' },
  rule: { by: 'by a rule that names it' },
  condition: { by: 'by other questions that hang on it' },
};
