/** Allowed places: the state or the ZIP code of where the meeting is. A place that is not known is not allowed. */
import { parseAddress } from '../address.ts';
import type { Feed } from '../feeds.ts';
import { reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { questionFor } from '../use-case.ts';
import { listed } from './minutes.ts';
import { type RequestNo, type RulesOf, requestRule } from './rule.ts';
import type { Policies } from './schema.ts';

type Places = NonNullable<Policies['places']>;

export const places: RulesOf = ({ policies: { places: allowed } }) => {
  if (allowed === undefined) return [];
  return [
    requestRule(
      { code: 'PLACE', no: allowed.broken, describe: () => `It takes place only in ${inWords(allowed)}.` },
      (search) => refusal(allowed, search),
    ),
  ];
};

function refusal(allowed: Places, search: Search): RequestNo | null {
  const { state, zip } = placeOf(search);
  const { states = [], zipPrefixes = [] } = allowed;
  if (state !== undefined && states.includes(state)) return null;
  if (zip !== undefined && zipPrefixes.some((prefix) => zip.startsWith(prefix))) return null;
  const where = [state, zipPrefixes.length === 0 ? undefined : zip].filter((part) => part !== undefined).join(' ');
  const text =
    where === ''
      ? 'Where it takes place is not known, and not every place is allowed.'
      : `It does not take place in ${where}.`;
  const asked = ['place', 'territory', 'postal-code'] as const;
  const question = asked.map((feed) => questionFor(search.useCase, feed)?.key).find((key) => key !== undefined);
  return { reason: reason('PLACE', text, `Choose a place in ${inWords(allowed)}.`), question };
}

/** State and ZIP code of the intake: from an address, or from questions of their own. */
function placeOf({ useCase, intake }: Search): { state?: string | undefined; zip?: string | undefined } {
  const answer = (feed: Feed) => {
    const key = questionFor(useCase, feed)?.key;
    return key === undefined ? undefined : intake.answers[key];
  };
  const parsed = parseAddress(intake.place ?? '');
  const address = parsed.ok ? parsed.address : undefined;
  return {
    state: address?.state ?? intake.territory?.toUpperCase(),
    zip: address?.zip ?? answer('postal-code'),
  };
}

function inWords({ states = [], zipPrefixes = [] }: Places): string {
  const zips = zipPrefixes.length === 0 ? [] : [`ZIP codes that begin with ${listed(zipPrefixes, 'or')}`];
  return [...(states.length === 0 ? [] : [listed(states, 'or')]), ...zips].join(', or in ');
}
