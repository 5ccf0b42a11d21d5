/** What must hold between answers: wished days, a zone that its state can have, a person who can be written to. */
import { parseAddress } from './address.ts';
import { isEmail } from './answer-kinds.ts';
import type { Feed } from './feeds.ts';
import type { Question } from './question.ts';
import { formatDate, zonePlace } from './time/format.ts';
import { addDays } from './time/local-date.ts';
import { stateCode, usState, zoneFits } from './us-states.ts';
import { stateOfZip } from './zip-codes.ts';

type Values = ReadonlyMap<Question, string>;
type Fault = [key: string, error: string];

/** As much of a use case as is judged by. */
interface Limits {
  policies: { maximumLead: number };
}

/**
 * What is wrong between the answers, by question key.
 * @param questions those that are asked, in order
 * @param values their answers, each right by itself
 * @param today the requester's local date, YYYY-MM-DD
 */
export function checkTogether(useCase: Limits, questions: readonly Question[], values: Values, today: string): Fault[] {
  return [
    ...[...values].flatMap(([question, value]) => outOfWindow(question, value, useCase, today)),
    ...ordered(values, 'window.from', 'window.until', (from) => {
      return `The last day is before the first, ${formatDate(from)}. Choose that day or a later one.`;
    }),
    ...ordered(values, 'time.from', 'time.until', () => 'The latest time is before the earliest. Choose a later one.'),
    ...checkZone(questions, values, today),
    ...[...values].flatMap(([question, value]) => alone(question, value)),
  ];
}

/** Why a wished day cannot be: it is over, or further ahead than the use case books. */
function outOfWindow({ key, feeds }: Question, value: string, { policies }: Limits, today: string): Fault[] {
  if (feeds !== 'window' && !feeds.startsWith('window.')) return [];
  const days = value.split('/').filter((day) => day !== '');
  if (days.some((day) => day < today)) return [[key, 'That day is over. Choose today or a later day.']];
  const { maximumLead } = policies;
  const furthest = addDays(today, maximumLead);
  if (days.every((day) => day <= furthest)) return [];
  return [[key, `That is more than ${maximumLead} days ahead. Choose a day up to ${formatDate(furthest)}.`]];
}

/** Two answers, of which the second must not be before the first: told at the second. */
function ordered(values: Values, first: Feed, second: Feed, says: (first: string) => string): Fault[] {
  const from = fed(values, first);
  const until = fed(values, second);
  return from !== undefined && until !== undefined && until[1] < from[1] ? [[until[0].key, says(from[1])]] : [];
}

/** A zone must be one that the state's clocks can follow; one that was left open must follow from the state. */
function checkZone(questions: readonly Question[], values: Values, today: string): Fault[] {
  const code = stateIn(values);
  const state = code === null ? null : usState(code);
  if (code === null || state === null) return [];
  const answer = fed(values, 'attendee.zone');
  const said = state.zones.map((zone) => `${zonePlace(zone)} (${zone})`).join(' or ');
  if (answer === undefined) {
    const open = questions.findLast((question) => question.feeds === 'attendee.zone');
    return open === undefined || state.zones.length === 1
      ? []
      : [[open.key, `${state.name} has more than one time zone. Choose the one of the place: ${said}.`]];
  }
  const [{ key }, zone] = answer;
  if (zoneFits(code, zone, today)) return [];
  return [[key, `Clocks in ${state.name} do not follow ${zonePlace(zone)}. Choose ${said}, or mend the state.`]];
}

/** The attendee's zone: as answered, else the one of the place's state where it has only one. */
export function zoneOf(values: Values): string | undefined {
  const answer = fed(values, 'attendee.zone');
  if (answer !== undefined) return answer[1];
  const zones = usState(stateIn(values) ?? '')?.zones;
  return zones?.length === 1 ? zones[0] : undefined;
}

/** The two letters of the state where the meeting is, from the address, else from the territory or the ZIP code. */
function stateIn(values: Values): string | null {
  const [question, place = ''] = fed(values, 'place') ?? [];
  const parsed = question?.kind === 'address' ? parseAddress(place) : null;
  if (parsed?.ok) return parsed.address.state;
  return stateCode(fed(values, 'territory')?.[1] ?? '') ?? stateOfZip(fed(values, 'postal-code')?.[1] ?? '');
}

/** What an answer must be for what it feeds, whatever its kind allows. */
function alone({ key, kind, feeds }: Question, value: string): Fault[] {
  if (kind === 'person' && !isEmail(value))
    return [[key, 'This person has no email address in the chat. Choose somebody else.']];
  if (feeds === 'postal-code' && !(/^\d{5}(-\d{4})?$/.test(value) && stateOfZip(value) !== null))
    return [[key, 'Write a ZIP code of five digits, such as 85003.']];
  if (feeds === 'duration' && !(/^\d+$/.test(value) && Number(value) >= 5 && Number(value) <= 480))
    return [[key, 'Choose a length between 5 and 480 minutes.']];
  return [];
}

function fed(values: Values, feed: Feed): [Question, string] | undefined {
  return [...values].findLast(([question]) => question.feeds === feed);
}
