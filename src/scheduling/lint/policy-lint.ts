/** Checks of the policies: rules that can never apply, that refuse everybody, or that nobody can make an exception from. */
import type { Feed } from '../feeds.ts';
import type { Limit } from '../policies/limits-schema.ts';
import { span } from '../policies/minutes.ts';
import { DAY_MINUTES } from '../time/local-date.ts';
import { questionFor, type UseCase } from '../use-case.ts';
import type { LintProblem, LintRule } from './lint-rule.ts';

/** The longest time that may lie between asking and the meeting, in minutes: the last day counts whole. */
export function longestAhead({ policies }: UseCase): number {
  return (policies.maximumLead + 1) * DAY_MINUTES;
}

/** A rule that may be broken with an approval needs somebody who approves. */
export const noApprover: LintRule = ({ policies, approvers }) => {
  const [first] = approvers === undefined ? overridable(policies, ['policies']) : [];
  if (first === undefined) return [];
  return [
    {
      path: first,
      text: 'This may be broken when an approver allows it, but no approver is named. Add approvers: with their email addresses, or write refuse.',
    },
  ];
};

function overridable(value: unknown, path: LintProblem['path']): LintProblem['path'][] {
  if (value === 'needs-override') return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => overridable(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => overridable(item, [...path, key]));
}

/** Minimum notice and maximum lead leave something between them. */
export const noWindow: LintRule = (useCase) => {
  const { minimumNotice, maximumLead } = useCase.policies;
  if (minimumNotice < longestAhead(useCase)) return [];
  return [
    {
      path: ['policies', 'minimumNotice'],
      text: `No time is ever open: it needs ${span(minimumNotice)} of notice, but is booked at most ${span(maximumLead * DAY_MINUTES)} ahead. Write fewer minutes here, or a longer maximumLead.`,
    },
  ];
};

/** Changes stay possible until a while before the start; a while longer than any booking lies ahead forbids them all. */
export const closedChanges: LintRule = (useCase) => {
  const { cancellation, rescheduling } = useCase.policies;
  const most = longestAhead(useCase);
  const never = (rule: 'cancellation' | 'rescheduling', verb: string): LintProblem => ({
    path: ['policies', rule, 'notUnder'],
    text: `Nothing could ever be ${verb}: a meeting is at most ${span(most - DAY_MINUTES)} ahead. Write fewer minutes.`,
  });
  return [
    ...(cancellation !== undefined && cancellation.notUnder >= most ? [never('cancellation', 'cancelled')] : []),
    ...(rescheduling?.notUnder !== undefined && rescheduling.notUnder >= most ? [never('rescheduling', 'moved')] : []),
    ...(rescheduling?.maxMoves === 0 && rescheduling.notUnder !== undefined
      ? [
          {
            path: ['policies', 'rescheduling', 'notUnder'],
            text: 'This is never asked: maxMoves is 0, so nothing is moved at all. Take one of the two out.',
          },
        ]
      : []),
  ];
};

/** How many of the shorter period the longer one touches at most. */
const periodsIn: Readonly<Record<string, number>> = { 'day in week': 7, 'day in month': 31, 'week in month': 6 };

/** A limit that another limit never lets anybody reach. */
export const unreachableLimits: LintRule = ({ policies: { limits = [] } }) =>
  limits.flatMap((limit, i) => {
    const path = ['policies', 'limits', i, 'max'];
    const tighter = limits.find((other, j) => j !== i && counts(other, limit) && reaches(other, limit, j < i));
    if (tighter === undefined) return [];
    const text =
      tighter.per === limit.per
        ? `Another limit for the same is ${tighter.max} a ${tighter.per}, so this one is never reached. Keep the lower one.`
        : `${limit.max} a ${limit.per} is never passed, since ${tighter.max} a ${tighter.per} comes first. Write fewer, or take it out.`;
    return [{ path, text }];
  });

/** Whether everything that counts for a limit also counts for the other one, which nobody may break. */
function counts(other: Limit, limit: Limit): boolean {
  return (
    other.whose === limit.whose && other.broken === 'refuse' && (other.of === 'all-use-cases' || other.of === limit.of)
  );
}

function reaches(other: Limit, limit: Limit, before: boolean): boolean {
  if (other.per === limit.per)
    return other.max < limit.max || (other.max === limit.max && (before || other.of !== limit.of));
  const periods = periodsIn[`${other.per} in ${limit.per}`];
  return periods !== undefined && other.max * periods <= limit.max;
}

/** A rule about an answer needs a question that asks for it. */
export const unaskedRules: LintRule = (useCase) => {
  const { places, whoMayBook, evidence = [] } = useCase.policies;
  const asks = (...feeds: Feed[]) => feeds.some((feed) => questionFor(useCase, feed) !== undefined);
  const found: LintProblem[] = [];
  if (places !== undefined && !asks('place', 'territory', 'postal-code'))
    found.push({
      path: ['policies', 'places'],
      text: 'No question asks where the meeting is, so everything is refused. Add one that feeds place, territory or postal-code.',
    });
  if (whoMayBook?.kinds !== undefined && !asks('asker'))
    found.push({
      path: ['policies', 'whoMayBook', 'kinds'],
      text: 'No question asks who asks, so everybody is refused. Add one that feeds asker.',
    });
  for (const [i, needed] of evidence.entries())
    if (needed.from === 'requester' && !useCase.questions.some(({ key }) => key === needed.question))
      found.push({
        path: ['policies', 'evidence', i, 'question'],
        text: `There is no question “${needed.question}”, so everybody is refused. Name one of: ${useCase.questions.map(({ key }) => key).join(', ')}.`,
      });
  return found;
};

/** Holidays of a place that the tables know. */
export const unknownHolidays: LintRule = ({ policies: { holidays } }, { holidayPlace }) => {
  const why = holidays === undefined ? null : (holidayPlace?.(holidays) ?? null);
  if (holidays === undefined || why === null) return [];
  return [{ path: ['policies', 'holidays', holidays.state === undefined ? 'country' : 'state'], text: why }];
};
