/** Checks against the desk that a use case is for: its pools and its people. */
import type { LintProblem, LintRule } from './lint-rule.ts';

/** Somebody is in the pool. */
export const emptyPool: LintRule = ({ pool }, { pools }) =>
  pools === undefined || (pools.get(pool)?.length ?? 0) > 0
    ? []
    : [
        {
          path: ['pool'],
          text: `Nobody is in the pool ${pool}, so no time can be found.${pools.size === 0 ? '' : ` There is: ${[...pools.keys()].join(', ')}.`}`,
        },
      ];

/** Every person who is named is known. */
export const unknownPeople: LintRule = (useCase, { people }) => {
  if (people === undefined) return [];
  return namedPeople(useCase).flatMap(({ path, email }): LintProblem[] =>
    people.has(email.toLowerCase())
      ? []
      : [{ path, text: `Nobody here has the email ${email}. Write the address as the chat knows it.` }],
  );
};

/** Keys whose values are email addresses of people of the desk. */
const keysOfPeople = new Set(['approvers', 'accountable', 'person', 'people', 'owners']);
const isEmail = (text: unknown): text is string => typeof text === 'string' && /^[^\s@]+@[^\s@]+$/.test(text);

/** Everybody whom a use case names, by their email address. */
export function namedPeople(
  value: unknown,
  path: LintProblem['path'] = [],
): { path: LintProblem['path']; email: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    if (isEmail(key)) return [{ path: at, email: key }];
    if (!keysOfPeople.has(key)) return namedPeople(inner, at);
    if (isEmail(inner)) return [{ path: at, email: inner }];
    return Array.isArray(inner)
      ? inner.flatMap((one, i) => (isEmail(one) ? [{ path: [...at, i], email: one }] : []))
      : [];
  });
}
