/** Who may book: by the rights that the requester has, by who they say they are, or by name. */
import { reason } from '../reasons.ts';
import type { Search } from '../search.ts';
import { questionFor } from '../use-case.ts';
import { listed } from './minutes.ts';
import { type RequestNo, type RulesOf, requestRule } from './rule.ts';
import type { Policies } from './schema.ts';

type WhoMayBook = NonNullable<Policies['whoMayBook']>;

export const whoMayBook: RulesOf = ({ policies }) => {
  const who = policies.whoMayBook;
  if (who === undefined) return [];
  return [
    requestRule({ code: 'WHO', no: who.broken, describe: () => describe(who) }, (search) => refusal(who, search)),
  ];
};

function refusal({ rights, kinds, people }: WhoMayBook, { requester, useCase, intake }: Search): RequestNo | null {
  if (rights !== undefined && !rights.some((right) => requester?.rights.has(right)))
    return no(`Only people with the right to ${listed(rights, 'or')} may book it.`, 'Ask one of them to book it.');
  const email = requester?.email?.toLowerCase();
  if (people !== undefined && !people.some((one) => one.toLowerCase() === email))
    return no(`Only ${listed(people, 'or')} may book it.`, 'Ask one of them to book it.');
  const question = questionFor(useCase, 'asker');
  const kind = question && intake.answers[question.key];
  if (kinds !== undefined && !kinds.some((one) => one === kind))
    return {
      ...no(`It is only for a ${inWords(kinds)}.`, 'Choose another answer if that is who asks.'),
      question: question?.key,
    };
  return null;
}

const no = (text: string, fix: string): RequestNo => ({ reason: reason('WHO', text, fix) });

function inWords(kinds: readonly string[]): string {
  return listed(
    kinds.map((kind) => kind.replaceAll('-', ' ')),
    'or',
  );
}

function describe({ rights, kinds, people }: WhoMayBook): string {
  const parts = [
    ...(rights === undefined ? [] : [`by people with the right to ${listed(rights, 'or')}`]),
    ...(people === undefined ? [] : [`by ${listed(people, 'or')}`]),
    ...(kinds === undefined ? [] : [`for a ${inWords(kinds)}`]),
  ];
  return `It is booked only ${listed(parts, 'and')}.`;
}
