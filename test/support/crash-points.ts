/** Where a desk is killed: between which two steps of a booking, or of a reminder that is sent. */

/** In the transaction of a booking: which statement has just been carried out. */
export const statements = {
  'after the delivery is noted': /insert into inbox/,
  'after the owner is locked': /pg_advisory_xact_lock/,
  'after the request is changed': /update request/,
  'after the booking is written': /insert into booking/,
  'after the time is claimed': /insert into claim/,
  'after the follow-ups are written': /insert into follow_up/,
  'after the audit row': /insert into audit/,
  'after the first job is asked for': /graphile_worker\.add_job/,
} as const;

export const bookingPoints = [
  'before the transaction',
  ...(Object.keys(statements) as (keyof typeof statements)[]),
  'before the commit',
  'after the commit',
] as const;

export const jobPoints = [
  'before the calendar is written',
  'after the calendar is written',
  'before the card is posted',
  'after the card is posted',
  'after the card is recorded',
  'before the owner is told',
  'after the owner is told',
] as const;

export const reminderPoints = [
  'after reminders are queued',
  'before a reminder is posted',
  'after a reminder is posted',
  'after a reminder is recorded',
] as const;

/** Enough of them to see each kind of step: what the transaction did until then is undone alike. */
export const inBrief = {
  booking: ['before the transaction', 'after the time is claimed', 'before the commit', 'after the commit'],
  job: [
    'after the calendar is written',
    'before the card is posted',
    'after the card is posted',
    'after the card is recorded',
    'after the owner is told',
  ],
  reminder: ['after reminders are queued', 'after a reminder is posted', 'after a reminder is recorded'],
} as const satisfies Record<string, readonly CrashPoint[]>;

export type CrashPoint = (typeof bookingPoints)[number] | (typeof jobPoints)[number] | (typeof reminderPoints)[number];

/**
 * Killed here, the desk does not know that its message was taken, and sends it again. Slack has no key that would
 * prevent it.
 */
export const mayPostTwice: ReadonlySet<string> = new Set<CrashPoint>([
  'after the card is posted',
  'after the owner is told',
  'after a reminder is posted',
]);
