/** Why a proposal is empty, from its own evaluation: nobody may take it, or nobody has the time; and what would help. */
import type { Evaluation } from './evaluation.ts';
import type { Intake } from './intake.ts';
import { counted } from './policies/minutes.ts';
import { type Reason, type ReasonCode, reason } from './reasons.ts';
import { formatDay, zonePlace } from './time/format.ts';

/** How the starts that a rule closed are told, after their number. */
const closedBy: Partial<Record<ReasonCode, string>> = {
  PAST: 'already over',
  TOO_SOON: 'too soon',
  RANGE: 'too far ahead',
  HOLIDAY: 'on a holiday',
  HOURS: 'outside working hours',
  UNKNOWN_CALENDAR: 'in a calendar that cannot be read',
  BUSY: 'busy',
  RESERVED: 'taken by others',
  BUFFER: 'too close to something else',
  BLACKOUT: 'in a blackout',
  DAY_MAX: 'on days that are full',
  WEEK_MAX: 'in weeks that are full',
  MONTH_MAX: 'in months that are full',
  WHO: 'not for this requester',
  PLACE: 'not at this place',
  EVIDENCE: 'without what must be signed',
  CREDENTIAL: 'without a valid certificate',
};

/** The reasons when no owner may serve the intake: one for the pool, then what each gate asked. */
export function noOwner({ owners }: Evaluation): Reason[] {
  if (owners.length === 0)
    return [reason('NO_OWNER', 'Nobody is in the pool for this yet.', 'Ask the manager of the pool to add somebody.')];
  const failed = owners.flatMap((owner) => owner.reasons);
  const fixes = [...new Set(failed.map((r) => r.fix).filter((fix) => fix !== undefined))];
  const who = owners.length === 1 ? 'The one person' : `None of the ${owners.length} people`;
  const verdict = owners.length === 1 ? 'cannot take this' : 'can take this';
  return [
    reason(
      'NO_OWNER',
      `${who} in the pool ${verdict}: ${gatesInWords(failed)}.`,
      `${fixes.join(' ')} Or ask the manager of the pool to add somebody.`.trim(),
    ),
  ];
}

function gatesInWords(failed: readonly Reason[]): string {
  const words: Partial<Record<ReasonCode, string>> = { SKILL: 'without the skill', TERRITORY: 'outside the territory' };
  return Object.entries(words)
    .map(([code, word]) => ({ word, count: failed.filter((r) => r.code === code).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count.toLocaleString('en-US')} ${word}`)
    .join(', ');
}

/** The reasons when owners may serve the intake but nothing is open: what took their time, and what to change. */
export function noTime({ owners, starts, window }: Evaluation, intake: Intake): Reason[] {
  const laterDay = 'Try a later last day.';
  if (starts === 0)
    return [reason('NO_TIME', 'The wished days are over, or too far ahead.', 'Ask again with other days.')];
  const zone = intake.attendee.zone;
  const eligible = owners.filter((owner) => owner.eligible);
  const open = eligible.some((owner) => owner.open > 0);
  const unreadable = eligible.flatMap((owner) => owner.reasons.filter((r) => r.code === 'UNKNOWN_CALENDAR'));
  const days = `from ${formatDay(window.from, zone)} to ${formatDay(window.to - 1, zone)} in ${zonePlace(zone)}`;
  const people = eligible.length === 1 ? 'the one person' : `the ${eligible.length} people`;
  const text = open
    ? `Every open time ${days} was shown already.`
    : `Nothing is open ${days} for ${people} who can take this. Of ${counted(starts * eligible.length, 'start')}: ${closedInWords(eligible)}.`;
  const fix = intake.window.until === undefined ? 'Try again later, when time may have come free.' : laterDay;
  return [reason('NO_TIME', text, fix), ...unreadable];
}

/** "200 outside working hours, 60 busy": the largest first. */
function closedInWords(owners: Evaluation['owners']): string {
  return (Object.keys(closedBy) as ReasonCode[])
    .map((code) => ({ word: closedBy[code], count: owners.reduce((sum, o) => sum + (o.closed[code] ?? 0), 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ word, count }) => `${count.toLocaleString('en-US')} ${word}`)
    .join(', ');
}
